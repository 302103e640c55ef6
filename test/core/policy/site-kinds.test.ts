import fc from 'fast-check'
import { expect, it } from 'vitest'
import { siteKinds } from '#core/policy/site-kinds.ts'
import starter from '#demo/starter-sites.json' with { type: 'json' }

it.each([
  ['https://www.youtube.com/watch?v=abc', ['videos']],
  ['https://m.youtube.com/', ['videos']],
  ['https://www.reddit.com/r/frogs', ['strangers-write']],
  ['https://www.google.co.uk/', ['search']],
  ['https://duckduckgo.com/?q=frogs', ['search']],
  ['https://chatgpt.com/', ['chat-machine']],
  ['https://www-frogs-org-uk.translate.goog/pond/', ['passes-on']],
  ['https://web.archive.org/web/2026/https://www.frogs.org.uk/', ['passes-on']],
  ['https://webcache.googleusercontent.com/search?q=cache:frogs', ['passes-on', 'search']],
  ['https://www.frogs.org.uk/go?url=https://other.example/', ['passes-on']],
  ['https://www.frogs.org.uk/login?continue=https%3A%2F%2Fother.example', ['passes-on']],
  ['https://www.frogs.org.uk/amp/s/other.example/', ['passes-on']],
  ['https://www.frogs.org.uk/forum/', ['strangers-write']],
  ['https://www.frogs.org.uk/ponds/comments', ['strangers-write']],
  ['https://www.frogs.org.uk/search?term=x', ['search']],
  ['HTTPS://WWW.REDDIT.COM./', ['strangers-write']],
] as const)('B107 B010 B011 a teacher is told what %s is', (address, kinds) => {
  expect([...siteKinds(address)].sort()).toEqual([...kinds].sort())
})

it.each([
  'https://www.frogs.org.uk/pond/',
  'https://notreddit.com/',
  'https://reddit.com.frogs.org.uk/',
  'https://www.frogs.org.uk/research/',
  'https://www.frogs.org.uk/?page=https',
  'https://www.frogs.org.uk/communities-of-frogs',
  'https://www.nhm.ac.uk/discover/dinosaurs.html',
  'reddit.com',
  'not an address',
  'data:text/html,reddit.com',
])('says nothing of %s', (address) => {
  expect(siteKinds(address)).toEqual([])
})

it('has a word on one of the starter sites: children write to each other there', () => {
  const addresses = [...JSON.stringify(starter).matchAll(/"(https:\/\/[^"]+)"/g)].map(([, address = '']) => address)
  expect(addresses.length).toBeGreaterThan(10)
  expect(addresses.filter((address) => siteKinds(address).length > 0)).toEqual(['https://scratch.mit.edu/projects/editor/'])
})

it('takes any text at all, in time linear in it', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      (text) => Array.isArray(siteKinds(text)) && Array.isArray(siteKinds(`https://a.example/${text}`)),
    ),
  )
  const before = performance.now()
  siteKinds(`https://a.example/${'/search?q='.repeat(100_000)}`)
  expect(performance.now() - before).toBeLessThan(5_000)
})
