import { loadavg } from 'node:os'
import { plainChromium } from '#bench/chromium/plain.ts'
import { atPart } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { kioskDisplay } from '#chromium/display.ts'
import { pause, startChromium } from '#test/shells/chromium-row.ts'
import { listJudge } from '#test/shells/judge.ts'
import { type FarSide, startFarSide } from './far-side.ts'
import { pageHost } from './site.ts'

const delayMs = 30
const sizes = [1, 30, 100]

/** Milliseconds by the page's own clock, from the start of its navigation to the end of its load event; null until then. */
const loadedIn = `(() => { const [entry] = performance.getEntriesByType('navigation'); return entry && entry.loadEventEnd > 0 ? entry.loadEventEnd : null })()`

interface Loader {
  readonly name: string
  /** In a context of its own, as a child's page is: nothing is kept from the last one. */
  load(url: string): Promise<number>
  end(): Promise<void>
}

async function until(ask: () => Promise<number | null>): Promise<number> {
  for (const end = performance.now() + 20_000; performance.now() < end; await pause(15)) {
    const got = await ask().catch(() => null)
    if (got !== null) return got
  }
  throw new Error('the page did not load in 20 s')
}

async function kioskLoader(sites: FarSide['sites']): Promise<Loader> {
  const kiosk = await startChromium(listJudge([{ url: `https://${pageHost}/`, scope: 'site', also: [], companions: [] }]), { sites })
  return {
    name: 'kiosk',
    async load(url) {
      await kiosk.shell.openPage(url)
      await kiosk.eventually('the page is ready', () => kiosk.events.some((event) => event.kind === 'ready'))
      kiosk.shell.showPage()
      const time = await until(() => kiosk.inPage<number | null>(loadedIn))
      await kiosk.afresh()
      return time
    },
    end: () => kiosk.stop(),
  }
}

async function plainLoader(port: number, trustFlag: string): Promise<Loader> {
  const display = await kioskDisplay({ width: 1280, height: 720 }, { ...process.env, DISPLAY: '' })
  const browser = await plainChromium(display, [`--host-resolver-rules=MAP * 127.0.0.1:${port}`, trustFlag])
  const { pipe } = browser
  return {
    name: 'plain Chromium',
    async load(url) {
      const { browserContextId } = await pipe.send('Target.createBrowserContext')
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank', browserContextId, newWindow: true })
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
      await pipe.send('Page.navigate', { url }, sessionId)
      const time = await until(async () => {
        const { result } = await pipe.send('Runtime.evaluate', { expression: loadedIn, returnByValue: true }, sessionId)
        return typeof result.value === 'number' ? result.value : null
      })
      await pipe.send('Target.disposeBrowserContext', { browserContextId })
      return time
    },
    async end() {
      await browser.end()
      display.stop()
    },
  }
}

export interface PageRow {
  readonly parts: number
  readonly browser: string
  readonly times: readonly number[]
  /** Parts that never came to the site, of all loads together. */
  readonly missed: number
  /** By the middle ones of this run. */
  readonly ratio: number
}

/** How long pages take to load over a line of 30 ms, through the kiosk and through plain Chromium. */
export const page: Section = {
  name: 'page',
  async run(depth, show) {
    const far = await startFarSide(delayMs)
    const loaders: Loader[] = []
    const rows: PageRow[] = []
    let load = 0
    try {
      loaders.push(await kioskLoader(far.sites), await plainLoader(far.port, far.sites.trustFlag))
      for (const parts of sizes) {
        const times = loaders.map((): number[] => [])
        const missed = loaders.map(() => 0)
        const count = byDepth(depth, 2, 6, 30)
        for (let round = -1; round < count; round++) {
          // In turn, the other one first every other time.
          for (const at of round % 2 === 0 ? [0, 1] : [1, 0]) {
            load += 1
            const time = (await loaders[at]?.load(`https://${pageHost}/${parts}/${load}`)) ?? 0
            if (round < 0) continue
            times[at]?.push(time)
            missed[at] = (missed[at] ?? 0) + parts - (await far.came(load))
          }
        }
        const bare = atPart(times[1] ?? [], 0.5)
        for (const [at, { name: browser }] of loaders.entries())
          rows.push({ parts, browser, times: times[at] ?? [], missed: missed[at] ?? 0, ratio: atPart(times[at] ?? [], 0.5) / bare })
      }
    } finally {
      for (const loader of loaders) await loader.end()
      await far.end()
    }
    show({
      title: `loading a page over a line of ${delayMs} ms; ms, from navigation to the end of the load event`,
      columns: ['', 'best', 'median', 'p95', 'x plain', 'parts missed', 'loads'],
      rows: rows.map(({ parts, browser, times, missed, ratio }) => [
        `${parts} parts: ${browser}`,
        ...[0, 0.5, 0.95].map((part) => whole(atPart(times, part))),
        ratio.toFixed(2),
        String(missed),
        String(times.length),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return rows
  },
}
