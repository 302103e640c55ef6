import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { plainChromium } from '#bench/chromium/plain.ts'
import { atPart } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { type KioskDisplay, kioskDisplay } from '#chromium/display.ts'
import { xClient } from '#chromium/x-client.ts'
import type { KioskView } from '#core/contract/view.ts'
import { startDemoKiosk } from '#demo/demo-kiosk.ts'
import { HubReady } from '#demo/hub.ts'
import { root, startProgram } from '#demo/programs.ts'
import { pause } from '#test/shells/chromium-row.ts'
import { startBareSite } from './bare-site.ts'
import { family, proportionalMb } from './memory.ts'
import { alike, sampleScreen } from './screen-sample.ts'

interface Started {
  readonly pid: number
  end(): Promise<void>
}
interface Starter {
  readonly name: string
  start(display: KioskDisplay): Promise<Started>
}

/** So much of the screen has to be as it will stay. */
const painted = 0.98
const patienceMs = 20_000
const stillMs = 2_500
const restLooks = 12
/** A screen of fewer colours is empty, or only begun. */
const leastColours = 40

/** Brings the demo's hub up and a kiosk of its school once, so that the next start comes to the sign-in screen. */
async function enrolOnce(folder: string) {
  const hub = await startProgram(process.execPath, ['demo/hub.ts', '--data', join(folder, 'hub')])
  const { url, code } = HubReady.parse(hub.ready)
  const { kiosk, child } = await startDemoKiosk({ data: join(folder, 'kiosk'), hub: url })
  let view: KioskView
  try {
    await kiosk.enrol(url, code, 'Bench')
    await child.sees('classes')
    view = kiosk.view()
  } finally {
    await kiosk.stop()
  }
  return { hub, url, view }
}

function kioskStarter(data: string, hub: string): Starter {
  return {
    name: 'kiosk',
    async start(display) {
      const env = { ...process.env, DISPLAY: display.name, ...(display.authority ? { XAUTHORITY: display.authority } : {}) }
      const child = spawn(process.execPath, ['chromium/main.ts', '--data', data, '--hub', hub], { cwd: root, env, stdio: 'ignore' })
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      return {
        pid: child.pid ?? 0,
        async end() {
          child.kill('SIGTERM')
          const killer = setTimeout(() => child.kill('SIGKILL'), 8_000)
          await gone
          clearTimeout(killer)
        },
      }
    },
  }
}

const bareStarter = (url: string): Starter => ({
  name: 'chromium --kiosk',
  start: (display) => plainChromium(display, ['--kiosk'], url),
})

interface Try {
  readonly ms: number
  readonly mb: number
  readonly processes: number
  readonly screen: Uint32Array
}

/** Waits until something is painted and nothing has changed for a while: how the screen will stay. */
async function untilStill(framebuffer: string): Promise<void> {
  let before = sampleScreen(framebuffer)
  let since = performance.now()
  for (const end = performance.now() + 2 * patienceMs; performance.now() < end; await pause(100)) {
    const now = sampleScreen(framebuffer)
    if (alike(before, now) < 1 || new Set(now).size < leastColours) since = performance.now()
    if (performance.now() - since > stillMs) return
    before = now
  }
  throw new Error('nothing stayed painted')
}

/** What it takes at rest: the least of several looks in six seconds, since the kiosk's self-check and daily proof have a page of their own for a while. */
async function atRest(pid: number): Promise<Pick<Try, 'mb' | 'processes'>> {
  let least = { mb: Number.POSITIVE_INFINITY, processes: 0 }
  for (let look = 0; look < restLooks; look++) {
    await pause(500)
    const processes = family(pid)
    const mb = proportionalMb(processes)
    if (mb < least.mb) least = { mb, processes: processes.length }
  }
  return least
}

/** Starts it once on a fresh virtual screen. `wanted` null: just lets it settle, to learn how the screen will stay. */
async function tryOnce(starter: Starter, wanted: Uint32Array | null): Promise<Try | null> {
  const display = await kioskDisplay({ width: 1280, height: 720 }, { ...process.env, DISPLAY: '' })
  const { framebuffer } = display
  if (framebuffer === null) throw new Error('no virtual screen')
  // The server ends with its last client, and the kiosk looks at it once before it stays.
  const client = await xClient(display.number, display.cookie)
  const startedAt = performance.now()
  const started = await starter.start(display)
  try {
    let ms = Number.POSITIVE_INFINITY
    if (wanted === null) await untilStill(framebuffer)
    else {
      while (alike(sampleScreen(framebuffer), wanted) < painted) {
        if (performance.now() - startedAt > patienceMs) return null
        await pause(10)
      }
      ms = performance.now() - startedAt
    }
    const screen = sampleScreen(framebuffer)
    const rest = await atRest(started.pid)
    return { ms, ...rest, screen }
  } finally {
    await started.end()
    client.close()
    display.stop()
  }
}

export interface StartRow {
  readonly name: string
  readonly times: readonly number[]
  readonly memoryMb: readonly number[]
  readonly processes: number
  /** Starts that never came to the screen. */
  readonly failed: number
}

/** From nothing to the painted sign-in screen, and what it takes in memory: the kiosk, and bare Chromium with the same built page. */
export const start: Section = {
  name: 'start',
  async run(depth, show) {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-bench-start-'))
    const { hub, url, view } = await enrolOnce(folder)
    const bare = await startBareSite(view)
    const starters = [kioskStarter(join(folder, 'kiosk'), url), bareStarter(bare.url)]
    const tries = starters.map((): Try[] => [])
    const failed = starters.map(() => 0)
    let same: number
    try {
      const finals: Uint32Array[] = []
      for (const starter of starters) finals.push((await tryOnce(starter, null))?.screen ?? new Uint32Array())
      same = alike(finals[0] ?? new Uint32Array(), finals[1] ?? new Uint32Array())
      for (let round = 0; round < byDepth(depth, 1, 4, 15); round++) {
        for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) {
          const starter = starters[at]
          const one = starter === undefined ? null : await tryOnce(starter, finals[at] ?? null)
          if (one === null) failed[at] = (failed[at] ?? 0) + 1
          else tries[at]?.push(one)
        }
      }
    } finally {
      bare.close()
      await hub.stop()
      rmSync(folder, { recursive: true, force: true })
    }
    const rows = starters.map(
      ({ name }, at): StartRow => ({
        name,
        times: (tries[at] ?? []).map(({ ms }) => ms),
        memoryMb: (tries[at] ?? []).map(({ mb }) => mb),
        processes: tries[at]?.[0]?.processes ?? 0,
        failed: failed[at] ?? 0,
      }),
    )
    const middle = (values: readonly number[] | undefined): number => (values?.length ? atPart(values, 0.5) : Number.NaN)
    const last = rows[1]
    show({
      title: `start to the painted sign-in screen (${Math.round(same * 100)} % of both pictures alike); ms, MB of all processes (PSS)`,
      columns: ['', 'best', 'median', 'p95', 'x bare', 'MB', 'x bare', 'processes', 'failed', 'starts'],
      rows: rows.map(({ name, times, memoryMb, processes, failed: failures }) => [
        name,
        ...[0, 0.5, 0.95].map((part) => (times.length === 0 ? '-' : whole(atPart(times, part)))),
        (middle(times) / middle(last?.times)).toFixed(2),
        whole(middle(memoryMb)),
        (middle(memoryMb) / middle(last?.memoryMb)).toFixed(2),
        String(processes),
        String(failures),
        String(times.length + failures),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return { rows, alike: same }
  },
}
