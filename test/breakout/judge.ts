import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { barHeight } from '#core/contract/bridge.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { readFramebuffer, type ScreenPicture } from '#demo/framebuffer.ts'
import type { AttackSites } from './attack-sites.ts'
import { type JudgedKiosk, now, startJudgedKiosk, tileId, type Weakness } from './kiosk.ts'
import { readNetLog } from './net-log.ts'
import type { AttackPage } from './pages-folder.ts'
import { type Watch, watchScreen } from './watch.ts'
import type { ShownWindow } from './x-windows.ts'

/** How a page is tried (issue 3): its time, the child's two presses, and how fast the cover must be. */
export interface Trial {
  readonly lifeMs: number
  readonly pressesAtMs: readonly number[]
  readonly coverWithinMs: number
}
export const usualTrial: Trial = { lifeMs: 5_000, pressesAtMs: [900, 2_600], coverWithinMs: 1_000 }

/** What a criterion is about; `closed` fails only a page that must work. */
export type Criterion =
  | 'tcp'
  | 'udp'
  | 'dns'
  | 'window'
  | 'file'
  | 'bar-pixels'
  | 'bar-press'
  | 'cover'
  | 'forbidden-pixels'
  | 'closed'
  | 'kiosk'

export interface Fault {
  readonly criterion: Criterion
  readonly says: string
}

export interface Judgement {
  readonly verdict: 'contained' | 'works' | 'FAILED'
  readonly reason: string
  readonly faults: readonly Fault[]
  /** From the press to a screen without a pixel of the page, ms; null where it was covered before. */
  readonly coverMs: number | null
  /** The screen at the worst moment, and what it showed after. */
  readonly pictures: readonly Buffer[]
}

/** How long a page may take to be there; then the press is made where the child is. */
const openPatienceMs = 10_000
/** A fresh page on a noisy machine: windows are put in order and painted. */
const settleMs = 800
/** Nothing is held against the bar this close to a change of screen: two threads look at two clocks. */
const changeMs = 80
/** The hand comes to the button and rests there for so long before it presses (demo/hands.ts). */
const handMs = 50
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Everything under a folder, by path, with its size. */
function filesUnder(folder: string): Map<string, number> {
  const found = new Map<string, number>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) found.set(join(entry.parentPath, entry.name), 0)
  }
  return found
}

/** Files of the browser's outside its profile; what it needs for itself begins with a dot, or is a fixed place of its libraries. */
function strayFiles(folder: string): string[] {
  const own =
    /^(home\/(\.|dconf\/|pulse\/|mesa_shader_cache|fontconfig|chromium\/|gtk-)|tmp\/(\.|mesa_shader_cache|fontconfig|dconf|chromium\/|pulse|scoped_dir|runtime-)|profile\/|authority$)/
  try {
    return [...filesUnder(folder).keys()].map((path) => path.slice(folder.length + 1)).filter((path) => !own.test(path))
  } catch {
    return []
  }
}

const windowName = ({ title, width, height, x, y }: ShownWindow): string => `"${title}" ${width}×${height} at ${x},${y}`

