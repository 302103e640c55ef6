import { expect, it } from 'vitest'
import type { SchoolPhrase } from '#core/contract/school-phrases.ts'
import { begin, freshWorldEachTest, toPage, toShelf, w, words } from '../kiosk-world.ts'

freshWorldEachTest()

let version = 1
function tell(phrases: SchoolPhrase[]): Promise<void> {
  version += 1
  return w.publish({ school: { ...w.school(), version, issuedAt: w.school().issuedAt + version, phrases } })
}
const blorple: SchoolPhrase = { phrase: 'Blorple Dash', weight: 'closes', stages: ['ks2'] }

it('a new phrase in a new school document covers and closes the page that is open', async () => {
  await begin()
  await toShelf('5', '6')
  await toPage()
  words('Today we play blorple dash.')
  expect(w.screen().kind).toBe('page')
  await tell([{ ...blorple, stages: ['eyfs', 'ks1'] }])
  expect(w.screen().kind).toBe('page')
  await tell([blorple])
  expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
  expect(w.shell.done).toContain('cover')
})

it('the same in a frame of the page; and what an earlier page said closes no later one', async () => {
  await begin()
  await toShelf('5', '6')
  await toPage()
  words('Play blorple dash.')
  w.shell.page({ kind: 'committed', url: 'https://a.example.org/page', inside: false })
  words('Sums.')
  await tell([blorple])
  expect(w.screen().kind).toBe('page')
  words('blorple', { inFrame: true, url: 'https://a.example.org/frame' })
  await tell([{ ...blorple, phrase: 'blorple' }])
  expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
})

it('words that come later are read by the new phrases, and no longer by one that was removed', async () => {
  await begin()
  await toShelf('5', '6')
  await toPage()
  await tell([blorple])
  await tell([])
  words('Blorple dash!')
  expect(w.screen().kind).toBe('page')
  await tell([blorple, { ...blorple, phrase: 'snizzle' }])
  expect(w.screen().kind).toBe('closed')
})
