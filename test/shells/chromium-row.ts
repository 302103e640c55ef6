import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { IsThere } from '#chromium/measures.ts'
import { type ChromiumShell, chromiumShell } from '#chromium/shell.ts'
import { barHeight, kioskOrigin } from '#core/contract/bridge.ts'
import type { CallName } from '#core/contract/calls.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { PageEvent } from '#core/ports.ts'
import { type Hands, handsOn } from '#demo/hands.ts'
import { type BuiltInSite, builtInSite } from '#host/built-in-site.ts'
import type { UpstreamSettings } from '#host/egress/upstream-settings.ts'
import { ownSites } from '#host/own-sites.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour, forbiddenUrl, gardenUrl, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import type { RunningShell, ShellRow } from './driver.ts'
import { readScreen, type Screen } from './screen.ts'

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const real = ownSites()
/** Two plain screens in two colours, under the policy of the real ones. */
export const standInUi = builtInSite(kioskOrigin, folder('./fixtures/ui'), real.ui.headers)
export const realUi = real.ui
export const mainColour = '#2f6b4f'
export const barColour = '#d98324'

/** A real Chromium on a virtual screen, with more to hold it by than the suite needs. */
export interface RunningChromium extends RunningShell {
  readonly shell: ChromiumShell
  readonly sites: RunningSites
  readonly hands: Hands
  readonly faults: readonly string[]
  readonly notes: readonly string[]
  /** The owner throws when it is told of the next message box. */
  failNext(): void
  /** The folder in which the browser keeps all that it writes. */
  folder(): string
  /** The whole screen, now. */
  look(): Screen
  /** JavaScript in the open page, as the page's own. */
  inPage<T>(expression: string): Promise<T>
  /** Opens an address, waits for `ready` and shows it. */
  visit(url: string): Promise<void>
  /** Waits until this is so; rejects after 10 s with `what`. */
  eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void>
  /** Closes and forgets the page and all that was recorded: a fresh start in the same browser. */
  afresh(): Promise<void>
}

export interface ChromiumOptions {
  readonly sites?: RunningSites
  readonly ui?: BuiltInSite
  readonly screen?: { readonly width: number; readonly height: number }
  readonly flags?: readonly string[]
  answer?(name: CallName, input: unknown): unknown
  readonly upstream?: UpstreamSettings
  readonly pageMemory?: number
  /** Made by `without`. */
  readonly isThere?: IsThere
}