/** Tries one page in a kiosk of its own, and judges it. Throws only when the kiosk itself cannot be started. */
export async function judgePage(
  page: Pick<AttackPage, 'path' | 'expect'>,
  sites: AttackSites,
  weakness: Weakness = {},
  trial = usualTrial,
): Promise<Judgement> {
  sites.forgetHeard()
  const kiosk = await startPatiently(sites, page.path, weakness)
  const faults: Fault[] = []
  const blame = (criterion: Criterion, says: string): void => {
    if (faults.filter((one) => one.criterion === criterion).length < 3) faults.push({ criterion, says })
  }
  const pictures: Buffer[] = []
  const display = kiosk.shell.display
  if (display?.framebuffer == null) throw new Error('the judge needs a virtual display')
  const framebuffer = display.framebuffer
  const look = (): ScreenPicture => readFramebuffer(framebuffer)
  let watch: Watch | null = null
  let outcome: Outcome = { coverMs: null, covered: '' }
  let proxy = ''
  try {
    proxy = proxyOf(kiosk)
    const folder = dirname(/--user-data-dir=([^\0 ]+)/.exec(commandLine(kiosk))?.[1] ?? '/none/none')
    watch = await watchScreen(display, sites.marker, (sight) => {
      if (sight.kind !== 'frame' && pictures.length === 0) pictures.push(look().png())
    })
    const filesBefore = new Set(strayFiles(folder))
    outcome = await live(kiosk, watch, trial, blame, page.expect)
    pictures.push(look().png())
    for (const path of strayFiles(folder)) if (!filesBefore.has(path)) blame('file', `a file appeared: ${path}`)
  } catch (fault) {
    blame('kiosk', fault instanceof Error ? fault.message : String(fault))
    pictures.push(look().png())
  } finally {
    await watch?.stop()
    await kiosk.stop()
  }
  for (const sight of watch?.sights ?? []) {
    if (sight.kind === 'window') blame('window', `a window appeared: ${windowName(sight.window)}`)
    if (sight.kind === 'marker')
      blame('forbidden-pixels', `${sight.pixels} pixels of the forbidden site on the screen at ${sight.x},${sight.y}`)
    if (sight.kind === 'bar' && wasOnPage(kiosk, sight.at))
      blame('bar-pixels', `${(sight.share * 100).toFixed(1)} % of the bar's pixels changed`)
  }
  for (const line of sites.heard) blame(line.startsWith('DNS') ? 'dns' : line.startsWith('UDP') ? 'udp' : 'tcp', line)
  for (const line of await readNetLog(kiosk.netLog, proxy).catch(() => ['DNS: the browser’s own record could not be read']))
    blame(line.startsWith('DNS') ? 'dns' : line.includes('UDP') ? 'udp' : 'tcp', line)
  kiosk.clear()
  const reason = faults.map((one) => one.says).join('; ')
  if (faults.length > 0) return { verdict: 'FAILED', reason, faults, coverMs: outcome.coverMs, pictures }
  return { verdict: page.expect, reason: outcome.covered, faults, coverMs: outcome.coverMs, pictures: [] }
}

/** A machine that is busy with something else may not get a browser up in time: that says nothing about the page. */
async function startPatiently(sites: AttackSites, path: string, weakness: Weakness): Promise<JudgedKiosk> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await startJudgedKiosk(sites, path, weakness)
    } catch (fault) {
      if (tries === 3 || !(fault instanceof HedgerowError) || fault.code !== 'HG_SHELL_SILENT') throw fault
    }
  }
}

const commandLine = (kiosk: JudgedKiosk): string => readFileSync(`/proc/${kiosk.shell.run?.pid}/cmdline`, 'utf8')
const proxyOf = (kiosk: JudgedKiosk): string => /--proxy-server=([^\0 ]+)/.exec(commandLine(kiosk))?.[1] ?? ''

/** Was the page on show, and settled, at this moment? */
function wasOnPage(kiosk: JudgedKiosk, at: number): boolean {
  const index = kiosk.screens.findLastIndex((one) => one.at <= at)
  const since = kiosk.screens[index]
  const until = kiosk.screens[index + 1]
  return since?.kind === 'page' && at - since.at > settleMs && (until === undefined || until.at - at > changeMs)
}

interface Outcome {
  readonly coverMs: number | null
  readonly covered: string
}

