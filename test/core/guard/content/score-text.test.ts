import { describe, expect, it } from 'vitest'
import { contentCategories, contentWords, type PhraseList } from '#core/contract/phrases.ts'
import { stages } from '#core/contract/stage.ts'
import { makePhraseBook } from '#core/guard/content/phrase-book.ts'
import { explain, isFineFor, scoreText } from '#core/guard/content/score-text.ts'
import { book, closes, disguised, fine, phrases } from './corpus.ts'

describe('texts of a primary school', () => {
  it.each(fine.map((one) => [one.title, one] as const))('B109 stay open: %s', (_, { text, stages: open = stages }) => {
    const { score, reasons } = scoreText(text, book)
    for (const stage of open) expect(isFineFor(stage, score), `${stage}: ${score}, ${explain(reasons)}`).toBe(true)
  })
})

describe('texts that are not for a child', () => {
  it.each(closes.map((one) => [one.title, one] as const))('close at every stage, for their own reason: %s', (_, { text, category }) => {
    const { score, reasons } = scoreText(text, book)
    for (const stage of stages) expect(isFineFor(stage, score), `${stage}: ${score}`).toBe(false)
    expect(reasons.map((reason) => reason.category)).toContain(category)
  })
  it.each(disguised.map((one) => [one.title, one] as const))('close in disguise: %s', (_, { text }) => {
    expect(isFineFor('ks2', scoreText(text, book).score)).toBe(false)
  })
  it('close far down in a long and harmless page', () => {
    const page = fine.map(({ text }) => text).join('\n')
    expect(isFineFor('ks2', scoreText(`${page}\n${page}\nhow to kill yourself`, book).score)).toBe(false)
  })
})

/** Ways in which a phrase is hidden from a filter; each must leave it what it was. */
const disguises: Record<string, (phrase: string) => string> = {
  capitals: (phrase) => phrase.toUpperCase(),
  // A word that would be all digits stays: 15 is a number to any reader.
  'leet digits': (phrase) =>
    phrase
      .split(' ')
      .map((word) =>
        [word.replace(/[oieast]/g, (letter) => String({ o: 0, i: 1, e: 3, a: 4, s: 5, t: 7 }[letter])), word].find((one) =>
          /[a-z]/.test(one),
        ),
      )
      .join(' '),
  'Cyrillic letters': (phrase) =>
    phrase.replace(/[aeopcxy]/g, (letter) => ({ a: 'а', e: 'е', o: 'о', p: 'р', c: 'с', x: 'х', y: 'у' })[letter] ?? ''),
  'full width': (phrase) => phrase.replace(/[a-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  'zero width': (phrase) => [...phrase].join('\u200b'),
  'combining marks': (phrase) => phrase.replace(/[a-z]/g, '$&\u0301\u0336'),
  accents: (phrase) => phrase.replace(/[aeiou]/g, '$&\u0308').normalize('NFC'),
  'mathematical letters': (phrase) => phrase.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d5ee + letter.charCodeAt(0) - 97)),
  'bidi marks': (phrase) => `\u202e${[...phrase].join('\u202c')}`,
  spaced: (phrase) =>
    phrase
      .split(' ')
      .map((word) => [...word].join(' '))
      .join('   '),
  dotted: (phrase) =>
    phrase
      .split(' ')
      .map((word) => [...word].join('.'))
      .join(' . '),
}

describe('disguises of all firm phrases', () => {
  // Shorter ones hold too few letters to be sure of: "s e x" could be anything.
  const firm = phrases.categories
    .flatMap((category) => category.firm)
    .filter((phrase) => phrase.split(' ').every((word) => /^[a-z]{3,}$/.test(word)))
  it.each(Object.entries(disguises))('are seen through: %s', (name, hide) => {
    const missed = firm.filter((phrase) => isFineFor('ks2', scoreText(hide(phrase), book).score))
    console.log(`disguise "${name}": ${firm.length - missed.length} of ${firm.length} firm phrases seen`)
    expect(missed).toEqual([])
  })
})