const patienceMs = 10_000
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export async function startChromium(
  judge: (request: PageRequest) => Verdict,
  { ui = standInUi, screen, flags = [], answer = () => 'done', upstream, pageMemory, isThere, ...given }: ChromiumOptions = {},
): Promise<RunningChromium> {
  const sites = given.sites ?? (await startNeighbourhood())
  const events: PageEvent[] = []
  const asked: PageRequest[] = []
  const calls: { name: CallName; input: unknown }[] = []
  const faults: string[] = []
  const notes: string[] = []
  let failsAt: PageEvent['kind'] | null = null
  const shell = chromiumShell(
    {
      ui,
      practice: real.practice,
      ...(screen ? { screen } : {}),
      resolve: sites.resolve,
      upstream,
      pageMemory,
      extraFlags: [sites.trustFlag, ...flags],
      log: { note: (event, fields) => notes.push(fields?.code === undefined ? event : `${event} ${fields.code}`) },
    },
    isThere,
  )
  await shell.start({
    judge(request) {
      asked.push(request)
      return judge(request)
    },
    onPage(event) {
      events.push(event)
      if (event.kind !== failsAt) return
      failsAt = null
      throw new Error('the owner failed')
    },
    answer: async (name, input) => {
      calls.push({ name, input })
      return answer(name, input) as never
    },
    onShellFault: (detail) => faults.push(detail),
  })
  const display = shell.display
  const framebuffer = display?.framebuffer
  if (!display || typeof framebuffer !== 'string') throw new Error('the shell is not on a virtual screen')
  const hands = handsOn(display)
  const look = (): Screen => readScreen(framebuffer)

  function page() {
    const run = shell.run
    if (!run?.page) throw new Error('no page is open')
    return { pipe: run.pipe, session: run.page.session }
  }
  async function inPage<T>(expression: string): Promise<T> {
    const { pipe, session } = page()
    const asking = pipe.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true }, session)
    const answered = await Promise.race([asking, pause(patienceMs).then(() => null)])
    if (!answered) throw new Error(`the page did not answer: ${expression.slice(0, 80)}`)
    if (answered.exceptionDetails) throw new Error(answered.exceptionDetails.exception?.description ?? answered.exceptionDetails.text)
    return answered.result.value as T
  }
  /** Starts something in the page that may never come back. */
  function letPage(expression: string): void {
    const { pipe, session } = page()
    pipe.tell('Runtime.evaluate', { expression, userGesture: true }, session)
  }
  async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + patienceMs
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`not within ${patienceMs} ms: ${what}; came: ${JSON.stringify(events)}`)
      await pause(25)
    }
  }
  async function until(fits: (event: PageEvent) => boolean): Promise<PageEvent> {
    await eventually('an event that fits', () => events.some(fits))
    const found = events.find(fits)
    if (!found) throw new Error('the event went away')
    return found
  }
  /** A real press in the middle of an element that covers the page. */
  async function pressOn(html: string): Promise<void> {
    // Painted first: a press finds what is on the screen.
    await inPage(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(html)});
      new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)))`)
    const { pipe, session } = page()
    for (const type of ['mousePressed', 'mouseReleased'] as const) {
      pipe.tell('Input.dispatchMouseEvent', { type, x: 200, y: 200, button: 'left', clickCount: 1 }, session)
    }
    await pause(30)
  }
  const link = (url: string, more = ''): string => `<a href="${url}" ${more} style="position:fixed;inset:0;z-index:9"></a>`

  return {
    shell,
    sites,
    hands,
    events,
    asked,
    calls,
    faults,
    notes,
    approvedUrl: gardenUrl,
    forbiddenUrl,
    failNext() {
      failsAt = 'dialog'
    },
    folder() {
      const profile = /--user-data-dir=([^\0 ]+)/.exec(readFileSync(`/proc/${shell.run?.pid}/cmdline`, 'utf8'))?.[1]
      if (profile === undefined) throw new Error('the browser has no folder')
      return dirname(profile)
    },
    look,
    inPage,
    eventually,
    until,
    async visit(url) {
      const before = events.length
      await shell.openPage(url)
      await eventually('the page is ready', () => events.slice(before).some((event) => event.kind === 'ready'))
      shell.showPage()
      if (ui !== standInUi) return pause(500)
      const { width } = look()
      await eventually('the page is on show under the bar', () => {
        const screenNow = look()
        return screenNow.share(mainColour) < 0.05 && screenNow.share(barColour, { x: 0, y: 0, width, height: barHeight }) > 0.9
      })
    },
    async afresh() {
      // A browser that had to be started anew, on a machine that was too busy for the old one.
      await eventually('the browser runs', () => shell.run !== null)
      shell.cover()
      await shell.forget()
      events.length = 0
      asked.length = 0
      calls.length = 0
      sites.forgetSeen()
    },
    page: {
      clickLink: (url, { newWindow = false } = {}) => pressOn(link(url, newWindow ? 'target="_blank"' : '')),
      async goByScript(url) {
        letPage(`location.href = ${JSON.stringify(url)}`)
      },
      async openWindow(url) {
        letPage(`void window.open(${JSON.stringify(url)})`)
      },
      pushState: (path) => inPage(`history.pushState(null, '', ${JSON.stringify(path)})`),
      download: () => pressOn(link('/maths/file')),
      async alert() {
        letPage('alert("hello")')
      },
      async crash() {
        const { pipe, session } = page()
        pipe.tell('Page.crash', undefined, session)
      },
      async hang() {
        letPage('while (true);')
      },
      load: (url) => inPage(`fetch(${JSON.stringify(url)}, { mode: 'no-cors', cache: 'no-store' }).then(() => true, () => false)`),
      storeSomething: () =>
        inPage(`(async () => {
          localStorage.setItem('left', 'behind')
          document.cookie = 'left=behind; max-age=9999; secure'
          await (await caches.open('left')).put('/maths/behind', new Response('x'))
          await new Promise((done) => { indexedDB.open('left').onsuccess = done })
        })()`),
      hasStored: () =>
        inPage(`(async () => localStorage.length > 0 || document.cookie !== '' || (await caches.keys()).length > 0
          || (await indexedDB.databases()).length > 0)()`),
    },
    screen: {
      async middle() {
        await pause(150)
        const screenNow = look()
        return screenNow.pixel(screenNow.width >> 1, (screenNow.height * 3) >> 2) === approvedColour ? 'page' : 'main'
      },
      async barIsThere() {
        await pause(150)
        const { width } = look()
        return look().share(barColour, { x: 0, y: 0, width, height: barHeight }) > 0.9
      },
      async callFrom(surface, name, input) {
        const run = shell.run
        if (!run) throw new Error('no browser')
        return run.screens.evaluate(surface, `window.hedgerow.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)
      },
      pageHasBridge: () =>
        inPage(`[window.hedgerow, window.hedgerowSend, window.hedgerowReceive, window.hedgerowGuard].some((found) => found !== undefined)`),
    },
    async stop() {
      await shell.stop()
      if (!given.sites) await sites.stop()
    },
  }
}

export const chromiumRow: ShellRow = { name: 'chromium', skipped: null, start: (judge) => startChromium(judge) }

/** A view that only says that it came. */
export function someView(serial: number): KioskView {
  return { serial, school: 'Hedge School', stage: 'ks1', who: null, online: true, board: [], screen: { kind: 'starting' } }
}
