import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { ElectronShellOptions } from '#electron/shell.ts'
import { switches } from '#electron/switches.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron } from './double/electron.ts'

const approved = 'garden.example'
const judge = ({ url }: PageRequest): Verdict =>
  URL.parse(url)?.hostname === approved ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-on-list' }

/** What the proxy answers to one CONNECT. */
function ask(port: number, target: string, login: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${login}\r\n`))
    socket.once('data', (chunk) => {
      resolve(chunk.toString().split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.on('error', () => resolve('nobody'))
  })
}

describe('The second layer of Electron, its way out', () => {
  let stop: (() => Promise<void>) | null = null
  afterEach(() => stop?.())

  async function running(change: Partial<ElectronShellOptions> = {}) {
    const electron = new DoubleElectron()
    const shell = await startOnDouble(electron, judge, change)
    stop = () => shell.stop()
    return { electron, ...shell }
  }
  async function withPage() {
    const dialled: string[] = []
    const made = await running({
      dial: async (host, port) => {
        dialled.push(`${host}:${port}`)
        throw new Error('out of reach')
      },
    })
    await made.shell.openPage(made.approvedUrl)
    const sessions = [...made.electron.sessions.values()].filter(({ proxy }) => proxy !== null)
    const port = Number(/:(\d+)$/.exec(sessions[0]?.proxy?.proxyRules ?? '')?.[1])
    let login = ''
    made
      .contents()
      .fire(
        'login',
        { preventDefault: () => undefined },
        { url: made.approvedUrl },
        { isProxy: true, host: '127.0.0.1', port },
        (name, password) => {
          login = `Proxy-Authorization: Basic ${Buffer.from(`${name}:${password}`).toString('base64')}\r\n`
        },
      )
    return { ...made, sessions, port, login, dialled }
  }

  it('puts every session of a child behind the proxy, loopback too, before anything is asked for', async () => {
    const { electron, sessions } = await withPage()
    expect(sessions.length).toBe(2)
    for (const session of sessions) {
      expect(session.proxy).toEqual({
        mode: 'fixed_servers',
        proxyRules: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
        proxyBypassRules: '<-loopback>',
      })
    }
    expect([...electron.sessions.values()].flatMap(({ unproxied }) => unproxied)).toEqual([])
  })

  it('lets out what the open page may reach, by host and port, and nothing when no page is open', async () => {
    const { shell, port, login, dialled } = await withPage()
    expect(await ask(port, `${approved}:443`, login)).toMatch(/ 502 /)
    expect(dialled).toEqual([`${approved}:443`])
    expect(await ask(port, 'elsewhere.example:443', login)).toMatch(/ 403 /)
    expect(await ask(port, '127.0.0.1:443', login)).toMatch(/ 403 /)
    await shell.closePage()
    expect(await ask(port, `${approved}:443`, login)).toMatch(/ 403 /)
    expect(dialled).toHaveLength(1)
  })

  it('asks everybody else of the machine who they are', async () => {
    const { port } = await withPage()
    expect(await ask(port, `${approved}:443`, '')).toMatch(/ 407 /)
  })

  it('tells its password to nobody but its own proxy', async () => {
    const { contents, approvedUrl, port, events } = await withPage()
    for (const info of [
      { isProxy: false, host: '127.0.0.1', port },
      { isProxy: true, host: 'proxy.example', port },
      { isProxy: true, host: '127.0.0.1', port: port + 1 },
    ]) {
      const told: unknown[] = []
      contents().fire('login', { preventDefault: () => undefined }, { url: approvedUrl }, info, (...words) => void told.push(...words))
      expect(told).toEqual([])
    }
    expect(events.filter((event) => event.kind === 'failed')).toHaveLength(3)
  })

  it('opens no page when a session cannot be put behind it', async () => {
    const { electron, shell, approvedUrl } = await running()
    const make = electron.session.fromPartition
    electron.session.fromPartition = (name) => Object.assign(make(name), { proxyFails: true })
    await expect(shell.openPage(approvedUrl)).rejects.toThrow()
    expect([...electron.sessions.values()].flatMap(({ unproxied }) => unproxied)).toEqual([])
  })

  it('is gone when the kiosk stops', async () => {
    const { port, login } = await withPage()
    await stop?.()
    stop = null
    expect(await ask(port, `${approved}:443`, login)).toBe('nobody')
  })
})

describe('The third layer of Electron, its switches', () => {
  const value = (wanted: string): string | undefined => switches.find(([name]) => name === wanted)?.[1]
  it('looks up no name in the browser', () => expect(value('host-resolver-rules')).toBe('MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'))
  it('sends no UDP that is not through the proxy', () => {
    expect(switches.map(([name]) => name)).toContain('disable-quic')
    expect(value('webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp')
    expect(value('force-webrtc-ip-handling-policy')).toBe('disable_non_proxied_udp')
  })
  it.each(['WebTransport', 'Prerender2', 'BackForwardCache', 'DocumentPictureInPictureAPI', 'BackgroundFetch', 'MediaRouter'])(
    'has no %s',
    (name) => expect(value('disable-features')?.split(',')).toContain(name),
  )
})
