/** Scripts that write without spaces: each letter counts as a word. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The words of a text, small; every number is the same word, since prices, dates and scores change by the hour. */
export function pageWords(text: string, most = 60_000): string[] {
  const words: string[] = []
  for (const [token] of text.toLowerCase().matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)) {
    if (words.length >= most) break
    if (/^\p{N}/u.test(token)) words.push('0')
    else if (unspaced.test(token)) words.push(...token)
    else words.push(token)
  }
  return words
}

/** 32 bits of a word (FNV-1a), and of a number mixed with a seed (the end of MurmurHash3). */
export function hashWord(word: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193)
  return mix(hash, 0)
}

export function mix(value: number, seed: number): number {
  let hash = value ^ Math.imul(seed, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
