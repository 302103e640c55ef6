import { expect, test } from 'vitest'
import type { SchoolPhrase } from '#core/contract/school-phrases.ts'
import { stages } from '#core/contract/stage.ts'
import { phraseFault, phraseKey, withSchool } from '#core/guard/content/school-book.ts'
import { isFineFor, scoreText } from '#core/guard/content/score-text.ts'
import { book, phrases } from './corpus.ts'

const of = (phrase: string, weight: SchoolPhrase['weight'], at: SchoolPhrase['stages'] = [...stages]): SchoolPhrase => ({
  phrase,
  weight,
  stages: at,
})

test("a school's phrase closes at the stages it is for, in disguise as well, and leaves our own list as it is", () => {
  const mine = [of('Blorple Dash', 'closes', ['ks2'])]
  const text = 'Come and play BL0RPLE D4SH with us'
  expect(scoreText(text, withSchool(book, mine, 'ks2'))).toMatchObject({ schoolCloses: true, reasons: [{ category: 'school-words' }] })
  expect(scoreText(text, withSchool(book, mine, 'ks1')).score).toBe(0)
  const unfit = phrases.categories[0]?.firm[0] ?? ''
  expect(scoreText(unfit, withSchool(book, mine, 'ks2')).score).toBe(scoreText(unfit, book).score)
})

test('what counts closes with a second one for the youngest and a third at KS2', () => {
  const mine = ['blorple', 'snizzle', 'quambit'].map((phrase) => of(phrase, 'counts'))
  const isFine = (text: string, stage: (typeof stages)[number]) => isFineFor(stage, scoreText(text, withSchool(book, mine, stage)).score)
  expect(stages.map((stage) => isFine('blorple', stage))).toEqual([true, true, true])
  expect(stages.map((stage) => isFine('blorple snizzle', stage))).toEqual([false, false, true])
  expect(stages.map((stage) => isFine('blorple snizzle quambit', stage))).toEqual([false, false, false])
})

test('what is fine here calms strong phrases, and no firm one of ours: not beside it, not as the same phrase, not by hiding a disguise', () => {
  const strong = phrases.categories.find(({ code }) => code === 'gambling')?.strong.slice(0, 1) ?? []
  const calm = withSchool(book, [of('hill farm', 'fine')], 'ks2')
  expect(scoreText(`${strong} hill farm`, calm).score).toBeLessThan(scoreText(`${strong} hill farm`, book).score)
  const many = Array.from(
    { length: 200 },
    (_, at) => `hillfarm${'abcdefghij'[at % 10]}${'klmnopqrst'[Math.floor(at / 10) % 10]}${at < 100 ? 'u' : 'v'}`,
  )
  for (const { firm } of phrases.categories) {
    for (const phrase of firm) {
      // Each way in which 1 and 0 can be read, as words that the school says are fine.
      const disguised = phrase.replaceAll('i', '1').replaceAll('o', '0')
      const shadows = [phrase, disguised, phrase.replaceAll('i', 'l')].filter((one) => phraseFault(one) === null)
      const mine = withSchool(
        book,
        [...shadows, ...many].map((one) => of(one, 'fine')),
        'ks2',
      )
      for (const text of [phrase, disguised])
        expect(isFineFor('ks2', scoreText(`${text} ${many.join(' ')}`, mine).score), text).toBe(
          isFineFor('ks2', scoreText(text, book).score),
        )
      expect(isFineFor('ks2', scoreText(`${phrase} ${many.join(' ')}`, mine).score), phrase).toBe(false)
    }
  }
})

test.each([
  ['ab', 'too short'],
  ['  a b  ', 'too short'],
  ['', 'too short'],
  ['a'.repeat(61), 'too long'],
  ['a'.repeat(49), 'too long'],
  ['bad\ud800word', 'unreadable'],
  ['good 猫', 'unreadable'],
  [`good ${'a'.repeat(49)}`, 'too long'],
  ['gun', null],
  ['Robux für dich', null],
])('of the phrase %j it says: %s', (phrase, fault) => {
  expect(phraseFault(phrase)).toBe(fault)
})

test('phrases that the reader sees as one have one key', () => {
  expect(phraseKey('  FREE-Röbux ')).toBe(phraseKey('free robux'))
})
