import { spawn } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { atPart } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { type Contestant, kioskContestant } from './kiosk.ts'
import { type State, startCoverSite, states } from './pages.ts'
import { plainContestant } from './plain.ts'

export interface CoverRow {
  readonly state: State
  readonly browser: string
  /** ms from the press (from the crash itself, for a crashed page) to the last pixel of the site. */
  readonly times: readonly number[]
  /** How often pixels of the site stayed. */
  readonly stayed: number
}

/** Every processor busy with something else, until the returned function is called. */
function fillProcessors(): () => void {
  const busy = cpus().map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }))
  const end = (): void => {
    for (const child of busy) child.kill('SIGKILL')
  }
  process.on('exit', end)
  return () => {
    process.off('exit', end)
    end()
  }
}

async function measure(contestants: readonly Contestant[], state: State, count: number, warmUp: number): Promise<CoverRow[]> {
  const rows = contestants.map(({ name }) => ({ state, browser: name, times: [] as number[], stayed: 0 }))
  const rest = state === 'full CPU' ? fillProcessors() : () => {}
  try {
    // In turn, so that both have the same machine.
    for (let round = -warmUp; round < count; round++) {
      for (const [at, contestant] of contestants.entries()) {
        const time = await contestant.once(state)
        const row = rows[at]
        if (row === undefined || round < 0) continue
        if (time === null) row.stayed += 1
        else row.times.push(time)
      }
    }
  } finally {
    rest()
  }
  return rows
}

/** Press to last site pixel, on the screen itself, beside plain Chromium's own way to close the same page. */
export const cover: Section = {
  name: 'cover',
  async run(depth, show) {
    const sites = await startCoverSite()
    const contestants: Contestant[] = []
    const rows: CoverRow[] = []
    try {
      contestants.push(await kioskContestant(sites), await plainContestant(sites))
      for (const state of states) {
        const isQuickState = state === 'healthy' || state === 'full CPU' || state === 'busy in long tasks'
        rows.push(
          ...(await measure(
            contestants,
            state,
            byDepth(depth, 1, isQuickState ? 7 : 4, isQuickState ? 60 : 30),
            state === 'healthy' ? 1 : 0,
          )),
        )
      }
    } finally {
      for (const contestant of contestants) await contestant.end()
      await sites.stop()
    }
    show({
      title: 'press to the last pixel of the site on the screen; ms',
      columns: ['', 'best', 'median', 'p95', 'worst', 'pixels stayed', 'of'],
      rows: rows.map(({ state, browser, times, stayed }) => [
        `${state}: ${browser}`,
        ...[0, 0.5, 0.95, 1].map((part) => (times.length === 0 ? '-' : whole(atPart(times, part)))),
        String(stayed),
        String(times.length + stayed),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return rows
  },
}
