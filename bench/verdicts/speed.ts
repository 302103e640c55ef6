import { loadavg } from 'node:os'
import type { Quantiles } from '#bench/quantiles.ts'
import { bareUrl } from './engines/bare-url.ts'
import { ghostery } from './engines/ghostery.ts'
import { ours, oursCompiled } from './engines/ours.ts'
import { ubo } from './engines/ubo.ts'
import { urlPattern } from './engines/url-pattern.ts'
import { madeUpList } from './made-up-list.ts'
import { race } from './race.ts'
import { ReferencePolicy } from './reference.ts'
import { madeUpStream } from './stream.ts'
import { countWrong, type Wrong } from './wrong.ts'

const streamLength = 20_000

export interface SpeedRow extends Quantiles {
  readonly engine: string
  /** Times as long as ours took in the same run, by the best rounds and by the middle ones. */
  readonly ratio: number
  readonly ratioOfMedians: number
  readonly wrong: Wrong | null
}

export interface Speed {
  readonly approvals: number
  readonly load: number
  readonly notRun: readonly string[]
  readonly rows: readonly SpeedRow[]
}

/** How many requests the slow reference judges: about 10^9 comparisons of lines, since each costs as many as there are approvals. */
const sampleOf = (approvals: number): number => Math.max(40, Math.min(streamLength, Math.floor(40_000_000 / approvals)))

/** Races all engines that can stand so many approvals, and counts each one's wrong verdicts. */
export async function measureSpeed(approvals: number, rounds: number): Promise<Speed> {
  const entries = madeUpList(approvals)
  // Patterns one by one, and a block list of 174 MB of text, take minutes for nothing: named, not hidden.
  const makers = [ours, oursCompiled, ghostery, ...(approvals < 1_000_000 ? [ubo] : []), ...(approvals <= 100 ? [urlPattern] : []), bareUrl]
  const engines = []
  for (const maker of makers) engines.push(await maker.build(entries))
  const requests = madeUpStream(entries, streamLength, approvals)
  const times = race(engines, requests, { rounds, warmUp: 4, pieces: 16 })
  const load = loadavg()[0] ?? 0

  const every = Math.max(1, Math.floor(streamLength / sampleOf(approvals)))
  const sample = requests.filter((_, at) => at % every === 0)
  const reference = new ReferencePolicy(entries, null)
  const expected = sample.map((request) => reference.judge(request, 0).kind)
  const first = times[0]
  const rows = engines.flatMap((engine, at) => {
    const time = times[at]
    if (time === undefined || first === undefined) return []
    const wrong = countWrong(engine, sample, expected)
    return [{ engine: engine.name, ...time, ratio: time.best / first.best, ratioOfMedians: time.median / first.median, wrong }]
  })
  const ran = new Set(makers)
  return { approvals, load, notRun: [ubo, urlPattern].filter((maker) => !ran.has(maker)).map(({ name }) => name), rows }
}
