import { HedgerowError } from '#core/contract/errors.ts'
import type { ShellFacts } from '#core/contract/hub-api.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { LogPort, ShellOwner, ShellPort } from '#core/ports.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import { publicAddress, type Resolve } from '#host/egress/addresses.ts'
import { type Dial, directly } from '#host/egress/dial.ts'
import type { UpstreamSettings } from '#host/egress/upstream-settings.ts'
import { type BrowserRun, startBrowser } from './browser-run.ts'
import { type KioskDisplay, kioskDisplay } from './display.ts'
import { findChromium } from './find-chromium.ts'
import { type HeldDisplay, holdDisplay } from './hold-display.ts'
import { everything, type IsThere } from './measures.ts'
import { checkSelf } from './self-check.ts'
import { systemKeys } from './system-keys.ts'
import { unprivilegedAccount } from './unprivileged.ts'
import type { Patience } from './watchdog.ts'

export interface ChromiumShellOptions {
  /** Our own screens. */
  readonly ui: BuiltInSite
  readonly practice: BuiltInSite
  /** Size of a virtual or nested screen; a real one has its own. */
  readonly screen?: { readonly width: number; readonly height: number }
  readonly binary?: string
  /** The school's own proxy, where it has one. */
  readonly upstream?: UpstreamSettings | undefined
  /** Tests only: bytes that pages may hold. */
  readonly pageMemory?: number | undefined
  /** Tests only: how long the kiosk's own process may be silent. */
  readonly hungAfter?: Patience | undefined
  /** Tests only: where the hosts of a page really are. */
  readonly resolve?: Resolve
  /** Tests only: never a flag that weakens the sandbox or opens a debugging port. */
  readonly extraFlags?: readonly string[]
  readonly log: LogPort
}

/** The Chromium shell, and a little more that tests and the film look through; the kiosk itself uses ShellPort alone. */
export interface ChromiumShell extends ShellPort {
  /**
   * Begins with all that needs no kiosk yet: display, egress, browser, our own screens. Until `start` gives an owner every
   * request is refused and a call of a screen waits. Resolves when the browser's process runs, which then needs no more
   * of ours for a while; what goes wrong is thrown by `start`, never here.
   */
  prepare(): Promise<void>
  readonly display: KioskDisplay | null
  readonly run: BrowserRun | null
}

const restartPauseMs = 300
const restartPauseLongMs = 5_000

/**
 * Runs the kiosk on the machine's own Chromium: two windows and a page on an X display without a window manager.
 * `isThere`: tests of the layers alone give it, by `without`, which refuses outside the test runner.
 */