describe('the score', () => {
  it('is one for all, and only the limit differs by stage', () => {
    expect([20, 24, 40].map((score) => stages.filter((stage) => !isFineFor(stage, score)))).toEqual([
      ['eyfs'],
      ['eyfs', 'ks1'],
      [...stages],
    ])
  })
  it('is judged against what the teacher saw', () => {
    expect(isFineFor('ks2', 60)).toBe(false)
    expect(isFineFor('ks2', 60, 30)).toBe(true)
    expect(isFineFor('ks2', 70, 30)).toBe(false)
  })
  it('is calmed by the subject in which a word is at home, but not where a firm phrase stands', () => {
    const bare = 'corpses, torture chamber, tortured, murdered, massacre'
    const school = 'history museum medieval castle tudor king century battle'
    expect(scoreText(`${bare} ${school}`, book).score).toBeLessThan(scoreText(bare, book).score / 2)
    expect(isFineFor('ks2', scoreText(`watch people die ${school} ${school}`, book).score)).toBe(false)
  })
  it('counts one phrase said often as little more than once', () => {
    const once = scoreText('jackpot', book).score
    expect(scoreText('jackpot '.repeat(500), book).score).toBeLessThan(once * 2)
  })
  it('B109 is explained in words for staff, without a word of the page', () => {
    const { reasons } = scoreText('Welcome to our online casino: free spins! You have won.', book)
    expect(explain(reasons)).toBe('gambling (4), prize tricks, scams or a domain for sale (1)')
    for (const { text } of [...closes, ...disguised]) {
      const said = explain(scoreText(text, book).reasons)
      const allowed = Object.values(contentWords).reduce((rest, words) => rest.replaceAll(words, ''), said)
      expect(allowed).toMatch(/^[\s,()\d]*$/)
    }
  })
  it('takes any text at all', () => {
    const odd = [
      '',
      '\ud800',
      '\udc00\ud83d',
      '\u0000',
      '!!!!@@@@',
      '1'.repeat(10_000),
      'a '.repeat(10_000),
      'İıſK',
      '\u202e\u202c',
      '\ud835',
      'a\u0301'.repeat(5_000),
    ]
    for (const text of odd) expect(scoreText(text, book).score).toBe(0)
  })
  it('takes a megabyte in moments, also of the worst kind', () => {
    const worst = [
      'a ',
      '1',
      'a1',
      'f r e e ',
      'aaa1 ',
      'online ',
      'p0rn! ',
      '\ud835\udc00',
      '\u200b',
      fine.map(({ text }) => text).join(' '),
    ]
    for (const piece of worst) {
      const text = piece.repeat(Math.ceil(1_200_000 / piece.length))
      const before = performance.now()
      scoreText(text, book)
      expect(performance.now() - before, JSON.stringify(piece.slice(0, 9))).toBeLessThan(5_000)
    }
  })
})

describe('the phrase list', () => {
  it('has every category once, and no phrase twice', () => {
    expect(phrases.categories.map(({ code }) => code)).toEqual([...contentCategories])
    const all = phrases.categories.flatMap(({ firm, strong, soft }) => [...firm, ...strong, ...soft])
    expect(all.filter((phrase, at) => all.indexOf(phrase) !== at)).toEqual([])
    expect(all.length).toBeGreaterThan(500)
  })
  it('is found phrase by phrase', () => {
    for (const { code, firm, strong, soft } of phrases.categories)
      for (const phrase of [...firm, ...strong, ...soft])
        expect(
          scoreText(phrase, book).reasons.map((reason) => reason.category),
          phrase,
        ).toContain(code)
  })
  it('can be joined by a list of another language', () => {
    const welsh: PhraseList = {
      language: 'cy',
      reviewed: '2026-11-21',
      categories: [{ code: 'gambling', firm: ['hapchwarae ar-lein'], strong: [], soft: [] }],
      contexts: [],
    }
    const both = makePhraseBook([phrases, welsh])
    expect(isFineFor('ks2', scoreText('Hapchwarae ar-lein', both).score)).toBe(false)
    expect(isFineFor('ks2', scoreText('Hapchwarae ar-lein', book).score)).toBe(true)
    expect(isFineFor('ks2', scoreText('online casino', both).score)).toBe(false)
  })
})

it('B109 the corpus of school and of unfit texts has no error, and its rates are printed', () => {
  const asked = fine.flatMap(({ text, stages: open = stages }) => open.map((stage) => isFineFor(stage, scoreText(text, book).score)))
  const caught = [...closes, ...disguised].flatMap(({ text }) => stages.map((stage) => !isFineFor(stage, scoreText(text, book).score)))
  const wrong = (answers: boolean[]) => `${answers.filter((is) => !is).length} of ${answers.length}`
  console.log(`content guard: ${wrong(asked)} school texts closed, ${wrong(caught)} unfit texts left open (text × stage)`)
  expect(asked.length).toBeGreaterThan(180)
  expect([...asked, ...caught]).not.toContain(false)
})
