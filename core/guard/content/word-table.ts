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

/** `words`: no two alike; a word's number is its place. */
export function makeWordTable(words: readonly string[]): WordTable {
  let size = 1_024
  while (size < words.length * 4) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  const hashes = new Int32Array(size)
  const numbers = new Map(words.map((word, number) => [word, number]))
  /** All letters one after the other: `letters` of a word begin at its start and end at the next one's. */
  const starts = new Int32Array(words.length + 1)
  for (const [number, word] of words.entries()) starts[number + 1] = (starts[number] ?? 0) + word.length
  const all = Uint8Array.from(words.join(''), (letter) => letter.charCodeAt(0))
  for (const [word, number] of numbers) {
    let hash = 0
    for (let at = 0; at < word.length; at += 1) hash = nextHash(hash, word.charCodeAt(at))
    let slot = (hash ^ (hash >>> 15)) & mask
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    slots[slot] = number
    hashes[slot] = hash
  }
  return {
    find(letters, length, hash) {
      for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
        const number = slots[slot] ?? -1
        if (number === -1) return -1
        if (hashes[slot] !== hash) continue
        const start = starts[number] ?? 0
        if ((starts[number + 1] ?? 0) - start !== length) continue
        let at = 0
        while (at < length && all[start + at] === letters[at]) at += 1
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
  while (size < pairs.length * 4) size *= 2
  const mask = size - 1
  const slots = new Int32Array(size).fill(-1)
  const firsts = Int32Array.from(pairs, ([first]) => first)
  const seconds = Int32Array.from(pairs, ([, second]) => second)
  const slotOf = (first: number, second: number): number => {
    const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b)
    return (mixed ^ (mixed >>> 15)) & mask
  }
  for (const [number, [first, second]] of pairs.entries()) {
    let slot = slotOf(first, second)
    while (slots[slot] !== -1) slot = (slot + 1) & mask
    slots[slot] = number
  }
  return {
    find(first, second) {
      for (let slot = slotOf(first, second); ; slot = (slot + 1) & mask) {
        const number = slots[slot] ?? -1
        if (number === -1 || (firsts[number] === first && seconds[number] === second)) return number
      }
    },
  }
}
