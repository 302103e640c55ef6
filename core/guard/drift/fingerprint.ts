import type { Fingerprint } from '#core/contract/seen.ts'
import { fromBase64, toBase64 } from '#core/sealing/base64.ts'
import { hashWord, mix, pageWords } from './page-words.ts'

/** A page as the shell read it. */
export interface PageText {
  readonly text: string
  /** Navigation, header and footer. */
  readonly around: string
  /** The share of `text` that stands in links, 0 to 1. */
  readonly linked: number
}

const bins = 128
/** Pages of fewer words keep the set of them beside the sketches. */
const setBelow = 160

/** The fingerprint of a page; of its first `most` words when that is given. Total. */
export function fingerprintOf({ text, around, linked }: PageText, most?: number): Fingerprint {
  const words = pageWords(text, most)
  const hashes = words.map(hashWord)
  const aroundHashes = pageWords(around, 5_000).map(hashWord)
  const pairs = hashes.map((hash, at) => mix(hash, hashes[at + 1] ?? 0))
  return {
    words: words.length,
    minhash: minhash(pairs),
    simhash: simhash(hashes),
    wordSet: words.length < setBelow ? packSet(hashes) : null,
    around: { words: aroundHashes.length, minhash: minhash(aroundHashes) },
    linked: Math.round(Math.min(Math.max(linked, 0), 1) * 100) / 100 || 0,
  }
}

/**
 * One-permutation MinHash (Li, Owen, Zhang 2012) with rotation for empty bins (Shrivastava, Li 2014), one byte for each of
 * 128 bins: the share of equal bytes estimates how much two sets have in common.
 */
function minhash(hashes: readonly number[]): string {
  const least = new Float64Array(bins).fill(Number.POSITIVE_INFINITY)
  for (const hash of hashes) {
    const bin = hash >>> 25
    least[bin] = Math.min(least[bin] ?? 0, hash & 0x1ffffff)
  }
  const sketch = new Uint8Array(bins)
  if (hashes.length > 0) {
    for (let bin = 0; bin < bins; bin += 1) {
      let away = 0
      while (least[(bin + away) % bins] === Number.POSITIVE_INFINITY) away += 1
      sketch[bin] = mix(least[(bin + away) % bins] ?? 0, away + 1) & 255
    }
  }
  return toBase64(sketch)
}

/** Charikar's simhash over the words, each as often as it stands there. */
function simhash(hashes: readonly number[]): string {
  const sums = new Int32Array(64)
  for (const hash of hashes) {
    const other = mix(hash, 77)
    for (let bit = 0; bit < 32; bit += 1) {
      sums[bit] = (sums[bit] ?? 0) + ((hash >>> bit) & 1 ? 1 : -1)
      sums[bit + 32] = (sums[bit + 32] ?? 0) + ((other >>> bit) & 1 ? 1 : -1)
    }
  }
  let hex = ''
  for (let digit = 0; digit < 16; digit += 1) {
    let value = 0
    for (let bit = 0; bit < 4; bit += 1) if ((sums[digit * 4 + bit] ?? 0) > 0) value |= 1 << bit
    hex += value.toString(16)
  }
  return hex
}

function packSet(hashes: readonly number[]): string {
  const bytes = new Uint8Array(new Set(hashes).size * 4)
  const view = new DataView(bytes.buffer)
  for (const [at, hash] of [...new Set(hashes)].entries()) view.setUint32(at * 4, hash)
  return toBase64(bytes)
}

/** How different the words of two short pages are, exactly: 0 (same) to 1; null when a page was too long for that. */
export function wordSetDistance(a: Fingerprint, b: Fingerprint): number | null {
  if (a.wordSet === null || b.wordSet === null) return null
  const [one, other] = [unpackSet(a.wordSet), unpackSet(b.wordSet)]
  const both = [...one].filter((hash) => other.has(hash)).length
  const either = one.size + other.size - both
  return either === 0 ? 0 : 1 - both / either
}

function unpackSet(packed: string): Set<number> {
  const bytes = fromBase64(packed)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return new Set(Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => view.getUint32(at * 4)))
}

/** Estimated Jaccard distance of two sketches: 0 (same) to 1. */
export function sketchDistance(a: string, b: string): number {
  const [one, other] = [fromBase64(a), fromBase64(b)]
  let same = 0
  for (let bin = 0; bin < bins; bin += 1) if (one[bin] === other[bin]) same += 1
  // One bin in 256 is equal by chance.
  return Math.min(1, Math.max(0, 1 - (same / bins - 1 / 256) / (1 - 1 / 256)))
}

/** Bits in which two simhashes differ: 0 to 64. */
export function simhashDistance(a: string, b: string): number {
  let bits = 0
  for (let digit = 0; digit < 16; digit += 1) {
    const differs = Number.parseInt(a.charAt(digit), 16) ^ Number.parseInt(b.charAt(digit), 16)
    bits += [0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4][differs] ?? 4
  }
  return bits
}
