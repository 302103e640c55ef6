import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { type Egress, isOutside, publicAddress, startEgress } from '#chromium/egress.ts'

describe('The way out', () => {
  let egress: Egress | null = null
  afterEach(() => egress?.close())

  const login = ({ username, password }: Egress): string => `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
  /** The first line of what the proxy answers, and all that came. */
  const ask = (request: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(egress?.port ?? 0, '127.0.0.1', () => socket.write(request))
      let all = ''
      socket.on('data', (chunk) => {
        all += chunk.toString()
        if (all.includes('\r\n\r\n') && !all.startsWith('HTTP/1.1 200')) socket.destroy()
        if (all.endsWith('hello')) socket.destroy()
      })
      socket.on('close', () => resolve(all))
    })
  const to = (target: string, headers = ''): string => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${headers}\r\n`

  async function start(
    mayReach: (host: string) => boolean,
    address = '127.0.0.1',
  ): Promise<{ refusals: () => number; reached: () => number }> {
    let refusals = 0
    let reached = 0
    const site = createServer((socket) => {
      reached += 1
      socket.end('hello')
    })
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    site.unref()
    egress = await startEgress(
      mayReach,
      async (host) => (host === 'nowhere.org.uk' ? null : { address, port: (site.address() as AddressInfo).port }),
      () => {
        refusals += 1
      },
    )
    return { refusals: () => refusals, reached: () => reached }
  }

  test('passes a host that may be reached', async () => {
    const seen = await start((host) => host === 'www.garden.org.uk')
    expect(await ask(to('www.garden.org.uk:443', `Proxy-Authorization: ${login(egress as Egress)}\r\n`))).toMatch(
      /^HTTP\/1\.1 200 .*hello$/s,
    )
    expect(seen.reached()).toBe(1)
  })
  test('asks whoever does not know its token who he is, and passes nothing', async () => {
    const seen = await start(() => true)
    expect(await ask(to('www.garden.org.uk:443'))).toMatch(/^HTTP\/1\.1 407/)
    expect(await ask(to('www.garden.org.uk:443', 'Proxy-Authorization: Basic aGVkZ2Vyb3c6eA==\r\n'))).toMatch(/^HTTP\/1\.1 407/)
    expect(seen.reached()).toBe(0)
  })
  test.each(['www.palace.com:443', 'www.garden.org.uk:8443', 'www.garden.org.uk:80', '127.0.0.1:22', '[::1]:443'])(
    'refuses %s',
    async (target) => {
      const seen = await start((host) => host === 'www.garden.org.uk')
      expect(await ask(to(target, `Proxy-Authorization: ${login(egress as Egress)}\r\n`))).toMatch(/^HTTP\/1\.1 403/)
      expect(seen.reached()).toBe(0)
      expect(seen.refusals()).toBe(1)
    },
  )
  test('refuses a plain request, which is http', async () => {
    const seen = await start(() => true)
    expect(
      await ask(
        `GET http://www.garden.org.uk/ HTTP/1.1\r\nHost: www.garden.org.uk\r\nProxy-Authorization: ${login(egress as Egress)}\r\n\r\n`,
      ),
    ).toMatch(/^HTTP\/1\.1 403/)
    expect(seen.reached()).toBe(0)
  })
  test('says that a name without an address is out of reach', async () => {
    await start(() => true)
    expect(await ask(to('nowhere.org.uk:443', `Proxy-Authorization: ${login(egress as Egress)}\r\n`))).toMatch(/^HTTP\/1\.1 502/)
  })
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
  ])('B105 %s is not of the open internet', (address) => expect(isOutside(address)).toBe(false))
  test.each(['212.58.233.254', '8.8.8.8', '172.32.0.1', '2a00:1450:4009::1', '::ffff:8.8.8.8'])('%s is of the open internet', (address) =>
    expect(isOutside(address)).toBe(true),
  )
  test('B105 a name of this machine has no public address', async () => {
    expect(await publicAddress('localhost')).toBe(null)
  })
})
