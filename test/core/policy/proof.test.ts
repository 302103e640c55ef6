import { expect, it } from 'vitest'
import { provenHostEnd } from '#core/policy/proof.ts'
import { walkTail, walkText } from '#core/policy/walk.ts'

it.each(['https://a.test/', 'https://a-b.4c.test/x', 'https://intranet/'])('%s proves its own host', (text) => {
  expect(text.slice(8, provenHostEnd(text))).toBe(URL.parse(text)?.hostname)
})

// Engines differ about broken punycode: ours is asked each time, never second-guessed.
it.each([
  'https://xn--0.whole.test/',
  'https://ab--cd.test/',
  `https://${'x'.repeat(64)}.test/`,
  `https://${'x.'.repeat(130)}test/`,
  'https://.test/',
  'https://a.test./',
  'https://1.2/',
  'https://a.0x7f/',
  'https://A.test/',
  'https://a..test/',
  'https://a.test',
  'https://a.test:443/',
  'https://u@a.test/',
  'https://é.test/',
  'http://a.test/',
  'https:///a',
])('%s is left to the parser', (text) => {
  expect(provenHostEnd(text)).toBe(0)
  expect(walkText(text)).toBeNull()
})

it.each(['/', '/a/b.c', '//', '/a?b=c&d', '/a;b=c@d:e', '/a#b', '/a?b#c?d'])('the path of https://a.test%s proves itself', (tail) => {
  const text = `https://a.test${tail}`
  const { pathname, search } = new URL(text)
  const walk = walkText(text)
  expect(walkTail(text.length)).toBe(true)
  expect(walk).toMatchObject({ hostTo: 14, pathTo: 14 + pathname.length, end: 14 + (pathname + search).length })
})

it.each(['/a/./b', '/.', '/..', '/a/.b', '/%2e', '/a?', "/a?'", '/a b', '/a\\b', '/é', '/a|b'])(
  'the path of https://a.test%s is left to the parser',
  (tail) => {
    expect(walkText(`https://a.test${tail}`)).not.toBeNull()
    expect(walkTail(100)).toBe(false)
  },
)
