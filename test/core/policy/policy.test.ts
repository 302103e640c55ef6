import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importList } from '#core/policy/import.ts'
import { compilePolicy, judge, type PolicyEntry } from '#core/policy/policy.ts'
import { goTo, load, notARequest, outcome, policyOf } from './ask.ts'

describe('navigation', () => {
  it('a site opens its host and subdomains on the same port, and no other', () => {
    const policy = policyOf(['site', 'https://whole.test/anything'], ['site', 'https://ported.test:8443/'])
    for (const url of [
      'https://whole.test/',
      'https://a.b.whole.test/x?y',
      'https://ported.test:8443/',
      'https://a.ported.test:8443/x%2fy',
    ]) {
      expect(goTo(policy, url)).toBe('allowed')
    }
    expect(goTo(policy, 'https://whole.test:8443/')).toBe('not-on-list')
    expect(goTo(policy, 'https://ported.test/')).toBe('not-on-list')
    expect(goTo(policy, 'https://ported.test:8444/')).toBe('port')
    expect(goTo(policy, 'https://test/')).toBe('not-on-list')
  })

  it('a port in an approval is exact', () => {
    const policy = policyOf(['page', 'https://a.test:8443/x'], ['section', 'https://a.test:9443/s'])
    expect(goTo(policy, 'https://a.test:8443/x')).toBe('allowed')
    expect(goTo(policy, 'https://a.test/x')).toBe('not-on-list')
    expect(goTo(policy, 'https://a.test:9443/s/t')).toBe('allowed')
    expect(goTo(policy, 'https://a.test:9443/x')).toBe('not-on-list')
  })

  it('an http approval opens the https page and never the http one', () => {
    const policy = policyOf(['page', 'http://a.test/x'], ['page', 'http://b.test:80/'])
    expect(goTo(policy, 'https://a.test/x')).toBe('allowed')
    expect(goTo(policy, 'http://a.test/x')).toBe('not-https')
    expect(goTo(policy, 'https://b.test/')).toBe('allowed')
  })

  it('a section that ends in a slash opens what is below it', () => {
    const policy = policyOf(['section', 'https://a.test/maths/'])
    expect(goTo(policy, 'https://a.test/maths/')).toBe('allowed')
    expect(goTo(policy, 'https://a.test/maths/x')).toBe('allowed')
    expect(goTo(policy, 'https://a.test/maths')).toBe('not-on-list')
  })

  it('an encoded slash is refused in a section, and in a page or site it is part of the path', () => {
    const policy = policyOf(
      ['section', 'https://a.test/s'],
      ['page', 'https://a.test/s/x%2Fy'],
      ['page', 'https://b.test/x%2Fy'],
      ['site', 'https://c.test/'],
    )
    expect(goTo(policy, 'https://a.test/s/z%2fy')).toBe('encoded-slash')
    expect(goTo(policy, 'https://a.test/s/x%2Fy')).toBe('allowed')
    expect(goTo(policy, 'https://b.test/x%2Fy')).toBe('allowed')
    expect(goTo(policy, 'https://b.test/x%2fy')).toBe('not-on-list')
    expect(goTo(policy, 'https://c.test/x%5cy')).toBe('allowed')
  })

  it('every further address of a tile opens like the first', () => {
    const policy = policyOf(['section', 'https://a.test/one', [], ['https://a.test/two', 'http://b.test/three']])
    for (const url of ['https://a.test/one/x', 'https://a.test/two/x', 'https://b.test/three/x']) expect(goTo(policy, url)).toBe('allowed')
    expect(goTo(policy, 'https://a.test/three')).toBe('not-on-list')
  })

  it('the verdict names the first entry that covers the address', () => {
    const policy = policyOf(
      ['site', 'https://z.test/'],
      ['site', 'https://a.test/'],
      ['section', 'https://a.test/s'],
      ['page', 'https://a.test/s/p'],
    )
    expect(judge(policy, { url: 'https://a.test/s/p', use: 'navigation', top: null, method: 'GET' }, 0)).toEqual({
      kind: 'allow',
      entry: 1,
    })
  })

  it('a download is refused, wherever it comes from', () => {
    const policy = policyOf(['site', 'https://a.test/'])
    expect(goTo(policy, 'https://a.test/x.pdf', 'download')).toBe('download')
    expect(goTo(policy, 'not even an address', 'download')).toBe('download')
  })
})

