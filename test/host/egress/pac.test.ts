import { afterEach, describe, expect, test, vi } from 'vitest'
import { askPac } from '#host/egress/pac.ts'

const none = async () => []
/** What an expression is inside a PAC file, told through the port of a proxy. */
async function inPac(expression: string, find: Parameters<typeof askPac>[2] = none): Promise<boolean> {
  const ways = await askPac(
    `function FindProxyForURL(url, host) { return (${expression}) ? 'PROXY yes:1' : 'PROXY no:1' }`,
    'www.garden.org.uk',
    find,
  )
  return ways[0]?.kind === 'proxy' && ways[0].host === 'yes'
}

describe('A PAC file', () => {
  afterEach(() => vi.useRealTimers())

  test.each([
    [`url === 'https://www.garden.org.uk/' && host === 'www.garden.org.uk'`, true],
    [`isPlainHostName('www')`, true],
    [`isPlainHostName(host)`, false],
    [`dnsDomainIs(host, '.garden.org.uk')`, true],
    [`dnsDomainIs(host, '.org')`, false],
    [`localHostOrDomainIs('www', 'www.garden.org.uk')`, true],
    [`localHostOrDomainIs('home.garden.org.uk', 'www.garden.org.uk')`, false],
    [`dnsDomainLevels(host) === 3`, true],
    [`shExpMatch(url, '*.org.uk/*')`, true],
    [`shExpMatch(host, 'w?w.g*k')`, true],
    [`shExpMatch(host, '*.com')`, false],
    [`shExpMatch('${'a'.repeat(300)}', '${'*a'.repeat(20)}b')`, false],
    [`isInNet('10.1.2.3', '10.0.0.0', '255.0.0.0')`, true],
    [`isInNet('11.1.2.3', '10.0.0.0', '255.0.0.0')`, false],
    [`isInNet('10.0.0.300', '10.0.0.0', '255.0.0.0')`, false],
    [`convert_addr('1.2.3.4') === 16909060`, true],
    [`isResolvable('nowhere.example')`, false],
    [`dnsResolve('nowhere.example') === null`, true],
    [`/^\\d+\\.\\d+\\.\\d+\\.\\d+$/.test(myIpAddress())`, true],
    [`(alert('x'), true)`, true],
  ])('finds that %s is %s', async (expression, is) => expect(await inPac(expression)).toBe(is))

  // A Wednesday, 18 November 2026, 10:30:15 by Greenwich.
  test.each([
    [`weekdayRange('WED', 'GMT')`, true],
    [`weekdayRange('FRI', 'WED', 'GMT')`, true],
    [`weekdayRange('THU', 'SAT', 'GMT')`, false],
    [`timeRange(10, 'GMT')`, true],
    [`timeRange(9, 17, 'GMT')`, true],
    [`timeRange(8, 10, 'GMT')`, false],
    [`timeRange(22, 6, 'GMT')`, false],
    [`timeRange(10, 30, 11, 0, 'GMT')`, true],
    [`timeRange(10, 30, 15, 10, 30, 20, 'GMT')`, true],
    [`dateRange(18, 'GMT')`, true],
    [`dateRange('NOV', 'GMT')`, true],
    [`dateRange(2025, 'GMT')`, false],
    [`dateRange('SEP', 'DEC', 'GMT')`, true],
    [`dateRange(1, 'DEC', 7, 'JAN', 'GMT')`, false],
    [`dateRange(1, 'NOV', 2026, 1, 'DEC', 2026, 'GMT')`, true],
  ])('finds that %s is %s', async (expression, is) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 18, 10, 30, 15) })
    expect(await inPac(expression)).toBe(is)
  })

  test('looks names up through our own resolver, each once, and takes IPv4', async () => {
    const asked: string[] = []
    const find = async (name: string) => {
      asked.push(name)
      return [{ address: 'fd00::1' }, { address: name === 'a.school' ? '10.0.0.1' : '192.0.2.1' }]
    }
    expect(
      await inPac(
        `isInNet(dnsResolve('a.school'), '10.0.0.0', '255.0.0.0') && isInNet('b.school', '192.0.2.0', '255.255.255.0') && isResolvable('a.school')`,
        find,
      ),
    ).toBe(true)
    expect(asked).toEqual(['a.school', 'b.school'])
  })
  test('reads ways in their order and leaves out what the kiosk does not speak', async () => {
    const source = `function FindProxyForURL() { return 'SOCKS s:1; PROXY A.example:8080 ;HTTPS h:443; direct' }`
    expect(await askPac(source, 'x.example', none)).toEqual([{ kind: 'proxy', host: 'a.example', port: 8080 }, { kind: 'direct' }])
  })

  test.each([
    ['never ends', 'function FindProxyForURL() { while (true); }'],
    ['never ends, and catches', 'function FindProxyForURL() { for (;;) { try { dnsResolve("x" + Math.random()) } catch (e) {} } }'],
    ['looks up names for ever', 'function FindProxyForURL() { for (var i = 0; ; i++) dnsResolve("n" + i + ".example") }'],
    ['fills the memory', 'function FindProxyForURL() { var all = []; for (;;) all.push(new Array(10000).fill("x")) }'],
    ['calls itself for ever', 'function FindProxyForURL() { return FindProxyForURL() + 1 }'],
    ['is no JavaScript', '<html>Sign in</html>'],
    ['has no function', 'var x = 1'],
    ['throws', 'function FindProxyForURL() { throw 1 }'],
    ['knows only SOCKS', 'function FindProxyForURL() { return "SOCKS s:1080" }'],
    ['answers an object', 'function FindProxyForURL() { return { toString: null } }'],
    ['tries to pass a header', 'function FindProxyForURL() { return "PROXY a\\r\\nX: 1:80" }'],
  ])('that %s is a fault for staff, and the next one still runs', async (_, source) => {
    await expect(askPac(source, 'x.example', none)).rejects.toMatchObject({ code: 'HG_UPSTREAM_PAC' })
    expect(await inPac('true')).toBe(true)
  })
  test('that hides in a catch what it wants to know is still told it', async () => {
    const source = `function FindProxyForURL() { try { return dnsResolve('a.school') === '10.0.0.1' ? 'PROXY yes:1' : 'PROXY no:1' } catch (e) { return 'PROXY caught:1' } }`
    expect(await askPac(source, 'x.example', async () => [{ address: '10.0.0.1' }])).toEqual([{ kind: 'proxy', host: 'yes', port: 1 }])
  })
  test('has nothing of this process and no network', async () => {
    expect(
      await inPac(
        `typeof process === 'undefined' && typeof require === 'undefined' && typeof fetch === 'undefined' && typeof setTimeout === 'undefined' && typeof WebAssembly === 'undefined' && typeof console === 'undefined'`,
      ),
    ).toBe(true)
  })
})
