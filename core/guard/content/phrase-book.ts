import type { FoundContent, PhraseList } from '#core/contract/phrases.ts'
import { readWords } from './read-words.ts'
import { longestWord, makePairTable, makeWordTable, type PairTable, type WordTable } from './word-table.ts'

export type Grade = 'firm' | 'strong' | 'soft'
const grades: readonly Grade[] = ['firm', 'strong', 'soft']

/** What it means that a phrase was read. */
export type Mark =
  | { readonly kind: 'found'; readonly category: FoundContent; readonly grade: Grade }
  | { readonly kind: 'calms'; readonly categories: readonly FoundContent[] }

/** The phrase lists of all languages, made ready to be looked for at once. */
export interface PhraseBook {
  readonly table: WordTable
  /** By the number of a word: the phrases that it is alone. */
  readonly alone: readonly (readonly number[])[]
  /** By the number of a word: 1 where it is a phrase alone, which few words are. */
  readonly isPhrase: Uint8Array
  /** The last two words of every longer phrase, and by the number of such a pair: the phrases, with the words before the two, last first. */
  readonly pairs: PairTable
  readonly endings: readonly (readonly { readonly before: readonly number[]; readonly phrase: number }[])[]
  readonly marks: readonly (readonly Mark[])[]
  /** By the number of a phrase: its folded words (`phraseKey`). */
  readonly keys: readonly string[]
  readonly longestPhrase: number
  /** The school's phrases, which the same text is read by once more; null when it has none. */
  readonly school: PhraseBook | null
}

/** A phrase that is as long as this without its gaps is also looked for without them: `killyourself`. */
const shortestJoined = 8

/** Compiles phrase lists: once, at the start. */
export function makePhraseBook(lists: readonly PhraseList[]): PhraseBook {
  const meant: [string, Mark][] = []
  const add = (phrase: string, mark: Mark): void => void meant.push([phrase, mark])
  for (const list of lists) {
    for (const category of list.categories) {
      for (const grade of grades) for (const phrase of category[grade]) add(phrase, { kind: 'found', category: category.code, grade })
    }
    for (const { calms, phrases: calming } of list.contexts) for (const phrase of calming) add(phrase, { kind: 'calms', categories: calms })
  }
  return compilePhrases(meant)
}

/** A book of these phrases, each with what it means to read it. One that holds no letter or digit is left out. */
export function compilePhrases(meant: readonly (readonly [phrase: string, mark: Mark])[]): PhraseBook {
  const phrases = new Map<string, Mark[]>()
  for (const [phrase, mark] of meant) {
    const key = plainWords(phrase).join(' ')
    if (key !== '') phrases.set(key, [...(phrases.get(key) ?? []), mark])
  }
  const numbers = new Map<string, number>()
  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  }
  const alone: number[][] = []
  const pairs: [number, number][] = []
  const pairNumbers = new Map<string, number>()
  const endings: { before: readonly number[]; phrase: number }[][] = []
  const marks: (readonly Mark[])[] = []
  let longestPhrase = 1
  const enter = (parts: readonly string[], phrase: number): void => {
    const [last = 0, first, ...before] = parts.map(numberOf).reverse()
    if (first === undefined) alone[last] = [...(alone[last] ?? []), phrase]
    else {
      const key = `${first} ${last}`
      const pair = pairNumbers.get(key) ?? pairs.push([first, last]) - 1
      pairNumbers.set(key, pair)
      endings[pair] = [...(endings[pair] ?? []), { before, phrase }]
    }
    longestPhrase = Math.max(longestPhrase, parts.length)
  }
  for (const [key, meanings] of phrases) {
    const phrase = marks.push(meanings) - 1
    const parts = key.split(' ')
    enter(parts, phrase)
    const joined = parts.join('')
    const isCalming = meanings.every((mark) => mark.kind === 'calms')
    if (parts.length > 1 && joined.length >= shortestJoined && joined.length <= longestWord && !isCalming && !phrases.has(joined))
      enter([joined], phrase)
  }
  return {
    table: makeWordTable([...numbers.keys()]),
    alone: Array.from({ length: numbers.size }, (_, number) => alone[number] ?? []),
    isPhrase: Uint8Array.from({ length: numbers.size }, (_, number) => (alone[number] === undefined ? 0 : 1)),
    pairs: makePairTable(pairs),
    endings,
    marks,
    keys: [...phrases.keys()],
    longestPhrase,
    school: null,
  }
}

/** The folded words of a phrase, by the same reading that a page gets. */
export function plainWords(phrase: string): string[] {
  const words: string[] = []
  const spelling: WordTable = {
    find(letters, length) {
      words.push(String.fromCharCode(...letters.subarray(0, length)))
      return 0
    },
    findWord: () => -1,
  }
  readWords(
    phrase,
    spelling,
    () => undefined,
    () => undefined,
  )
  return words
}
