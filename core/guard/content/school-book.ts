import { contentCategories } from '#core/contract/phrases.ts'
import { fewestLetters, longestSchoolPhrase, type SchoolPhrase } from '#core/contract/school-phrases.ts'
import type { Stage } from '#core/contract/stage.ts'
import { countPhrases } from './count-phrases.ts'
import { compilePhrases, type Mark, type PhraseBook, plainWords } from './phrase-book.ts'
import { longestWord } from './word-table.ts'

const marks: Readonly<Record<SchoolPhrase['weight'], Mark>> = {
  closes: { kind: 'found', category: 'school-words', grade: 'firm' },
  counts: { kind: 'found', category: 'school-words', grade: 'strong' },
  fine: { kind: 'calms', categories: [...contentCategories, 'school-words'] },
}

/**
 * Our own book, and beside it the school's phrases for one stage. Beside, not within: a page is read once by each, so that
 * no phrase of a school can hide one of ours from the reader (disguised words are taken for the first word that fits).
 */
export function withSchool(own: PhraseBook, phrases: readonly SchoolPhrase[], stage: Stage): PhraseBook {
  const mine = phrases.filter(({ stages }) => stages.includes(stage))
  if (mine.length === 0) return { ...own, school: null }
  return { ...own, school: compilePhrases(mine.map(({ phrase, weight }) => [phrase, marks[weight]])) }
}

/** How the reader sees a phrase: two that have the same key are one phrase to it. '' when it sees nothing. */
export function phraseKey(phrase: string): string {
  return plainWords(phrase).join(' ')
}

/** What is wrong with a phrase as somebody typed it, as a detail of HG_PHRASE_SHAPE; null when it can be looked for. */
export function phraseFault(phrase: string): 'unreadable' | 'too short' | 'too long' | null {
  if (!phrase.isWellFormed()) return 'unreadable'
  const plain = phrase.trim()
  const letters = plain.match(/[\p{L}\p{N}]/gu) ?? []
  if (letters.length < fewestLetters) return 'too short'
  if (plain.length > longestSchoolPhrase || plain.split(/[^\p{L}\p{N}\p{M}]+/u).some((word) => word.length > longestWord)) return 'too long'
  // A letter that the reader does not know would vanish, and a shorter phrase would be looked for than the one that was meant.
  if (letters.some((letter) => plainWords(`xx${letter}xx`).join('').length < 5)) return 'unreadable'
  return countPhrases(plain, compilePhrases([[plain, marks.closes]])).size === 0 ? 'unreadable' : null
}
