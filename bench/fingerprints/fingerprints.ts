/// <reference path="../small-peers.d.ts" />
import { loadavg } from 'node:os'
import minhashPackage from 'minhash'
import simhashPackage from 'simhash-js'
import { type Quantiles, quantiles } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { seeded } from '#bench/seeded.ts'
import { madeUpText } from '#bench/text/made-up-text.ts'
import { threadMs } from '#bench/thread-time.ts'
import { fingerprintOf, simhashDistance, sketchDistance } from '#core/guard/drift/fingerprint.ts'
import { pageWords } from '#core/guard/drift/page-words.ts'

/** A pair of texts, and how much they have in common. */
interface Pair {
  readonly one: string
  readonly other: string
  /** The share of different word pairs, 0 to 1, counted (Jaccard distance). */
  readonly distance: number
}

export interface FingerprintRow {
  readonly name: string
  /** Microseconds of processor time for a page of a thousand words. */
  readonly cost: Quantiles
  readonly ratio: number
  /** Of the distances it gives, from the counted ones: the middle one. Null: it gives none that could be compared. */
  readonly error: number | null
  /** Pairs that it takes for one page though less than a third is alike, or for two though more than two thirds are. */
  readonly wrong: number
  readonly bytes: number
}

const shingles = (text: string): string[] => {
  const words = pageWords(text)
  return words.slice(1).map((word, at) => `${words[at]} ${word}`)
}

function countedDistance(one: string, other: string): number {
  const [a, b] = [new Set(shingles(one)), new Set(shingles(other))]
  const both = [...a].filter((shingle) => b.has(shingle)).length
  return 1 - both / (a.size + b.size - both)
}

/** Pages of a thousand words, each beside a copy in which runs of words were replaced: from none to all of it. */
export function madeUpPairs(count: number): Pair[] {
  const source = madeUpText(200, count * 24_000).text.split(' ')
  const next = seeded(count)
  return Array.from({ length: count }, (_, number) => {
    const words = source.slice(number * 2_000, number * 2_000 + 1_000)
    const others = source.slice(number * 2_000 + 1_000, number * 2_000 + 2_000)
    const changed = number / Math.max(1, count - 1)
    const mixed: string[] = []
    for (let at = 0; at < words.length; at += 20) mixed.push(...(next() < changed ? others : words).slice(at, at + 20))
    const [one, other] = [words.join(' '), mixed.join(' ')]
    return { one, other, distance: countedDistance(one, other) }
  })
}

interface Maker<T = unknown> {
  readonly name: string
  readonly bytes: number
  make(text: string): T
  /** The estimated Jaccard distance. */
  distance: ((one: T, other: T) => number) | null
  /** One page or two, where it has no such distance. */
  isOne: ((one: T, other: T) => boolean) | null
}

const oursMaker: Maker<ReturnType<typeof fingerprintOf>> = {
  name: 'hedgerow: MinHash and simhash, words cut',
  bytes: 128 + 8,
  make: (text) => fingerprintOf({ text, around: '', linked: 0 }),
  distance: (one, other) => sketchDistance(one.minhash, other.minhash),
  isOne: null,
}
const minhashMaker: Maker<InstanceType<typeof minhashPackage.Minhash>> = {
  name: 'minhash 0.0.9, 128 of them',
  bytes: 128 * 8,
  make(text) {
    const sketch = new minhashPackage.Minhash({ numPerm: 128 })
    for (const shingle of shingles(text)) sketch.update(shingle)
    return sketch
  },
  distance: (one, other) => 1 - one.jaccard(other),
  isOne: null,
}
const simhash = new simhashPackage.SimHash()
const simhashMaker: Maker<number> = {
  name: 'simhash-js 1.0.0, 32 bits',
  bytes: 4,
  make: (text) => simhash.hash(text.toLowerCase()),
  distance: null,
  isOne: (one, other) => (one ^ other).toString(2).replaceAll(/[-0]/g, '').length <= 8,
}
const oursSimhash: Maker<string> = {
  name: 'hedgerow: its simhash alone (made with the above)',
  bytes: 8,
  make: (text) => fingerprintOf({ text, around: '', linked: 0 }).simhash,
  distance: null,
  isOne: (one, other) => simhashDistance(one, other) <= 16,
}

function measure<T>(maker: Maker<T>, pairs: readonly Pair[], rounds: number): Omit<FingerprintRow, 'ratio'> {
  const times: number[] = []
  for (let round = -1; round < rounds; round++) {
    const startedAt = threadMs()
    for (const { one } of pairs) maker.make(one)
    if (round >= 0) times.push(((threadMs() - startedAt) * 1_000) / pairs.length)
  }
  const errors: number[] = []
  let wrong = 0
  for (const { one, other, distance } of pairs) {
    const [a, b] = [maker.make(one), maker.make(other)]
    const estimated = maker.distance?.(a, b) ?? null
    if (estimated !== null) errors.push(Math.abs(estimated - distance))
    const isOne = maker.isOne?.(a, b) ?? (estimated ?? 1) <= 0.5
    if ((isOne && distance > 2 / 3) || (!isOne && distance < 1 / 3)) wrong += 1
  }
  const error = errors.length === 0 ? null : quantiles(errors).median
  return { name: maker.name, cost: quantiles(times), error, wrong, bytes: maker.bytes }
}

/** The fingerprints of the drift guard beside those of npm. */
export const fingerprints: Section = {
  name: 'fingerprints',
  async run(depth, show) {
    const pairs = madeUpPairs(byDepth(depth, 12, 30, 300))
    const rounds = byDepth(depth, 1, 4, 15)
    const measured = [
      measure(oursMaker, pairs, rounds),
      measure(oursSimhash, pairs, rounds),
      measure(minhashMaker, pairs, rounds),
      measure(simhashMaker, pairs, rounds),
    ]
    const mine = measured[0]?.cost.median ?? Number.NaN
    const rows = measured.map((row): FingerprintRow => ({ ...row, ratio: row.cost.median / mine }))
    show({
      title: 'fingerprints of pages of 1,000 words; microseconds of processor time for a page',
      columns: ['', 'best', 'median', 'x ours', 'error of the distance', 'wrong', 'of', 'bytes kept'],
      rows: rows.map(({ name, cost, ratio, error, wrong, bytes }) => [
        name,
        whole(cost.best),
        whole(cost.median),
        ratio.toFixed(2),
        error === null ? '-' : error.toFixed(3),
        String(wrong),
        String(pairs.length),
        String(bytes),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return rows
  },
}
