/** The longest folded word that can be in the table; longer ones are none of ours. */
export const longestWord = 48

/**
 * Words to numbers. A word that is being read is looked up by its letters in place, without making a string of it: nearly
 * every word of a page is none of ours.
 */
export interface WordTable {
  /** The number of the word in the first `length` units of `letters`, whose `hash` is as `nextHash` makes it; -1 when there is none. */
  find(letters: Uint8Array, length: number, hash: number): number
  findWord(word: string): number
}

export const nextHash = (hash: number, letter: number): number => (Math.imul(hash, 31) + letter) | 0

/** Spreads a hash over its low bits. */
const mix = (hash: number): number => hash ^ (hash >>> 15)

/**
 * Says of nearly everything that was not entered that it was not, from a few kilobytes that stay near the processor: the tables
 * themselves are too large for that, and nearly every word of a page is none of ours.
 */
interface Sieve {
  enter(mixed: number): void
  /** False: it was never entered. */
  mayHold(mixed: number): boolean
}

function makeSieve(count: number): Sieve {
  let bits = 1_024
  while (bits < count * 16) bits *= 2
  const set = new Uint32Array(bits >>> 5)
  const mask = bits - 1
  return {
    enter(mixed) {
      const bit = mixed & mask
      set[bit >>> 5] = (set[bit >>> 5] as number) | (1 << (bit & 31))
    },
    mayHold: (mixed) => (((set[(mixed & mask) >>> 5] as number) >>> (mixed & 31)) & 1) === 1,
  }
}

/** A word in the table: its number, hash and length as 32-bit numbers, then its letters. All that is compared lies together. */
const recordBytes = 64
const lettersAt = recordBytes - longestWord

/** `words`: no two alike; a word's number is its place. One that is longer than `longestWord` is never found in a text. */
export function makeWordTable(words: readonly string[]): WordTable {
  let size = 1_024
  while (size < words.length * 2) size *= 2
  const mask = size - 1
  const bytes = new Uint8Array(size * recordBytes)
  const fields = new Int32Array(bytes.buffer)
  const fieldsEach = recordBytes / 4
  for (let slot = 0; slot < size; slot += 1) fields[slot * fieldsEach] = -1
  const sieve = makeSieve(words.length)
  const numbers = new Map(words.map((word, number) => [word, number]))
  for (const [number, word] of words.entries()) {
    if (word.length > longestWord) continue
    const letters = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
    const hash = letters.reduce(nextHash, 0)
    let slot = mix(hash) & mask
    while (fields[slot * fieldsEach] !== -1) slot = (slot + 1) & mask
    fields.set([number, hash, letters.length], slot * fieldsEach)
    bytes.set(letters, slot * recordBytes + lettersAt)
    sieve.enter(mix(hash))
  }
  return {
    find(letters, length, hash) {
      const mixed = mix(hash)
      if (!sieve.mayHold(mixed)) return -1
      for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
        const field = slot * fieldsEach
        const number = fields[field] as number
        if (number === -1) return -1
        if (fields[field + 1] !== hash || fields[field + 2] !== length) continue
        const first = slot * recordBytes + lettersAt
        let at = 0
        while (at < length && bytes[first + at] === letters[at]) at += 1
        if (at === length) return number
      }
    },
    findWord: (word) => numbers.get(word) ?? -1,
  }
}

/** Two words that follow each other to a number, as above without making anything of them. */
export interface PairTable {
  /** -1 when there is none. */
  find(first: number, second: number): number
}

/** `pairs`: no two alike; a pair's number is its place. */
export function makePairTable(pairs: readonly (readonly [first: number, second: number])[]): PairTable {
  let size = 1_024
  while (size < pairs.length * 2) size *= 2
  const mask = size - 1
  /** Four numbers to a slot, side by side in memory: the pair's number (-1: free), its two words, and nothing. */
  const slots = new Int32Array(size * 4).fill(-1)
  const sieve = makeSieve(pairs.length)
  const mixPair = (first: number, second: number): number => mix(Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b))
  for (const [number, [first, second]] of pairs.entries()) {
    const mixed = mixPair(first, second)
    let slot = mixed & mask
    while (slots[slot * 4] !== -1) slot = (slot + 1) & mask
    slots.set([number, first, second], slot * 4)
    sieve.enter(mixed)
  }
  return {
    find(first, second) {
      const mixed = mixPair(first, second)
      if (!sieve.mayHold(mixed)) return -1
      for (let slot = mixed & mask; ; slot = (slot + 1) & mask) {
        const place = slot * 4
        const number = slots[place] as number
        if (number === -1 || (slots[place + 1] === first && slots[place + 2] === second)) return number
      }
    },
  }
}
