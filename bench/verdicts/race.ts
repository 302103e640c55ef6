import { type Quantiles, quantiles } from '#bench/quantiles.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import type { Engine } from './engine.ts'
import { freshRequests } from './fresh.ts'

export interface Course {
  /** Rounds that are measured, after `warmUp` that are not. */
  readonly rounds: number
  readonly warmUp: number
  /** The stream is cut into so many pieces, and the engines take turns by the piece. */
  readonly pieces: number
}

/**
 * Times engines side by side: in one process, piece by piece in turn, in the other order every other round. Each gets, just
 * before it starts on a piece, strings of its own that no engine has seen: as a browser's have just been written. Gives
 * nanoseconds for each decision, in the engines' order. `clock` in ns.
 */
export function race(
  engines: readonly Engine[],
  requests: readonly PageRequest[],
  { rounds, warmUp, pieces }: Course,
  clock: () => bigint = process.hrtime.bigint,
): Quantiles[] {
  const times = engines.map((): number[] => [])
  for (let round = 0; round < warmUp + rounds; round++) {
    const starters = engines.map((engine, number) => ({ engine, number, spent: 0n }))
    if (round % 2 === 1) starters.reverse()
    for (let piece = 0; piece < pieces; piece++) {
      const part = requests.slice(Math.floor((piece * requests.length) / pieces), Math.floor(((piece + 1) * requests.length) / pieces))
      for (const starter of starters) {
        const prepared = starter.engine.prepare(freshRequests(part))
        const startedAt = clock()
        starter.engine.run(prepared)
        starter.spent += clock() - startedAt
      }
    }
    if (round < warmUp) continue
    for (const { number, spent } of starters) times[number]?.push(Number(spent) / requests.length)
  }
  return times.map(quantiles)
}