describe('parts of a page', () => {
  const policy = policyOf(
    ['section', 'https://a.test/s', ['cdn.test', '*.img.test', '*.café.test']],
    ['page', 'https://a.test/s/p', ['more.test']],
    ['page', 'https://a.test/other', ['other.test']],
    ['page', 'https://b.test:8443/', ['cdn.test']],
    ['site', 'https://c.test/'],
  )
  const page = 'https://a.test/s/p'

  it.each([
    ['https://a.test/anything/at%2fall', 'allowed'],
    ['wss://a.test/live', 'allowed'],
    ['https://A.test:443/x', 'allowed'],
    ['https://a.test:8443/x', 'port'],
    ['http://a.test/x', 'not-https'],
    ['ws://a.test/x', 'not-https'],
    ['https://user@a.test/x', 'hidden-login'],
    ['https://www.a.test/x', 'not-a-companion'],
    ['https://cdn.test/x', 'allowed'],
    ['wss://cdn.test/x', 'allowed'],
    ['https://CDN.test/x', 'allowed'],
    ['https://cdn.test:8443/x', 'port'],
    ['https://x.cdn.test/x', 'not-a-companion'],
    ['https://cdn.test./x', 'trailing-dot'],
    ['https://x.img.test/x', 'allowed'],
    ['https://y.x.img.test/x', 'allowed'],
    ['https://img.test/x', 'not-a-companion'],
    ['https://notimg.test/x', 'not-a-companion'],
    ['https://x.café.test/x', 'allowed'],
    ['https://more.test/x', 'allowed'],
    ['https://other.test/x', 'not-a-companion'],
    ['https://c.test/x', 'not-a-companion'],
    ['https://127.0.0.1/x', 'address-host'],
    ['javascript:alert(1)', 'not-https'],
    ['about:blank', 'not-https'],
    ['nonsense', 'unreadable'],
    ['data:text/css,x', 'allowed'],
    ['blob:https://a.test/0f', 'allowed'],
  ])('%s of a page that two approvals cover: %s', (url, expected) => {
    expect(load(policy, page, url)).toBe(expected)
  })

  it('a page uses the companions of its own approvals only', () => {
    expect(load(policy, 'https://a.test/s/q', 'https://more.test/x')).toBe('not-a-companion')
    expect(load(policy, 'https://a.test/other', 'https://cdn.test/x')).toBe('not-a-companion')
    expect(load(policy, 'https://a.test/other', 'https://other.test/x')).toBe('allowed')
  })

  it('a page on a port has that port as its own origin, and companions on the usual one', () => {
    expect(load(policy, 'https://b.test:8443/', 'https://b.test:8443/x')).toBe('allowed')
    expect(load(policy, 'https://b.test:8443/', 'wss://b.test:8443/x')).toBe('allowed')
    expect(load(policy, 'https://b.test:8443/', 'https://b.test/x')).toBe('not-a-companion')
    expect(load(policy, 'https://b.test:8443/', 'https://b.test:18443/x')).toBe('port')
    expect(load(policy, 'https://b.test:8443/', 'https://cdn.test/x')).toBe('allowed')
    expect(load(policy, 'https://b.test:8443/', 'https://cdn.test:8443/x')).toBe('not-a-companion')
  })

  it('a page that is itself not approved gets nothing', () => {
    for (const top of [
      null,
      '',
      'https://evil.test/',
      'https://a.test/',
      'http://a.test/s',
      'https://u@a.test/s',
      'https://a.test./s',
      'https://a.test/s/x%2fy',
      'blob:https://a.test/0f',
      'about:blank',
      'wss://a.test/s',
    ]) {
      expect(load(policy, top, 'https://a.test/x')).toBe('no-page')
    }
  })

  it('a companion is not a page', () => {
    expect(goTo(policy, 'https://cdn.test/x')).toBe('not-on-list')
  })
})

it('B010 an approved page that passes on lends its target no trust', () => {
  const policy = policyOf(['section', 'https://a.test/go'])
  expect(goTo(policy, 'https://a.test/go?continue=https://evil.test/')).toBe('allowed')
  expect(goTo(policy, 'https://evil.test/')).toBe('not-on-list')
  expect(load(policy, 'https://evil.test/', 'https://evil.test/x')).toBe('no-page')
})

it('B012 a ping is a part of its page and goes to no stranger', () => {
  const policy = policyOf(['section', 'https://a.test/'])
  expect(load(policy, 'https://a.test/', 'https://tracker.test/ping')).toBe('not-a-companion')
})

