import { describe, expect, it } from 'vitest'
import { Fingerprint } from '#core/contract/seen.ts'
import { isFineFor, scoreText } from '#core/guard/content/score-text.ts'
import { compareFingerprints, compareWithPage } from '#core/guard/drift/compare.ts'
import { fingerprintOf, type PageText, simhashDistance, sketchDistance } from '#core/guard/drift/fingerprint.ts'
import { book } from '../content/corpus.ts'
import { pageNamed, pairs } from './corpus.ts'

const drift = (from: string, to: PageText) => compareWithPage(fingerprintOf(pageNamed(from)), to)
const seeded = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

describe('the page that a teacher approved', () => {
  it.each(pairs.green)('is green as %s, now %s', (from, to) => {
    expect(drift(from, pageNamed(to))).toEqual({ kind: 'green' })
  })
  it.each(pairs.shown)('is shown as %s, now %s', (from, to) => {
    expect(drift(from, pageNamed(to)).kind).not.toBe('red')
  })
  it.each(pairs.closed)('is red when %s has become %s', (from, to) => {
    expect(drift(from, pageNamed(to)).kind).toBe('red')
  })
})

describe('another page in the frame of the approved one', () => {
  /** What the fingerprints alone let through here: a list of links in the same frame, which is what a front page is. */
  const known = ['news-monday parked', 'news-monday shop-of-shoes']
  it.each(pairs.closedInKeptFrame.filter((pair) => !known.includes(pair.join(' '))))('is red when %s has become %s', (from, to) => {
    expect(drift(from, { ...pageNamed(to), around: pageNamed(from).around }).kind).toBe('red')
  })
  it('is closed by its words where the fingerprints of a front page cannot tell', () => {
    expect(isFineFor('ks2', scoreText(pageNamed('parked').text, book).score)).toBe(false)
  })
})

describe('fingerprints', () => {
  it('are of the documented form, for any text', () => {
    for (const text of ['', 'a', '\ud800', '日本語の学校', '1 2 3', 'word '.repeat(100_000), '\u0000'])
      expect(Fingerprint.safeParse(fingerprintOf({ text, around: '', linked: Number.NaN })).success, text.slice(0, 9)).toBe(true)
  })
  it('are the same for the same words, whatever the numbers and signs between them', () => {
    const one = fingerprintOf({ text: 'Score: 12! Ten frogs — 3 ponds.', around: '', linked: 0 })
    expect(fingerprintOf({ text: 'score 9487 ten  FROGS, 88 ponds', around: '', linked: 0 })).toEqual(one)
  })
  it('estimate how much two pages have in common', () => {
    const words = Array.from({ length: 600 }, (_, at) => `word${String.fromCharCode(97 + (at % 26), 97 + ((at / 26) % 26))}`)
    const text = (from: number, to: number) => fingerprintOf({ text: words.slice(from, to).join(' '), around: '', linked: 0 })
    const distance = sketchDistance(text(0, 400).minhash, text(200, 600).minhash)
    // 200 of 600 pairs are in both: a distance of two thirds.
    expect(distance).toBeGreaterThan(0.5)
    expect(distance).toBeLessThan(0.8)
    expect(simhashDistance('0000000000000000', 'f00000000000000f')).toBe(8)
  })
  it('tell a page that has not finished loading from one that is another', () => {
    expect(drift('rain', { text: 'Loading', around: '', linked: 0 })).toEqual({ kind: 'red', why: 'shrunk' })
    expect(drift('rain', pageNamed('casino'))).toEqual({ kind: 'red', why: 'replaced' })
  })
  it('compare short pages word by word', () => {
    const short = fingerprintOf({ text: 'Drag the frogs to the pond. Well done!', around: '', linked: 0 })
    const other = fingerprintOf({ text: 'Spin the wheel and win big money now', around: '', linked: 0 })
    expect(compareFingerprints(short, short).kind).toBe('green')
    expect(compareFingerprints(short, other).kind).toBe('red')
  })
})

it('prints the error rates of the corpus, and of pages with more and more words changed', () => {
  const rate = (list: readonly [string, string][], isRight: (kind: string) => boolean) =>
    `${list.filter(([from, to]) => !isRight(drift(from, pageNamed(to)).kind)).length} of ${list.length}`
  console.log(`drift guard: same page not green ${rate(pairs.green, (kind) => kind === 'green')}`)
  console.log(`drift guard: changed page that should stay open closed ${rate(pairs.shown, (kind) => kind !== 'red')}`)
  console.log(`drift guard: replaced page left open ${rate(pairs.closed, (kind) => kind === 'red')}`)
  const random = seeded(20_261_121)
  const stranger = pageNamed('shop-of-shoes').text.split(' ')
  const closedAt = new Map<number, number>()
  for (const share of [0.05, 0.15, 0.3, 0.5, 0.8, 1]) {
    const tries = ['rain', 'whale', 'fire'].flatMap((name) =>
      Array.from({ length: 40 }, () => {
        // A run of the page in another's words: nobody edits single words at random.
        const words = pageNamed(name).text.split(' ')
        const length = Math.round(words.length * share)
        const at = Math.floor(random() * (words.length - length + 1))
        const put = Array.from({ length }, (_, word) => stranger[(at + word) % stranger.length] ?? '')
        return drift(name, { ...pageNamed(name), text: [...words.slice(0, at), ...put, ...words.slice(at + length)].join(' ') }).kind
      }),
    )
    const count = (kind: string) => tries.filter((one) => one === kind).length
    closedAt.set(share, count('red') / tries.length)
    console.log(
      `drift guard: ${share * 100} % of the page replaced: ${count('green')} green, ${count('amber')} amber, ${count('red')} red of ${tries.length}`,
    )
  }
  expect(closedAt.get(0.05)).toBe(0)
  expect(closedAt.get(0.15)).toBe(0)
  expect(closedAt.get(1)).toBe(1)
})
