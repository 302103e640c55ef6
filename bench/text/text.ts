import { loadavg } from 'node:os'
import { type Quantiles, quantiles } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { threadMs } from '#bench/thread-time.ts'
import { fresh } from '#bench/verdicts/fresh.ts'
import { madeUpText } from './made-up-text.ts'
import { modern, monyone, ours, plain, referenceScan, regExp, type Scanner } from './scanners.ts'

const makers = [ours, monyone, modern, plain, regExp]

export interface TextRow {
  readonly name: string
  readonly buildMs: number
  /** Nanoseconds for each letter. */
  readonly cost: Quantiles
  /** Times as long as ours, by the middle ones. */
  readonly ratio: number
  readonly found: number
  /** Against the reference, over the plain text: finds that are not there, and phrases there that were not found. */
  readonly wrong: number
  readonly missed: number
  /** Of phrases that are disguised. */
  readonly missedDisguised: number
}

/** Finds too many and too few, each phrase for itself. */
export function compareCounts(
  found: ReadonlyMap<number, number>,
  expected: ReadonlyMap<number, number>,
): { wrong: number; missed: number } {
  let wrong = 0
  let missed = 0
  for (const phrase of new Set([...found.keys(), ...expected.keys()])) {
    const difference = (found.get(phrase) ?? 0) - (expected.get(phrase) ?? 0)
    if (difference > 0) wrong += difference
    else missed -= difference
  }
  return { wrong, missed }
}

/** Looks for `phraseCount` phrases in `length` letters with each scanner in turn, the other way round every other time. */
export function raceScanners(phraseCount: number, length: number, rounds: number): TextRow[] {
  const { phrases, text, disguised } = madeUpText(phraseCount, length)
  const scanners: { readonly scanner: Scanner; readonly buildMs: number; readonly times: number[]; readonly prepared: string }[] = []
  for (const maker of makers) {
    const startedAt = threadMs()
    const scanner = maker.make(phrases)
    scanners.push({ scanner, buildMs: threadMs() - startedAt, times: [], prepared: scanner.prepare(text) })
  }
  for (let round = -2; round < rounds; round++) {
    for (const { scanner, times, prepared } of round % 2 === 0 ? scanners : scanners.toReversed()) {
      // Memory of its own, as a page's text has just been written.
      const own = fresh(prepared)
      const startedAt = threadMs()
      scanner.scan(own)
      if (round >= 0) times.push(((threadMs() - startedAt) * 1e6) / length)
    }
  }
  const expected = referenceScan(phrases, text)
  const first = scanners[0]
  const mine = quantiles(first?.times ?? []).median
  const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
  return scanners.map(({ scanner, buildMs, times, prepared }) => {
    const cost = quantiles(times)
    const counts = scanner.scan(prepared)
    const missedDisguised = disguised.filter(
      ({ phrase, written }) => !scanner.scan(scanner.prepare(written)).has(numbers.get(phrase) ?? -1),
    ).length
    const found = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return { name: scanner.name, buildMs, cost, ratio: cost.median / mine, found, ...compareCounts(counts, expected), missedDisguised }
  })
}

/** Our content scan beside automata from npm and V8's own expressions: 5,000 phrases, a megabyte of text. */
export const text: Section = {
  name: 'text',
  async run(depth, show) {
    const letters = 1_000_000
    const rows = raceScanners(5_000, letters, byDepth(depth, 2, 7, 31))
    show({
      title: '5,000 phrases in a million letters; ns of processor time for each letter',
      columns: ['', 'best', 'median', 'MB/s', 'x ours', 'build ms', 'found', 'wrong', 'missed', 'missed of 600 disguised'],
      rows: rows.map(({ name, cost, ratio, buildMs, found, wrong, missed, missedDisguised }) => [
        name,
        cost.best.toFixed(1),
        cost.median.toFixed(1),
        whole(1_000 / cost.median),
        ratio.toFixed(2),
        whole(buildMs),
        whole(found),
        String(wrong),
        String(missed),
        String(missedDisguised),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return rows
  },
}
