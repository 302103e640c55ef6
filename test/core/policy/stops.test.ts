import { describe, expect, it } from 'vitest'
import type { PageRequest } from '#core/contract/verdict.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { compileStops, isStopped, readStop } from '#core/policy/stops.ts'

const policy = compilePolicy(
  [
    { url: 'https://www.games.example.org/', scope: 'site', also: [], companions: ['*.videos.example.net'] },
    { url: 'https://other.example.com/page', scope: 'page', also: [], companions: ['cdn.games.example.org'] },
  ],
  null,
)
const stop = (address: string, scope: 'page' | 'site') => {
  const read = readStop(address, scope)
  if (read.kind === 'refused') throw new Error(read.why)
  return read
}
const asked = (url: string, more: Partial<PageRequest> = {}): PageRequest => ({ url, use: 'navigation', top: null, method: 'GET', ...more })
const verdictOf = (request: PageRequest, ...stops: ReturnType<typeof stop>[]) => {
  const verdict = judge(policy, request, 0, compileStops(stops))
  return verdict.kind === 'allow' ? 'allow' : verdict.code
}

describe('a stopped page', () => {
  const scary = stop('www.games.example.org/Scary/game.html?level=3#top', 'page')
  it.each([
    'https://www.games.example.org/Scary/game.html',
    'https://www.games.example.org/Scary/game.html?level=9',
    'https://www.games.example.org/scary/GAME.html#end',
    'https://www.games.example.org//Scary/./x/../game.html/',
    'https://www.games.example.org/%53cary/game%2ehtml',
    'https://www.games.example.org/%2553cary/game.html',
    'https://games.example.org/Scary/game.html',
    'https://www2.games.example.org/Scary/game.html',
    'https://www.games.example.org:8443/Scary/game.html',
    'https://WWW.GAMES.EXAMPLE.ORG/Scary\\game.html',
  ])('is refused as %s, whatever approves it', (url) => {
    expect(verdictOf(asked(url), scary)).toBe('stopped')
    expect(verdictOf(asked(url, { use: 'subresource', top: 'https://other.example.com/page' }), scary)).toBe('stopped')
  })
  it('leaves the rest of its site as it was', () => {
    for (const path of ['', 'Scary/', 'Scary/game', 'Scary/game.html/more', 'kind/game.html'])
      expect(verdictOf(asked(`https://www.games.example.org/${path}`), scary), path).toBe('allow')
    expect(verdictOf(asked('https://other.example.com/page'), scary)).toBe('allow')
  })
  it('may ask for nothing any more, not even for what is its own', () => {
    const top = 'https://www.games.example.org/Scary/game.html'
    const part = asked('https://www.games.example.org/kind.png', { use: 'subresource', top })
    expect(verdictOf(part)).toBe('allow')
    expect(verdictOf(part, scary)).toBe('stopped')
    expect(verdictOf(asked('data:image/png;base64,AAAA', { use: 'subresource', top }), scary)).toBe('stopped')
  })
  it('can be a front page alone', () => {
    const front = stop('https://www.games.example.org', 'page')
    expect(verdictOf(asked('https://www.games.example.org/index.html'), front)).toBe('stopped')
    expect(verdictOf(asked('https://www.games.example.org/'), front)).toBe('stopped')
    expect(verdictOf(asked('https://www.games.example.org/kind'), front)).toBe('allow')
  })
})

describe('a stopped site', () => {
  it('is refused with all below it, as page and as part of others', () => {
    const site = stop('https://www.games.example.org/Scary/game.html', 'site')
    for (const url of ['https://www.games.example.org/kind', 'https://games.example.org/', 'https://a.b.games.example.org/x'])
      expect(verdictOf(asked(url), site), url).toBe('stopped')
    const part = asked('https://cdn.games.example.org/x.js', { use: 'subresource', top: 'https://other.example.com/page' })
    expect(verdictOf(part)).toBe('allow')
    expect(verdictOf(part, site)).toBe('stopped')
  })
  it('takes no other one with it that only looks like it', () => {
    const site = stop('games.example.org', 'site')
    const list = compileStops([site])
    for (const host of ['mygames.example.org', 'games.example.org.evil.test', 'example.org', 'games.example.com'])
      expect(list !== null && isStopped(list, { url: `https://${host}/`, top: null }), host).toBe(false)
  })
})

describe('what is asked to be stopped', () => {
  it.each([
    ['co.uk', 'site', 'too-wide'],
    ['https://github.io', 'site', 'no'],
    ['10.0.0.1/game', 'page', 'no-address'],
    ['[::1]', 'page', 'no-address'],
    ['localhost/game', 'page', 'no-address'],
    ['javascript:alert(1)', 'page', 'no-address'],
    ['ftp://games.example.org/', 'page', 'no-address'],
    ['*.example.org', 'site', 'no-address'],
    ['a game about cats', 'page', 'no-address'],
    ['', 'page', 'no-address'],
    ['games.example.org/\u202egame', 'page', 'no'],
  ] as const)('%j as %s: %s', (address, scope, why) => {
    const read = readStop(address, scope)
    expect(read.kind === 'refused' ? read.why : 'no').toBe(why)
  })
  it('is one text for one place', () => {
    expect(stop('HTTP://www.Games.Example.org:80/Scary/?q=Kezia#me', 'page')).toEqual({
      kind: 'stop',
      host: 'games.example.org',
      path: '/scary',
    })
    expect(stop('münchen.example.org/ä', 'page')).toEqual({ kind: 'stop', host: 'xn--mnchen-3ya.example.org', path: '/ä' })
    expect(stop('user:word@games.example.org/x', 'page').host).toBe('games.example.org')
  })
})

it('with nothing stopped costs nothing and changes nothing', () => {
  expect(compileStops([])).toBeNull()
  expect(verdictOf(asked('https://www.games.example.org/Scary/game.html'))).toBe('allow')
})
