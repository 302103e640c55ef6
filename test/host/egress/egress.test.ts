import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { isOutside, isPublicName, publicAddress, publicAddressBy } from '#host/egress/addresses.ts'
import { directly } from '#host/egress/dial.ts'
import { type Egress, type EgressNeeds, startEgress } from '#host/egress/egress.ts'

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
      socket.on('error', () => {})
      socket.on('close', () => resolve(all))
    })
  const to = (target: string, headers = ''): string => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n${headers}\r\n`
  const asOurs = (target: string): string => to(target, `Proxy-Authorization: ${login(egress as Egress)}\r\n`)

  async function start(mayReach: EgressNeeds['mayReach'], isThere?: NonNullable<EgressNeeds['isThere']>) {
    const seen = { refusals: 0, reached: 0, deaths: 0, asked: [] as string[] }
    const site = createServer((socket) => {
      seen.reached += 1
      socket.end('hello')
    })
    await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
    site.unref()
    egress = await startEgress({
      mayReach,
      dial: directly(async (host) => {
        seen.asked.push(host)
        return host === 'nowhere.org.uk' ? null : { address: '127.0.0.1', port: (site.address() as AddressInfo).port }
      }),
      ...(isThere ? { isThere } : {}),
      refused() {
        seen.refusals += 1
      },
      fault: () => {},
      died() {
        seen.deaths += 1
      },
      lost: () => {},
    })
    return seen
  }

  test('passes a host that may be reached', async () => {
    const seen = await start((host, port) => host === 'www.garden.org.uk' && port === 443)
    expect(await ask(asOurs('www.garden.org.uk:443'))).toMatch(/^HTTP\/1\.1 200 .*hello$/s)
    expect(seen.reached).toBe(1)
  })
  test('passes another port only where that port is the approved one', async () => {
    await start((host, port) => host === 'www.garden.org.uk' && port === 8443)
    expect(await ask(asOurs('www.garden.org.uk:8443'))).toMatch(/^HTTP\/1\.1 200 .*hello$/s)
    expect(await ask(asOurs('www.garden.org.uk:443'))).toMatch(/^HTTP\/1\.1 403/)
  })
  test('asks whoever does not know its token who he is, and passes nothing', async () => {
    const seen = await start(() => true)
    expect(await ask(to('www.garden.org.uk:443'))).toMatch(/^HTTP\/1\.1 407/)
    expect(await ask(to('www.garden.org.uk:443', 'Proxy-Authorization: Basic aGVkZ2Vyb3c6eA==\r\n'))).toMatch(/^HTTP\/1\.1 407/)
    expect(seen.reached).toBe(0)
  })
  test.each([
    'www.palace.com:443',
    'www.garden.org.uk:8443',
    'www.garden.org.uk:80',
    'www.garden.org.uk:70000',
    '127.0.0.1:22',
    '[::1]:443',
  ])('refuses %s, and looks nothing up', async (target) => {
    const seen = await start((host, port) => host === 'www.garden.org.uk' && port === 443)
    expect(await ask(asOurs(target))).toMatch(/^HTTP\/1\.1 403/)
    expect(seen).toMatchObject({ reached: 0, refusals: 1, asked: [] })
  })
  test.each([
    ['egress-hosts', 'www.palace.com:443'],
    ['egress-ports', 'www.garden.org.uk:8443'],
    ['egress-names', 'printer.local:443'],
  ] as const)('layer 2, the proxy: without %s alone it lets %s out', async (gone, target) => {
    const rule = (host: string, port: number): boolean => (host === 'www.garden.org.uk' || host === 'printer.local') && port === 443
    const leaks = async (isThere?: NonNullable<EgressNeeds['isThere']>): Promise<boolean> => {
      egress?.close()
      const seen = await start(rule, isThere)
      await ask(asOurs(target))
      return seen.reached > 0
    }
    expect(await leaks((name) => name !== gone)).toBe(true)
    expect(await leaks()).toBe(false)
  })
  test('refuses a plain request, which is http', async () => {
    const seen = await start(() => true)
    const headers = `Host: www.garden.org.uk\r\nProxy-Authorization: ${login(egress as Egress)}\r\n\r\n`
    expect(await ask(`GET http://www.garden.org.uk/ HTTP/1.1\r\n${headers}`)).toMatch(/^HTTP\/1\.1 403/)
    expect(seen.reached).toBe(0)
  })
  test('says that a name without an address is out of reach', async () => {
    await start(() => true)
    expect(await ask(asOurs('nowhere.org.uk:443'))).toMatch(/^HTTP\/1\.1 502/)
  })
  test('comes back by itself at the same port when it dies, with every connection cut, and says so', async () => {
    const seen = await start(() => true)
    const { server, port } = egress as Egress
    server.close()
    server.closeAllConnections()
    await expect.poll(() => seen.deaths, { timeout: 20_000 }).toBe(1)
    await expect.poll(() => server.listening, { timeout: 20_000 }).toBe(true)
    expect(egress?.port).toBe(port)
    expect(await ask(asOurs('www.garden.org.uk:443'))).toMatch(/^HTTP\/1\.1 200 .*hello$/s)
  })
})

describe('Addresses', () => {
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
    '::7f00:1',
    '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    'fec0::1',
    'localhost',
    '',
  ])('B105 %s is not of the open internet', (address) => expect(isOutside(address)).toBe(false))
  test.each(['212.58.233.254', '8.8.8.8', '172.32.0.1', '2a00:1450:4009::1', '::ffff:8.8.8.8', '64:ff9b::808:808'])(
    '%s is of the open internet',
    (address) => expect(isOutside(address)).toBe(true),
  )
  test.each([
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '1.2.3.0x4',
    'localhost',
    'intranet',
    'printer.local',
    'a.b.internal',
    'router.home.arpa',
    'nas.lan',
    '',
    'a b.com',
  ])('%s is no name of a web site', (name) => expect(isPublicName(name)).toBe(false))
  test.each(['www.bbc.co.uk', 'xn--bcher-kva.example', 'a_b.example.org', '127.0.0.1.example.org', 'local.gov.uk'])(
    '%s is a name of a web site',
    (name) => expect(isPublicName(name)).toBe(true),
  )
  test('B105 a name of this machine has no public address', async () => {
    expect(await publicAddress('localhost', 443)).toBe(null)
  })
  test('B105 one address inside refuses the whole name, and the address that was judged is the one dialled', async () => {
    const answers = [[{ address: '8.8.8.8' }], [{ address: '8.8.8.8' }, { address: '10.0.0.1' }], [{ address: '127.0.0.1' }]]
    const resolve = publicAddressBy(async () => answers.shift() ?? [])
    expect(await resolve('rebinds.example', 443)).toEqual({ address: '8.8.8.8', port: 443 })
    expect(await resolve('rebinds.example', 443)).toBe(null)
    expect(await resolve('rebinds.example', 443)).toBe(null)
    expect(await resolve('rebinds.example', 443)).toBe(null)
  })
})