export function chromiumShell(options: ChromiumShellOptions, isThere: IsThere = everything): ChromiumShell {
  const { log } = options
  const resolve = options.resolve ?? publicAddress
  const dial = options.upstream === undefined ? directly(resolve) : dialUpstream(options.upstream, resolve)
  let display: KioskDisplay | null = null
  let held: HeldDisplay | null = null
  let run: BrowserRun | null = null
  /** The start of the browser that is under way, or the last one. */
  let beginning: Promise<void> = Promise.resolve()
  /** Rises with each page that is opened, closed or forgotten: an opening that had to wait is overtaken by what came after it. */
  let opened = 0
  let owner: ShellOwner | null = null
  let preparing: Promise<void> | null = null
  let spawned = Promise.withResolvers<void>()
  let owned = Promise.withResolvers<ShellOwner>()
  /** Whoever owns the shell; nothing is allowed while nobody does. */
  const whoever: ShellOwner = {
    judge: (request) => owner?.judge(request) ?? { kind: 'refuse', code: 'no-list' },
    onPage: (event) => owner?.onPage(event),
    answer: async (name, input) => (await owned.promise).answer(name, input),
    onShellFault: (detail) => owner?.onShellFault(detail),
  }
  let view: KioskView | null = null
  let version = 'unknown'
  let isStopping = false

  function begin(): Promise<void> {
    beginning = beginNow()
    return beginning
  }
  async function beginNow(): Promise<void> {
    if (!display || !held) throw new HedgerowError('HG_SHELL_SILENT', 'the shell is not started')
    const started: BrowserRun = await startBrowser({
      binary: options.binary ?? findChromium(),
      account: unprivilegedAccount(),
      display,
      extraFlags: options.extraFlags ?? [],
      ui: options.ui,
      practice: options.practice,
      dial,
      isThere,
      memory: options.pageMemory,
      hungAfter: options.hungAfter,
      owner: whoever,
      view: () => view,
      spawned: spawned.resolve,
      held,
      lost: (detail) => lost(started, detail),
      log,
    })
    version = started.version
    if (isStopping) return started.end()
    run = started
  }

  /** The browser died or one of our screens did: all of it starts anew, with nothing of before. */
  function lost(which: BrowserRun, detail: string): void {
    if (run !== which || isStopping) return
    run = null
    log.note('shell-lost', { detail })
    owner?.onShellFault(detail)
    void again(which, 0)
  }
  async function again(old: BrowserRun | null, tries: number): Promise<void> {
    // The next one does not wait until all of the old one is off the disk.
    const ending = old?.end(true)
    ending?.catch(() => {})
    try {
      await begin()
      log.note('shell-restarted', { tries: tries + 1 })
    } catch {
      if (isStopping) return
      setTimeout(() => void again(null, tries + 1), tries < 3 ? restartPauseMs : restartPauseLongMs)
    }
  }
  async function prepared(): Promise<void> {
    findChromiumFirst(options.binary)
    display = await kioskDisplay(options.screen)
    try {
      held = await holdDisplay(display, isThere)
      // A slow machine may need a second try; a third would only make somebody wait.
      await begin().catch((fault: unknown) => {
        if (fault instanceof HedgerowError && fault.code !== 'HG_SHELL_SILENT') throw fault
        log.note('shell-start-again', { code: fault instanceof HedgerowError ? fault.code : 'unknown' })
        return begin()
      })
    } catch (fault) {
      held?.release()
      held = null
      display.stop()
      display = null
      throw fault
    }
    log.note('shell-started', { display: display.kind })
  }
  function prepare(): Promise<void> {
    if (preparing === null) {
      isStopping = false
      spawned = Promise.withResolvers()
      preparing = prepared()
      preparing.catch(() => {}).finally(spawned.resolve)
    }
    return spawned.promise
  }
  function running(): BrowserRun {
    if (!run) throw new HedgerowError('HG_SHELL_SILENT', 'the browser is just starting again')
    return run
  }

  return {
    get facts(): ShellFacts {
      return { shell: 'chromium', engine: 'Chromium', version: version.slice(0, 40), platform: `${process.platform} ${process.arch}` }
    },
    get display() {
      return display
    },
    get run() {
      return run
    },
    prepare,
    async start(newOwner) {
      owner = newOwner
      owned.resolve(newOwner)
      void prepare()
      try {
        await preparing
      } catch (fault) {
        // The next start tries anew.
        preparing = null
        throw fault
      }
    },
    render(newest) {
      view = newest
      run?.render(newest)
    },
    async openPage(url, care) {
      opened += 1
      const mine = opened
      // Our screen is seen a little before the browser is all there: whoever presses so soon waits for the rest.
      if (!run) await beginning.catch(() => {})
      if (mine === opened) await running().openPage(url, care)
    },
    showPage() {
      run?.showPage()
    },
    cover() {
      run?.cover()
    },
    answerTyping(answer) {
      run?.answerTyping(answer)
    },
    async steerPage(url) {
      await running().steerPage(url)
    },
    async closePage() {
      opened += 1
      await run?.closePage()
    },
    async forget() {
      opened += 1
      await running().forget()
    },
    async check() {
      const at = display
      if (!at) throw new HedgerowError('HG_SHELL_SILENT', 'the shell is not started')
      return checkSelf({
        run: running(),
        binary: options.binary ?? findChromium(),
        keyIsTaken: async () => (await held?.keyIsTaken()) ?? 'late',
        systemKeys: () => systemKeys(at),
      })
    },
    async stop() {
      isStopping = true
      await preparing?.catch(() => {})
      preparing = null
      owned = Promise.withResolvers()
      await run?.end()
      run = null
      held?.release()
      held = null
      display?.stop()
      display = null
    },
  }
}

/** Most schools have no proxy of their own: what reads their files is loaded only where there is one. */
function dialUpstream(settings: UpstreamSettings, resolve: Resolve): Dial {
  const loading = import('#host/egress/upstream.ts').then(({ throughUpstream }) => throughUpstream({ settings, resolve }))
  loading.catch(() => {})
  return async (host, port) => (await loading)(host, port)
}

/** Says HG_NO_CHROMIUM before a display is made for nobody. */
function findChromiumFirst(binary: string | undefined): void {
  if (binary === undefined) findChromium()
}
