import { seeded } from '#bench/seeded.ts'

const starts = [
  'b',
  'br',
  'c',
  'ch',
  'd',
  'dr',
  'f',
  'fl',
  'g',
  'gr',
  'h',
  'j',
  'k',
  'l',
  'm',
  'n',
  'p',
  'pl',
  'r',
  's',
  'sh',
  'st',
  't',
  'tr',
  'v',
  'w',
]
const middles = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ee', 'oo', 'ou']
const ends = ['', 'b', 'ck', 'd', 'g', 'l', 'll', 'm', 'n', 'nd', 'ng', 'p', 'r', 'rt', 's', 'ss', 'st', 't', 'x']

export interface MadeUpText {
  /** All different, small letters, one to three words. */
  readonly phrases: readonly string[]
  /** Prose of made-up words, with capitals and points; about one word in two hundred begins a phrase. */
  readonly text: string
  /** One phrase on each line, each disguised in one of the ways that children meet: leet, signs of no width, accents, look-alikes. */
  readonly disguised: readonly { readonly phrase: string; readonly written: string }[]
}

const disguises: readonly ((phrase: string) => string)[] = [
  (phrase) => phrase.toUpperCase(),
  (phrase) => phrase.replaceAll('e', '3').replaceAll('a', '4').replaceAll('o', '0'),
  (phrase) => phrase.replace(/(?<=\p{L})(?=\p{L})/u, '\u200b'),
  (phrase) => phrase.replaceAll('e', 'é').replaceAll('a', 'ä').replaceAll('o', 'ô').replaceAll('u', 'ü').replaceAll('i', 'í'),
  (phrase) => phrase.replaceAll('e', 'е').replaceAll('a', 'а').replaceAll('o', 'о').replaceAll('p', 'р'),
  (phrase) => [...phrase].map((letter) => (/[a-z]/.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter)).join(''),
]

/** Always the same for the same numbers. Half of the phrases are made of the words of the prose, half of words that it has nowhere else. */
export function madeUpText(phraseCount: number, textLength: number): MadeUpText {
  const next = seeded(phraseCount + textLength)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = (from: readonly string[]): string => from[below(from.length)] ?? ''
  const syllable = (): string => pick(starts) + pick(middles) + pick(ends)
  const words = (count: number, isNew: (word: string) => boolean): string[] => {
    const made = new Set<string>()
    while (made.size < count) {
      const word = syllable() + (next() < 0.6 ? syllable() : '')
      // Long enough to be a word, and never three alike letters: what is drawn out is read as one, in ours alone.
      if (word.length > 2 && !/(.)\1\1/.test(word) && isNew(word)) made.add(word)
    }
    return [...made]
  }
  const common = words(3_000, () => true)
  const known = new Set(common)
  const rare = words(4_000, (word) => !known.has(word))
  /** Some words are everywhere, most are seldom. */
  const said = (): string => common[Math.floor(common.length * next() ** 3)] ?? ''
  const phrases = new Set<string>()
  while (phrases.size < phraseCount) {
    const from = phrases.size % 2 === 0 ? () => pick(rare) : said
    phrases.add(Array.from({ length: from === said ? 2 + below(2) : 1 + below(3) }, from).join(' '))
  }
  const all = [...phrases]
  const pieces: string[] = []
  let isFirst = true
  for (let length = 0; length < textLength; length += pieces.at(-1)?.length ?? 0) {
    const word = below(200) === 0 ? pick(all) : said()
    const gap = below(12) === 0 ? '. ' : below(20) === 0 ? ', ' : ' '
    pieces.push((isFirst ? word.charAt(0).toUpperCase() + word.slice(1) : word) + gap)
    isFirst = gap === '. '
  }
  const disguised = Array.from({ length: 600 }, (_, number) => {
    const phrase = pick(all)
    return { phrase, written: disguises[number % disguises.length]?.(phrase) ?? phrase }
  })
  return { phrases: all, text: pieces.join('').slice(0, textLength), disguised }
}
