/**
 * The eyes of the judge, in a thread of their own so that a busy kiosk does not blind them: look at every pixel of the screen
 * and at every window some fifty times a second, and tell what must not be there.
 */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { type ShownWindow, watchWindows } from './x-windows.ts'

export interface WatcherNeeds {
  readonly framebuffer: string
  readonly display: string
  readonly cookie: Uint8Array | null
  /** `rrggbb` */
  readonly marker: string
  readonly barHeight: number
}

/** Orders of the judge. */
export type Order =
  /** Only these windows may be there from now on, and one more: the page's. */
  | { readonly kind: 'windows'; readonly ours: readonly number[] }
  /** From now on (or no longer) the bar must look as it does now. */
  | { readonly kind: 'bar'; readonly held: boolean }
  /** Send what is below the bar at each look from now on (or no longer). */
  | { readonly kind: 'snapshot' | 'no-snapshot' }
  | { readonly kind: 'stop' }

/** What was seen; `at` is ms since the epoch of this machine, to compare between threads. */
export type Sight =
  | { readonly kind: 'marker'; readonly at: number; readonly pixels: number; readonly x: number; readonly y: number }
  | { readonly kind: 'window'; readonly at: number; readonly window: ShownWindow }
  | { readonly kind: 'bar'; readonly at: number; readonly share: number }
  | {
      readonly kind: 'frame'
      readonly at: number
      readonly cells: Uint32Array
      readonly top: number | null
      readonly windows: readonly ShownWindow[]
    }

const { framebuffer, display, cookie, marker, barHeight } = workerData as WatcherNeeds
const port = parentPort
if (port === null) throw new Error('the watcher is a thread')
const tell = (sight: Sight): void => port.postMessage(sight)
const now = (): number => performance.timeOrigin + performance.now()
const restMs = 15
/** Looked at on a grid: enough to know one picture from another. */
const gridStep = 12

const colour = Number.parseInt(marker, 16)
let ours: readonly number[] | null = null
let pageWindow: number | null = null
let isHeld = false
let barWas: Uint32Array | null = null
let wantsFrames = false
let isOver = false
const told = new Set<string>()

port.on('message', (order: Order) => {
  if (order.kind === 'windows') {
    ours = order.ours
    pageWindow = null
  } else if (order.kind === 'bar') {
    isHeld = order.held
    barWas = null
  } else if (order.kind === 'snapshot' || order.kind === 'no-snapshot') wantsFrames = order.kind === 'snapshot'
  else isOver = true
})

/** The screen as numbers, `0x00rrggbb` each. */
function look(): { width: number; height: number; pixels: Uint32Array } {
  const file = readFileSync(framebuffer)
  const word = (index: number): number => file.readUInt32BE(index * 4)
  const start = word(0) + word(19) * 12
  const [width, height] = [word(12) / 4, word(5)]
  const bytes = file.buffer.slice(file.byteOffset + start, file.byteOffset + start + width * height * 4)
  return { width, height, pixels: new Uint32Array(bytes) }
}

/** A patch of the marker, two rows of four: a single pixel may be chance in a photograph. */
function findMarker({ width, pixels }: ReturnType<typeof look>): { count: number; first: number } {
  let count = 0
  let first = -1
  let run = 0
  for (let index = 0; index < pixels.length; index += 1) {
    if (((pixels[index] ?? 0) & 0xffffff) !== colour) {
      run = 0
      continue
    }
    count += 1
    run += 1
    if (
      first < 0 &&
      run >= 4 &&
      ((pixels[index + width] ?? 0) & 0xffffff) === colour &&
      ((pixels[index + width - 3] ?? 0) & 0xffffff) === colour
    )
      first = index
  }
  return { count, first }
}

function cellsOf({ width, height, pixels }: ReturnType<typeof look>): Uint32Array {
  const cells: number[] = []
  for (let y = barHeight; y < height; y += gridStep)
    for (let x = 0; x < width; x += gridStep) cells.push((pixels[y * width + x] ?? 0) & 0xffffff)
  return Uint32Array.from(cells)
}

/** Does this menu lie over our bar? One look may fall between its coming and the bar's being put above it; two do not. */
let overBar = new Map<number, number>()
function isOverBar(window: ShownWindow, windows: readonly ShownWindow[]): boolean {
  const bar = windows.findLastIndex((one) => (ours ?? []).includes(one.id) && one.height === barHeight)
  const isAbove = window.y < barHeight && windows.indexOf(window) > bar
  overBar = new Map([...overBar, [window.id, isAbove ? (overBar.get(window.id) ?? 0) + 1 : 0]])
  return (overBar.get(window.id) ?? 0) > 1
}

function judgeWindows(windows: readonly ShownWindow[], width: number, height: number): void {
  if (ours === null) return
  for (const window of windows) {
    const isOnScreen = window.x < width && window.y < height && window.x + window.width > 0 && window.y + window.height > 0
    if (ours.includes(window.id) || window.id === pageWindow) continue
    // No page can make a window before it has its own.
    if (pageWindow === null && !window.isPopup) {
      pageWindow = window.id
      continue
    }
    if (!isOnScreen || window.width * window.height < 16) continue
    // The list of a select, a hint: part of the page, as long as it stays below our bar. What it does to pixels is seen as such.
    if (window.isPopup && !isOverBar(window, windows)) continue
    const name = `${window.id}`
    if (told.has(name)) continue
    told.add(name)
    tell({ kind: 'window', at: now(), window })
  }
}

const eyes = await watchWindows(display, cookie)
port.postMessage('ready')
while (!isOver) {
  const windows = await eyes.list().catch(() => null)
  if (windows === null) break
  const at = now()
  const screen = look()
  judgeWindows(windows, screen.width, screen.height)
  const { count, first } = findMarker(screen)
  if (first >= 0 && !told.has('marker')) {
    told.add('marker')
    tell({ kind: 'marker', at, pixels: count, x: first % screen.width, y: Math.floor(first / screen.width) })
  }
  if (isHeld) {
    const bar = screen.pixels.subarray(0, screen.width * barHeight)
    if (barWas === null) barWas = bar.slice()
    let different = 0
    for (let index = 0; index < bar.length; index += 1) if (bar[index] !== barWas[index]) different += 1
    // The caret of a field and the like; a window over the bar is far more.
    if (different > bar.length * 0.002) tell({ kind: 'bar', at, share: different / bar.length })
  }
  if (wantsFrames) {
    const cover = windows.filter(
      (one) => !one.isPopup && one.x <= 0 && one.y <= 0 && one.width >= screen.width && one.height >= screen.height,
    )
    tell({ kind: 'frame', at, cells: cellsOf(screen), top: cover.at(-1)?.id ?? null, windows })
  }
  await new Promise((resolve) => setTimeout(resolve, restMs))
}
eyes.close()
process.exit()
