import type { PhraseBook } from './phrase-book.ts'
import { readWords } from './read-words.ts'

/** How often each phrase (by its number) stands in the text. Total; time is linear in the text. */
export function countPhrases(text: string, book: PhraseBook): Map<number, number> {
  const { alone, isPhrase, pairs, endings, longestPhrase: size } = book
  const counts = new Map<number, number>()
  const add = (phrase: number): void => void counts.set(phrase, (counts.get(phrase) ?? 0) + 1)
  /** The words of the book that were read one after the other, in a ring; none from before a word that is not in it. */
  const lately = new Int32Array(size)
  let at = 0
  let known = 0
  let previous = 0
  readWords(
    text,
    book.table,
    (number) => {
      at = at + 1 === size ? 0 : at + 1
      lately[at] = number
      known += 1
      if (isPhrase[number] === 1) for (const phrase of alone[number] ?? []) add(phrase)
      // A phrase is found by its last two words: common words end many, and few pairs of them do.
      const pair = known > 1 ? pairs.find(previous, number) : -1
      previous = number
      if (pair === -1) return
      for (const { before, phrase } of endings[pair] ?? []) {
        if (before.length + 2 > known) continue
        let back = 0
        while (back < before.length && lately[(at - 2 - back + 2 * size) % size] === before[back]) back += 1
        if (back === before.length) add(phrase)
      }
    },
    () => {
      known = 0
    },
  )
  return counts
}