describe('doubt', () => {
  it('without a list nothing opens', () => {
    expect(goTo(null, 'https://a.test/')).toBe('no-list')
    expect(goTo(policyOf(), 'https://a.test/')).toBe('not-on-list')
  })

  it('a list is over at its very moment, and for a clock that gives no number', () => {
    const policy = compilePolicy([{ url: 'https://a.test/', scope: 'page', also: [], companions: [] }], 1_000)
    const at = (now: number): string => outcome(judge(policy, { url: 'https://a.test/', use: 'navigation', top: null, method: 'GET' }, now))
    expect(at(999)).toBe('allowed')
    expect(at(1_000)).toBe('list-expired')
    expect(at(Number.NaN)).toBe('list-expired')
    const broken = compilePolicy([{ url: 'https://a.test/', scope: 'page', also: [], companions: [] }], Number.NaN)
    expect(goTo(broken, 'https://a.test/')).toBe('list-expired')
  })

  it('an entry that an import would refuse approves nothing', () => {
    const entry = (scope: PolicyEntry['scope'], url: string, companions: string[] = []): PolicyEntry => ({
      url,
      scope,
      also: [],
      companions,
    })
    const policy = compilePolicy(
      [
        entry('site', 'https://co.uk/'),
        entry('page', 'https://127.0.0.1/'),
        entry('page', 'https://u@a.test/'),
        entry('section', 'https://a.test/x%2fy'),
        entry('page', 'https://p.test/', ['*.co.uk', 'https://x.test', '*']),
      ],
      null,
    )
    for (const url of ['https://bbc.co.uk/', 'https://127.0.0.1/', 'https://a.test/', 'https://a.test/x%2fy'])
      expect(goTo(policy, url)).not.toBe('allowed')
    expect(load(policy, 'https://p.test/', 'https://bbc.co.uk/')).toBe('not-a-companion')
    expect(load(policy, 'https://p.test/', 'https://x.test/')).toBe('not-a-companion')
  })

  it('whatever arrives gets a verdict, and only a request can be allowed', () => {
    const policy = policyOf(['site', 'https://a.test/'])
    const thrower = new Proxy({}, { get: () => expect.unreachable() })
    for (const odd of [
      null,
      undefined,
      1,
      'https://a.test/',
      [],
      {},
      thrower,
      { url: 'https://a.test/' },
      { url: 'https://a.test/', use: 'view' },
      { url: ['https://a.test/'], use: 'navigation' },
    ]) {
      expect(judge(policy, notARequest(odd), 0)).toEqual({ kind: 'refuse', code: 'bad-request' })
    }
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.anything(), fc.double(), (url, use, top, now) => {
        expect(judge(policy, notARequest({ url, use, top, method: 'GET' }), now).kind).toBe('refuse')
      }),
    )
  })

  it('any text has a verdict, and it is a refusal where the engine reads another host', () => {
    const policy = policyOf(['site', 'https://a.test/', ['b.test']])
    const text = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }).map((s) => `https://a.test${s}`),
      fc.string().map((s) => `https://${s}.a.test/`),
    )
    fc.assert(
      fc.property(text, (url) => {
        const host = URL.parse(url)?.hostname ?? ''
        if (goTo(policy, url) === 'allowed') expect(`.${host}`.endsWith('.a.test')).toBe(true)
        if (load(policy, 'https://a.test/', url) === 'allowed') expect(['a.test', 'b.test', '']).toContain(host)
      }),
      { numRuns: 5_000 },
    )
  })

  it('a hostile page cannot fill the memory of pages', () => {
    const policy = policyOf(['section', 'https://a.test/'])
    for (let number = 0; number < 5_000; number++) {
      load(policy, `https://a.test/${number}`, 'https://a.test/x')
      load(policy, `https://evil.test/${number}`, 'https://a.test/x')
    }
    expect(policy.pages.size).toBeLessThanOrEqual(256)
    expect([...policy.pages.keys()].some((top) => top.includes('evil'))).toBe(false)
  })
})

it('a catalogue of 1,000,000 addresses is made ready and judged by', { timeout: 120_000 }, () => {
  const entries = Array.from({ length: 200_000 }, (_, number) => ({
    title: 'p',
    url: `https://site-${number % 5_000}.test/p/${number}`,
    scope: 'page',
    also: [1, 2, 3, 4].map((copy) => `https://site-${number % 5_000}.test/also-${copy}/${number}`),
  }))
  const policy = compilePolicy(importList({ entries }, 1_000_000).entries, null)
  expect(goTo(policy, 'https://site-77.test/p/77')).toBe('allowed')
  expect(goTo(policy, 'https://site-77.test/also-4/199077')).not.toBe('allowed')
  expect(goTo(policy, 'https://site-77.test/also-4/195077')).toBe('allowed')
})
