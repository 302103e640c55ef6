import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer as createHttp } from 'node:http'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { throughUpstream } from '#host/egress/upstream.ts'
import { readUpstream, type UpstreamSettings } from '#host/egress/upstream-settings.ts'
import { basic, type SchoolProxy, type SchoolProxyNeeds, startSchoolProxy } from './school-proxy.ts'

describe("A school's own proxy", () => {
  const folder = mkdtempSync(join(tmpdir(), 'upstream-'))
  const site = createServer((socket) => socket.end('hello'))
  let proxy: SchoolProxy | null = null
  beforeAll(() => new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening)))
  afterEach(() => proxy?.stop())
  afterAll(() => {
    site.close()
    rmSync(folder, { recursive: true })
  })
  const here = () => ({ address: '127.0.0.1', port: (site.address() as AddressInfo).port })
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return pathToFileURL(join(folder, name)).href
  }
  async function school(more: Partial<SchoolProxyNeeds> = {}): Promise<SchoolProxy> {
    proxy = await startSchoolProxy({ where: here, ...more })
    return proxy
  }
  const looked: string[] = []
  const dialWith = (settings: UpstreamSettings) =>
    throughUpstream({
      settings,
      resolve: async (host) => {
        looked.push(host)
        return here()
      },
    })
  const all = (socket: Socket): Promise<string> =>
    new Promise((resolve) => {
      let text = ''
      socket.on('data', (chunk) => {
        text += chunk.toString()
      })
      socket.on('close', () => resolve(text))
    })

  test('is asked for the host by its name, and nothing is looked up here', async () => {
    const { port, asked } = await school()
    looked.length = 0
    expect(await all(await dialWith({ proxy: `127.0.0.1:${port}` })('www.garden.org.uk', 443))).toBe('hello')
    expect(asked).toEqual([{ target: 'www.garden.org.uk:443', login: null }])
    expect(looked).toEqual([])
  })
  test('is told the name and password', async () => {
    const { port } = await school({
      answer: (request) => (request.headers['proxy-authorization'] === basic('kiosk', 'pä:ss') ? null : '407 Who'),
    })
    const dial = dialWith({ proxy: `127.0.0.1:${port}`, login: { username: 'kiosk', password: 'pä:ss' } })
    expect(await all(await dial('www.garden.org.uk', 443))).toBe('hello')
  })
  test.each([
    ['407 Who\r\nProxy-Authenticate: Basic realm="school"', undefined, 'HG_UPSTREAM_LOGIN'],
    ['407 Who\r\nProxy-Authenticate: Basic realm="school"', { username: 'kiosk', password: 'wrong' }, 'HG_UPSTREAM_LOGIN'],
    ['407 Who\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate', { username: 'kiosk', password: 'x' }, 'HG_UPSTREAM_SCHEME'],
    ['403 Games', undefined, 'HG_UPSTREAM_REFUSED'],
  ] as const)('that answers "%s" is a fault for staff', async (answer, login, code) => {
    const { port } = await school({ answer: () => answer })
    const dial = dialWith({ proxy: `127.0.0.1:${port}`, ...(login ? { login } : {}) })
    await expect(dial('www.garden.org.uk', 443)).rejects.toMatchObject({ code })
  })
  test('that is not there, or cannot reach the site, is a site out of reach and no fault for staff', async () => {
    const gone = await school()
    await gone.stop()
    proxy = null
    const fault = await dialWith({ proxy: `127.0.0.1:${gone.port}` })('www.garden.org.uk', 443).catch((thrown: unknown) => thrown)
    expect(fault).toBeInstanceOf(Error)
    expect(fault).not.toHaveProperty('code', expect.stringMatching(/^HG_/))
    const { port } = await school({ where: () => null })
    const again = await dialWith({ proxy: `127.0.0.1:${port}` })('www.garden.org.uk', 443).catch((thrown: unknown) => thrown)
    expect(again).toBeInstanceOf(Error)
    expect(again).not.toHaveProperty('code', expect.stringMatching(/^HG_/))
  })

  test('of a PAC file is used where the file says so, and not elsewhere', async () => {
    const { port, asked } = await school()
    const pac = file(
      'some.pac',
      `function FindProxyForURL(url, host) { return dnsDomainIs(host, '.garden.org.uk') ? 'PROXY 127.0.0.1:${port}' : 'DIRECT' }`,
    )
    const dial = dialWith({ pac })
    looked.length = 0
    expect(await all(await dial('www.garden.org.uk', 443))).toBe('hello')
    expect(await all(await dial('www.story.co.uk', 443))).toBe('hello')
    expect(asked.map(({ target }) => target)).toEqual(['www.garden.org.uk:443'])
    expect(looked).toEqual(['www.story.co.uk'])
  })
  test('of a PAC file gets the password only when the settings name it', async () => {
    const { port, asked } = await school()
    const pac = file('login.pac', `function FindProxyForURL() { return 'PROXY 127.0.0.1:${port}' }`)
    const login = { username: 'kiosk', password: 'pass' }
    await all(await dialWith({ pac, login: { ...login, loginAt: ['proxy.school.example:8080'] } })('www.garden.org.uk', 443))
    await all(await dialWith({ pac, login: { ...login, loginAt: [`127.0.0.1:${port}`] } })('www.garden.org.uk', 443))
    expect(asked.map((one) => one.login)).toEqual([null, basic('kiosk', 'pass')])
  })
  test('that is down gives way to the next one of the PAC file', async () => {
    const { port } = await school()
    const pac = file('next.pac', `function FindProxyForURL() { return 'PROXY 127.0.0.1:1; PROXY 127.0.0.1:${port}' }`)
    expect(await all(await dialWith({ pac })('www.garden.org.uk', 443))).toBe('hello')
  })
  test('a PAC file may come from a web address; one that is not there is a fault for staff, and asked for again', async () => {
    const { port } = await school()
    let isThere = false
    const web = createHttp((_, response) =>
      isThere ? response.end(`function FindProxyForURL() { return 'PROXY 127.0.0.1:${port}' }`) : response.writeHead(404).end(),
    )
    await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening))
    let now = 0
    const settings = { pac: `http://127.0.0.1:${(web.address() as AddressInfo).port}/proxy.pac` }
    const dial = throughUpstream({ settings, resolve: async () => null, now: () => now })
    await expect(dial('www.garden.org.uk', 443)).rejects.toMatchObject({ code: 'HG_UPSTREAM_PAC' })
    isThere = true
    now = 60_000
    expect(await all(await dial('www.garden.org.uk', 443))).toBe('hello')
    web.closeAllConnections()
    web.close()
  })

  test.each([
    '',
    '[]',
    '{"proxy":"http://proxy:8080"}',
    '{"proxy":"proxy:8080","pac":"http://x/"}',
    '{"pac":"javascript:1"}',
    '{"pac":"http://x/p","login":{"username":"a","password":"b"}}',
    '{"proxy":"p:1","login":{"username":"a:b","password":"c\\r\\nX: y"}}',
  ])('settings of another form (%s) are refused, and not repeated', (text) => {
    file('bad.json', text)
    expect(() => readUpstream(join(folder, 'bad.json'))).toThrow(expect.objectContaining({ code: 'HG_UPSTREAM_SETTINGS' }))
  })
  test('settings of the documented form are read', () => {
    file('good.json', '{"proxy":"proxy.school.example:8080","login":{"username":"kiosk","password":"x"}}')
    expect(readUpstream(join(folder, 'good.json'))).toMatchObject({ proxy: 'proxy.school.example:8080' })
    expect(() => readUpstream(join(folder, 'absent.json'))).toThrow(expect.objectContaining({ code: 'HG_UPSTREAM_SETTINGS' }))
  })
})
