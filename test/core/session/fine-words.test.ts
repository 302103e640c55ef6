import { expect, it } from 'vitest'
import { readContent } from '#core/guard/read-page.ts'
import { book, phrases } from '../guard/content/corpus.ts'
import { begin, freshWorldEachTest, id, tile, toPage, toShelf, w, words } from '../kiosk-world.ts'

freshWorldEachTest()

const strong = phrases.categories.find(({ code }) => code === 'gambling')?.strong.slice(0, 5) ?? []
const firm = phrases.categories.flatMap((category) => category.firm)
const here = 'https://a.example.org/page?from=shelf#top'
const page = (text: string, more: { url?: string; inFrame?: boolean } = {}) =>
  ({ kind: 'text', url: here, inFrame: false, text, around: '', linked: 0, ...more }) as const
const fineHere = (...given: string[]) => [{ page: 'a.example.org/page', phrases: given }]
const reads = (text: ReturnType<typeof page>, fineWords: ReturnType<typeof fineHere>) =>
  readContent(text, { book, stage: 'ks2', seen: null, fineWords }).kind

it('what a teacher says is fine on a page does not count there, and nowhere else', () => {
  const text = strong.join('. ')
  expect(reads(page(text), [])).toBe('unfit')
  expect(reads(page(text), fineHere(...strong))).toBe('fine')
  expect(reads(page(text.toUpperCase()), fineHere(...strong.map((one) => `  ${one}!`)))).toBe('fine')
  expect(reads(page(text, { url: 'https://a.example.org/page/more' }), fineHere(...strong))).toBe('unfit')
  expect(reads(page(text, { url: 'https://b.example.org/page' }), fineHere(...strong))).toBe('unfit')
  expect(reads(page(text, { inFrame: true }), fineHere(...strong))).toBe('unfit')
})

it('no firm phrase is ever fine, and other words count as before', () => {
  for (const phrase of firm) expect(reads(page(phrase), fineHere(phrase, ...strong)), phrase).toBe('unfit')
  expect(reads(page(strong.join('. ')), fineHere(strong[0] ?? ''))).toBe('unfit')
})

it('a page that a teacher saw gets nothing twice: it is as it was then, or fit without these words', () => {
  const text = strong.slice(0, 3).join('. ')
  const seen = { fingerprint: {} as never, finalUrl: here, hosts: [], score: 60, at: 1 }
  const other = (phrases.categories.find(({ code }) => code === 'drugs')?.strong ?? []).slice(0, 5).join('. ')
  const read = (words: string) => readContent(page(words), { book, stage: 'ks2', seen, fineWords: fineHere(...strong) }).kind
  expect(read(text)).toBe('fine')
  expect(read(`${text} ${other}`)).toBe('unfit')
})

it('comes with the list: the kiosk shows the page with it and closes it without', async () => {
  const text = 'jackpot jackpot jackpot'
  await begin()
  await toShelf('2', '7')
  await toPage()
  words(text)
  expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
  await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a', { fineWords: fineHere('jackpot') })]), version: 2 }] })
  await w.press('shelf.show', {})
  await toPage()
  words(text)
  expect(w.screen().kind).toBe('page')
  words(`${text} You have won!`)
  expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
})