/** The page's few seconds, the child's two presses, and the press on the bar. */
async function live(
  kiosk: JudgedKiosk,
  watch: Watch,
  trial: Trial,
  blame: (criterion: Criterion, says: string) => void,
  expect: AttackPage['expect'],
): Promise<Outcome> {
  const { shell, hands } = kiosk
  const display = shell.display
  const kind = (): string => kiosk.view().screen.kind
  const screenSays = (): string => {
    const { screen } = kiosk.view()
    return screen.kind === 'closed' ? `closed (${screen.reason})` : screen.kind
  }
  const { width = 0, height = 0 } = display ?? {}
  // At its start the kiosk tries its own locks, with a window of their own.
  await kiosk.toClasses()
  watch.order({ kind: 'windows', ours: await ownWindows(watch) })
  await kiosk.open(tileId)
  const openedAt = now()
  while (kind() === 'opening' && now() - openedAt < openPatienceMs) await pause(10)
  const startedAt = now()
  await pause(settleMs)
  let isHeld = false
  const presses = [...trial.pressesAtMs]
  while (now() - startedAt < trial.lifeMs) {
    if (kind() === 'page' && !isHeld) {
      watch.order({ kind: 'bar', held: true })
      isHeld = true
    }
    const due = presses[0]
    if (due !== undefined && now() - startedAt >= due) {
      presses.shift()
      // A cover of ours is not the page: nobody presses its buttons for a child.
      if (kind() === 'page') await hands.press(width >> 1, (height + barHeight) >> 1)
    }
    await pause(20)
  }
  const isPage = kind() === 'page'
  const before = screenSays()
  if (expect === 'works' && !isPage) blame('closed', `it was not on the screen any more: ${before}`)

  const surface = isPage ? 'bar' : 'main'
  const button = await Promise.race([kiosk.findButton(surface, 'tell'), pause(2_000).then(() => null)])
  if (button === null) {
    blame('bar-press', `there is no Tell button on ${before}`)
    return { coverMs: null, covered: '' }
  }
  watch.order({ kind: 'bar', held: false })
  const framesFrom = watch.sights.length
  watch.order({ kind: 'snapshot' })
  // One press: it must be the first that is answered.
  const pressedAt = now() + handMs
  await hands.press(button.x, button.y)
  while (kind() !== 'tell' && now() - pressedAt < trial.coverWithinMs + 1_000) await pause(5)
  const answeredMs = Math.round(now() - pressedAt)
  if (kind() !== 'tell') {
    blame('bar-press', `the first press on Tell was not answered on ${before}; the kiosk shows ${screenSays()}`)
    return { coverMs: null, covered: '' }
  }
  if (!isPage) {
    await pause(150)
    return { coverMs: null, covered: `covered by us before the press: ${before}; Tell answered in ${answeredMs} ms` }
  }
  await pause(Math.max(0, pressedAt + trial.coverWithinMs + 500 - now()))
  const frames = watch.sights.slice(framesFrom).filter((sight) => sight.kind === 'frame')
  const last = frames.at(-1)
  const mainId = last?.top ?? null
  if (!last || mainId === null || !isAbovePage(last.windows, mainId)) {
    blame('cover', `our cover is not the highest window ${trial.coverWithinMs + 500} ms after the press`)
    return { coverMs: null, covered: '' }
  }
  const first = frames.find((frame) => frame.at >= pressedAt && isAbovePage(frame.windows, mainId) && isCovered(frame.cells, last.cells))
  const coverMs = first === undefined ? null : Math.round(first.at - pressedAt)
  if (coverMs === null || coverMs > trial.coverWithinMs)
    blame(
      'cover',
      `the cover took over ${coverMs === null ? 'never' : `${coverMs} ms after the press`}; ${trial.coverWithinMs} ms are allowed`,
    )
  return { coverMs, covered: `covered ${coverMs} ms after the press` }
}

/** Our two windows, before any page was opened. */
async function ownWindows(watch: Watch): Promise<readonly number[]> {
  watch.order({ kind: 'snapshot' })
  for (;;) {
    await pause(20)
    const frame = watch.sights.findLast((sight) => sight.kind === 'frame')
    if (frame) {
      watch.order({ kind: 'no-snapshot' })
      return frame.windows.map((one) => one.id)
    }
  }
}

/** Nothing stands above our big window but a hint or menu that is below the bar's place and about to go. */
function isAbovePage(windows: readonly ShownWindow[], main: number): boolean {
  return windows.filter((one) => !one.isPopup || one.y < barHeight).at(-1)?.id === main
}

/** The same as the cover's last look but for what moves on it, or one plain colour: a window that is just being painted. */
function isCovered(cells: Uint32Array, cover: Uint32Array): boolean {
  const isPlain = cells.every((one) => one === cells[0])
  let same = 0
  for (let index = 0; index < cells.length; index += 1) if (cells[index] === cover[index]) same += 1
  return isPlain || same / cells.length > 0.85
}

/** Writes what a failed page looked like to `folder`. */
export function keepPictures(folder: string, name: string, pictures: readonly Buffer[]): void {
  mkdirSync(folder, { recursive: true })
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80)
  pictures.forEach((picture, index) => {
    writeFileSync(join(folder, `${plain}${index === 0 ? '' : `-${index + 1}`}.png`), picture)
  })
}
