import { describe, expect, it } from 'vitest'
import { importList } from '#core/policy/import.ts'
import { goTo, load, policyOf } from './ask.ts'

/** Group C2 of the breakout attempts: the address that a filter reads is not the one that the browser opens. B036 is in fuzz.test.ts. */
const policy = policyOf(
  ['section', 'https://allowed.test/'],
  ['section', 'https://maths.test/maths'],
  ['page', 'https://maths.test/b'],
  ['page', 'https://maths.test/q?a=1&b=2'],
  ['site', 'https://whole.test/'],
)

const cases: Record<string, readonly (readonly [url: string, outcome: string])[]> = {
  'B016 a user name before the host never lends it trust': [
    ['https://allowed.test@evil.test/', 'hidden-login'],
    ['https://allowed.test:pw@evil.test/', 'hidden-login'],
    ['https://user@allowed.test/', 'hidden-login'],
    ['https://user:pw@allowed.test/', 'hidden-login'],
    ['https://:pw@allowed.test/', 'hidden-login'],
  ],
  'B017 an encoded slash in the user name does not turn it into a host': [
    ['https://allowed.test%2F@evil.test/', 'hidden-login'],
    ['https://allowed.test%5C@evil.test/', 'hidden-login'],
  ],
  'B018 a backslash ends the host as the engine says': [
    ['https://allowed.test\\@evil.test/', 'allowed'],
    ['https://evil.test\\@allowed.test/', 'not-on-list'],
    ['https:\\\\allowed.test\\x', 'allowed'],
    ['https://maths.test\\maths-games', 'not-on-list'],
  ],
  'B019 a listed name elsewhere in the address lends no trust': [
    ['https://allowed.test.evil.example/', 'not-on-list'],
    ['https://notallowed.test/', 'not-on-list'],
    ['https://notwhole.test/', 'not-on-list'],
    ['https://evil.example/?allowed.test', 'not-on-list'],
    ['https://evil.example/https://allowed.test/', 'not-on-list'],
    ['https://evil.example#.allowed.test', 'not-on-list'],
    ['https://evil.example/?u=https://allowed.test/', 'not-on-list'],
    ['https://sub.allowed.test/', 'not-on-list'],
    ['https://sub.whole.test/', 'allowed'],
  ],
  'B020 a host that ends in a dot is refused': [
    ['https://allowed.test./', 'trailing-dot'],
    ['https://whole.test./', 'trailing-dot'],
    ['https://allowed.test。/', 'trailing-dot'],
    ['https://allowed.test../', 'trailing-dot'],
  ],
  'B021 upper case and the default port are the same place, and another port is not': [
    ['HTTPS://ALLOWED.TEST/', 'allowed'],
    ['https://allowed.test:443/', 'allowed'],
    ['https://allowed.test:0443/', 'allowed'],
    ['https://allowed.test:/', 'allowed'],
    ['https://allowed.test:8443/', 'port'],
    ['https://whole.test:80/', 'port'],
    ['https://maths.test/MATHS', 'not-on-list'],
  ],
  'B022 an IP address is refused however it is spelt': [
    ['https://127.0.0.1/', 'address-host'],
    ['https://2130706433/', 'address-host'],
    ['https://0x7f000001/', 'address-host'],
    ['https://0x7f.1/', 'address-host'],
    ['https://0177.0.0.1/', 'address-host'],
    ['https://127.1/', 'address-host'],
    ['https://127.0.0.1./', 'address-host'],
    ['https://１２７。０。０。１/', 'address-host'],
    ['https://%31%32%37.0.0.1/', 'address-host'],
    ['https://[::1]/', 'address-host'],
    ['https://[::ffff:127.0.0.1]/', 'address-host'],
    ['https://256.0.0.1/', 'unreadable'],
    ['https://1.2.3.4.5/', 'unreadable'],
  ],
  'B023 a look-alike letter makes another host': [
    ['https://аllowed.test/', 'not-on-list'],
    ['https://xn--llowed-2fg.test/', 'not-on-list'],
  ],
  'B024 other spellings of the same letters are judged as the host they become': [
    ['https://ａllowed.test/', 'allowed'],
    ['https://allowed。test/', 'allowed'],
    ['https://al\u00adlowed.test/', 'allowed'],
    ['https://%61llowed.test/', 'allowed'],
    ['https://ｅvil.test/', 'not-on-list'],
  ],
  'B025 sloppy spelling is judged as what it becomes': [
    ['https:allowed.test', 'allowed'],
    ['https:/allowed.test', 'allowed'],
    ['https:///allowed.test', 'allowed'],
    ['  https://allowed.test/  ', 'allowed'],
    ['ht\ntps://all\towed.test/', 'allowed'],
    ['https:evil.test', 'not-on-list'],
    ['//allowed.test/', 'unreadable'],
    ['allowed.test', 'unreadable'],
  ],
  'B026 what no engine can read is refused': [
    ['https://allowed.test%00/', 'unreadable'],
    ['https://allowed.test\u0000/', 'unreadable'],
    ['https://allowed.test:65536/', 'unreadable'],
    ['https:///', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://allowed test/', 'unreadable'],
    [`https://${'a'.repeat(300)}.whole.test/`, 'unreadable'],
    [`https://${'a.'.repeat(130)}whole.test/`, 'unreadable'],
    ['https://a..whole.test/', 'unreadable'],
    ['https://.whole.test/', 'unreadable'],
    ['', 'unreadable'],
  ],
  'B027 dot segments are gone before the path is judged, and nothing is decoded twice': [
    ['https://maths.test/maths/%2e%2e/b', 'allowed'],
    ['https://maths.test/maths/../b', 'allowed'],
    ['https://maths.test/maths/%2e%2E/evil', 'not-on-list'],
    ['https://maths.test/maths/%252e%252e/evil', 'allowed'],
    ['https://maths.test/maths/..%2fevil', 'encoded-slash'],
    ['https://maths.test/maths/%2F../evil', 'encoded-slash'],
    ['https://maths.test/maths/%2F/../../evil', 'not-on-list'],
    ['https://maths.test/maths/x%2f..%2f..%2fevil', 'encoded-slash'],
    ['https://maths.test/maths/x%5c..%5Cevil', 'encoded-slash'],
    ['https://maths.test/maths%2fx', 'not-on-list'],
    ['https://maths.test/maths?x=%2f', 'allowed'],
  ],
  'B028 an encoded line break stays one path': [
    ['https://maths.test/evil%0A/maths', 'not-on-list'],
    ['https://maths.test/maths%0A', 'not-on-list'],
    ['https://maths.test/b%0A', 'not-on-list'],
  ],
  'B029 a blob of a listed origin is never a top page': [
    ['blob:https://allowed.test/0f', 'data-or-blob'],
    ['blob:https://whole.test/0f', 'data-or-blob'],
  ],
  'B030 no other scheme is a top page': [
    ['view-source:https://allowed.test/', 'not-https'],
    ['filesystem:https://allowed.test/temporary/x', 'not-https'],
    ['data:text/html,<h1>hello</h1>', 'data-or-blob'],
    ['javascript:alert(1)//https://allowed.test/', 'not-https'],
    ['about:srcdoc', 'not-https'],
    ['about:blank', 'not-https'],
    ['http://allowed.test/', 'not-https'],
    ['wss://allowed.test/', 'not-https'],
    ['ftp://allowed.test/', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['file://allowed.test/', 'not-https'],
    ['chrome://settings/', 'not-https'],
    ['devtools://devtools/', 'not-https'],
    ['intent://allowed.test/#Intent;scheme=https;end', 'not-https'],
    ['mailto:head@allowed.test', 'not-https'],
  ],
  'B031 a scheme that is split or in mixed case is still that scheme': [
    ['jAvA\nscript:alert(1)', 'not-https'],
    [' java\tscript:alert(1)', 'not-https'],
    ['\u0000javascript:alert(1)', 'not-https'],
    ['DaTa:text/html,x', 'data-or-blob'],
  ],
  'B032 a section ends at a slash, and a page means its whole query': [
    ['https://maths.test/maths', 'allowed'],
    ['https://maths.test/maths/', 'allowed'],
    ['https://maths.test/maths/x/y?z#w', 'allowed'],
    ['https://maths.test/maths?any=query', 'allowed'],
    ['https://maths.test/maths-games', 'not-on-list'],
    ['https://maths.test/mathsX', 'not-on-list'],
    ['https://maths.test/maths;x', 'not-on-list'],
    ['https://maths.test/', 'not-on-list'],
    ['https://maths.test/b?', 'allowed'],
    ['https://maths.test/b#part', 'allowed'],
    ['https://maths.test/b?x', 'not-on-list'],
    ['https://maths.test/b/', 'not-on-list'],
    ['https://maths.test/q?a=1&b=2', 'allowed'],
    ['https://maths.test/q?b=2&a=1', 'not-on-list'],
    ['https://maths.test/q', 'not-on-list'],
  ],
}

describe.each(Object.entries(cases))('%s', (_, rows) => {
  it.each(rows)('%j: %s', (url, expected) => {
    expect(goTo(policy, url)).toBe(expected)
    // A popup becomes a navigation in place, and is judged as one.
    expect(goTo(policy, url, 'popup')).toBe(expected)
  })
})

it('B029 a blob or a data address is a part of a page, and of an approved page only', () => {
  for (const part of [
    'blob:https://allowed.test/0f',
    'blob:null/0f',
    'data:image/png;base64,AAAA',
    `data:font/woff2;base64,${'A'.repeat(20_000)}`,
  ]) {
    expect(load(policy, 'https://allowed.test/x', part)).toBe('allowed')
    expect(load(policy, 'https://evil.test/', part)).toBe('no-page')
  }
})

it.each([
  ['https://bbc.*/', 'HG_ENTRY_HOST'],
  ['https://*.co.uk/', 'HG_ENTRY_HOST'],
  ['https://*/', 'HG_ENTRY_HOST'],
  ['https://www.b*c.co.uk/', 'HG_ENTRY_HOST'],
  ['https://%2a.bbc.co.uk/', 'HG_ENTRY_HOST'],
])('B033 a wildcard in the host of an approval is refused at import: %s', (url, code) => {
  for (const scope of ['page', 'section', 'site']) {
    expect(() => importList({ entries: [{ title: 'x', url, scope }] })).toThrow(expect.objectContaining({ code, detail: 'entry 1, url' }))
  }
})

it('B034 an address of 10,000 characters is refused unread', () => {
  for (const tail of ['/'.repeat(10_000), `?${'a'.repeat(10_000)}`, '/../a'.repeat(2_000), 'a/'.repeat(5_000)]) {
    expect(goTo(policy, `https://allowed.test/${tail}`)).toBe('unreadable')
    expect(load(policy, 'https://allowed.test/', `https://allowed.test/${tail}`)).toBe('unreadable')
    expect(load(policy, `https://allowed.test/${tail}`, 'https://allowed.test/')).toBe('no-page')
  }
  const longest = `https://allowed.test/${'a'.repeat(8_192 - 21)}`
  expect(goTo(policy, longest)).toBe('allowed')
  expect(goTo(policy, `${longest}a`)).toBe('unreadable')
})

it('B034 an address of a megabyte in a list is refused', () => {
  const entries = [{ title: 'x', url: `https://allowed.test/${'a'.repeat(1_000_000)}`, scope: 'page' }]
  expect(() => importList({ entries })).toThrow(expect.objectContaining({ code: 'HG_ENTRY_SHAPE', detail: 'entry 1, url' }))
})

it('B034 the worst addresses that are read cost no more than a glance', () => {
  const deep = policyOf(['section', 'https://deep.test/a/b/c/d'], ['site', 'https://deep.test/'], ['page', 'https://deep.test/p'])
  const worst = [
    `https://deep.test/${'a/'.repeat(4_000)}`,
    `https://deep.test/${'/'.repeat(8_000)}`,
    `https://deep.test/${'../a/'.repeat(1_600)}`,
    `https://deep.test/${'%2e%2e/'.repeat(1_100)}`,
    `https://deep.test:1/?${"'".repeat(8_000)}`,
    `https://${'a.'.repeat(120)}nope.test/`,
    `https://${'a.'.repeat(4_000)}nope.test/`,
    `https://${'é'.repeat(8_000)}.test/`,
  ]
  const started = performance.now()
  for (let round = 0; round < 200; round++) for (const url of worst) goTo(deep, url)
  // 1,600 verdicts; a walk of the path by slices alone would take five times as long as this whole allowance.
  expect(performance.now() - started).toBeLessThan(4_000)
})

it('B035 there are no regular expressions in a list: what looks like one is taken as it is written', () => {
  const literal = policyOf(['section', 'https://allowed.test/(a+)+$'], ['page', 'https://allowed.test/.*'])
  expect(goTo(literal, 'https://allowed.test/(a+)+$/x')).toBe('allowed')
  expect(goTo(literal, 'https://allowed.test/.*')).toBe('allowed')
  expect(goTo(literal, `https://allowed.test/${'a'.repeat(5_000)}!`)).toBe('not-on-list')
  expect(goTo(literal, 'https://allowed.test/anything')).toBe('not-on-list')
})
