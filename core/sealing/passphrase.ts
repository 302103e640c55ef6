import { wordList } from './word-list.ts'

/** Seven words of the list make 74 bits (10.6 each); six would make 63, too few for a file that may be tried offline for years. */
export const passphraseWords = 7

/** That many words, each drawn evenly from the list by the system's random numbers. */
export function generateWords(count = passphraseWords): string[] {
  return Array.from({ length: count }, () => wordList[randomBelow(wordList.length)] ?? '')
}

/** Evenly from 0 to `limit` - 1: draws that would favour the low numbers are thrown away. */
function randomBelow(limit: number): number {
  const even = 0x1_0000 - (0x1_0000 % limit)
  for (;;) {
    const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2))
    const drawn = high * 0x100 + low
    if (drawn < even) return drawn % limit
  }
}

/** What is fed to age: the words in lower case joined by single hyphens, however they were typed. `age -d` wants it so, too. */
export function passphraseOf(words: string | readonly string[]): string {
  const text = typeof words === 'string' ? words : words.join(' ')
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
}
