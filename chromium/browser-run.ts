import { HedgerowError } from '#core/contract/errors.ts'
import type { TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { LogPort, PageEvent, ShellOwner } from '#core/ports.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import type { Resolve } from '#host/egress/addresses.ts'
import { type Dial, directly } from '#host/egress/dial.ts'
import { type Egress, startEgress } from '#host/egress/egress.ts'
import { reachOf } from '#host/egress/reach.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import type { KioskDisplay } from './display.ts'
import type { HeldDisplay } from './hold-display.ts'
import { launchChromium } from './launch.ts'
import type { IsThere } from './measures.ts'
import { type OwnScreens, ownScreens } from './own-screens.ts'
import { type KioskPage, makePage } from './page.ts'
import { sureVerdict, watchRequests } from './requests.ts'
import { watchTargets } from './targets.ts'
import type { Account } from './unprivileged.ts'
import type { Patience } from './watchdog.ts'

export interface BrowserRunNeeds {
  readonly binary: string
  readonly account: Account | null
  readonly display: KioskDisplay
  readonly extraFlags: readonly string[]
  readonly ui: BuiltInSite
  readonly practice: BuiltInSite
  readonly dial: Dial
  readonly isThere: IsThere
  readonly memory: number | undefined
  readonly hungAfter: Patience | undefined
  readonly owner: ShellOwner
  readonly log: LogPort
  view(): KioskView | null
  /** The browser's process runs. */
  spawned(): void
  readonly held: Pick<HeldDisplay, 'windows' | 'emptyClipboard'>
  /** The browser is gone, or no longer what it must be; a code for the log. */
  lost(detail: string): void
}

/** Who judges and hears in the owner's place while the self-check's own page is there. */
export interface Guest extends Pick<ShellOwner, 'judge' | 'onPage'> {
  readonly site: BuiltInSite
  readonly resolve: Resolve
}

/** One life of the browser, from its start to its end. */
export interface BrowserRun {
  readonly version: string
  readonly pid: number
  readonly pipe: DevtoolsPipe
  readonly egress: Egress
  readonly screens: OwnScreens
  readonly page: KioskPage | null
  render(view: KioskView): void
  openPage(url: string, care?: TypingCare): Promise<void>
  answerTyping(answer: TypingAnswer): void
  showPage(): void
  cover(): void
  steerPage(url: string): Promise<void>
  closePage(): Promise<void>
  forget(): Promise<void>
  /** Where the browser writes. */
  readonly folder: string
  /** The browser context of the open page. */
  readonly contextId: string | null
  /** Opens an address under the cover for a guest, never shown; what it left is forgotten when `work` is over. */
  asGuest<T>(guest: Guest, url: string, work: (page: KioskPage) => Promise<T>): Promise<T>
  /** `atOnce`: it is lost; it is ended by force and its windows have no pixel any more. */
  end(atOnce?: boolean): Promise<void>
}

/** How long a blank page may take to be made; a browser that is slower than this has hung itself. */
const makePatienceMs = 15_000
/** How long a page may take to be gone before the whole browser is ended instead. */
const closePatienceMs = 3_000
/** Longer than Chromium gives a page that hangs (0.5 s, measured): each time it is asked, it begins to wait anew. */
const closeAgainMs = 1_200
/** A stray window and the page's own word about it come within this time of each other, on a machine that is busy with ten other things too. The window itself is closed at once. */
const windowPairMs = 1_000

const within = <T>(work: Promise<T>, ms: number): Promise<T | 'late'> => {
  const late = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => late.resolve('late'), ms)
  return Promise.race([work, late.promise]).finally(() => clearTimeout(timer))
}

/** Starts a browser with our own screens on top and every door watched. Throws HG_SHELL_SILENT. */
export async function startBrowser(needs: BrowserRunNeeds): Promise<BrowserRun> {
  const { log, isThere } = needs
  const { windows } = needs.held
  let guest: Guest | null = null
  const owner: ShellOwner = {
    judge: (request) => (guest ?? needs.owner).judge(request),
    onPage: (event) => (guest ?? needs.owner).onPage(event),
    answer: (name, input) => needs.owner.answer(name, input),
    onShellFault: (detail) => needs.owner.onShellFault(detail),
  }
  let page: KioskPage | null = null
  let contextId: string | null = null
  let isShown = false
  let isEnding = false
  let windowSaidAt = Number.NEGATIVE_INFINITY
  const reach = reachOf(owner.judge.bind(owner), () => (page === null ? null : [page.top()]))

  const egress = await startEgress({
    mayReach: reach.mayReach,
    dial: (host, port) => (guest === null ? needs.dial : directly(guest.resolve))(host, port),
    isThere,
    refused: () => log.note('egress-refused'),
    fault: (code) => log.note('egress-fault', { code }),
    died() {
      log.note('egress-died')
      page?.emit({ kind: 'failed', fault: 'offline' })
    },
    lost: () => lost('egress-lost'),
  })
  const browser = await launchChromium({ ...needs, proxyPort: egress.port }).catch((fault: unknown) => {
    egress.close()
    throw fault
  })
  const { pipe } = browser
  const end = async (atOnce = false): Promise<void> => {
    isEnding = true
    stopHearing()
    page?.drop()
    page = null
    await browser.end(atOnce)
    egress.close()
  }
  let hasStarted = false
  let stopHearing = (): void => {}
  // Whatever the browser before this one showed.
  windows.cover()
  const stillborn = Promise.withResolvers<never>()
  stillborn.promise.catch(() => {})
  const lost = (detail: string): void => {
    if (!hasStarted) stillborn.reject(new HedgerowError('HG_SHELL_SILENT', detail))
    else if (!isEnding) {
      // Whatever is the matter with it: from now on it has no pixel. Behind it is our own calm picture.
      windows.dismiss()
      needs.lost(detail)
    }
  }
  void pipe.closed.then(() => lost('browser-ended'))

  try {
    const first = (await pipe.send('Target.getTargets')).targetInfos.find((target) => target.type === 'page')
    if (!first) throw new HedgerowError('HG_SHELL_SILENT', 'the browser opened no window')
    const targets = await watchTargets(pipe, {
      first: first.targetId,
      closesStrays: isThere('windows'),
      frame: async (session) => page?.guardFrame(session),
      wouldNotClose: () => lost('window-would-not-close'),
      stray() {
        setTimeout(() => {
          if (performance.now() - windowSaidAt > windowPairMs * 2) page?.emit({ kind: 'window' })
        }, windowPairMs)
      },
    })
    // It has no pixel, but it is somebody's doing.
    stopHearing = windows.onStranger(() => {
      log.note('stranger-window')
      page?.emit({ kind: 'window' })
    })
    pipe.on('Page.windowOpen', () => {
      windowSaidAt = performance.now()
    })
    pipe.on('Browser.downloadWillBegin', ({ guid }) => {
      if (isThere('downloads'))
        pipe.tell('Browser.cancelDownload', { guid, ...(contextId === null ? {} : { browserContextId: contextId }) })
      page?.emit({ kind: 'download' })
    })
    const screens = ownScreens({
      pipe,
      targets,
      site: needs.ui,
      screen: needs.display,
      windows,
      answer: (name, input) => owner.answer(name, input),
      ready() {
        const view = needs.view()
        if (view) screens.push(view)
      },
      toThePage() {
        if (page && isShown) pipe.tell('Target.activateTarget', { targetId: page.targetId })
      },
      lost: (how) => lost(`own-screen-${how}`),
    })
    await watchRequests({
      pipe,
      owner,
      get practice() {
        return guest?.site ?? needs.practice
      },
      proxyLogin: egress,
      page: () => page,
      screens,
      passed: reach.passed,
      isThere,
    })
    await Promise.race([screens.open(first.targetId), stillborn.promise])
    hasStarted = true
    /** An owner that fails has not said what the page may do: it is covered. */
    const tellOwner = (event: PageEvent): void => {
      try {
        owner.onPage(event)
      } catch {
        log.note('owner.failed', { event: event.kind })
        cover()
      }
    }
    const cover = (): void => {
      windows.cover()
      screens.focusMain()
      if (!page || !isShown) return
      isShown = false
      page.freeze()
    }

    // Opening, closing and forgetting take their turns; covering never does. `wanted` rises with each, so that an
    // opening that has been overtaken stops where it is.
    let lane: Promise<unknown> = Promise.resolve()
    let wanted = 0
    const inTurn = (work: (isStillWanted: () => boolean) => Promise<void>): Promise<void> => {
      wanted += 1
      const mine = wanted
      cover()
      const turn = lane.then(() => work(() => mine === wanted))
      lane = turn.catch(() => {})
      return turn
    }

    const shut = async (): Promise<void> => {
      const closing = page
      if (!closing) return
      page = null
      isShown = false
      reach.forget()
      closing.drop()
      // A page that is just on its way to another may not hear it (measured: one of five, when it was asked once).
      const again = setInterval(() => pipe.tell('Target.closeTarget', { targetId: closing.targetId }), closeAgainMs)
      const left = await within(targets.gone(closing.targetId), closePatienceMs).finally(() => clearInterval(again))
      if (left !== 'late') return
      log.note('page-would-not-close')
      lost('page-would-not-close')
    }

    const freshContext = async (): Promise<string> => {
      const { browserContextId } = await pipe.send('Target.createBrowserContext', { disposeOnDetach: true })
      await Promise.all([
        pipe.send('Browser.setDownloadBehavior', {
          behavior: isThere('downloads') ? 'deny' : 'default',
          browserContextId,
          eventsEnabled: true,
        }),
        ...(isThere('permissions') ? [pipe.send('Browser.grantPermissions', { permissions: [], browserContextId })] : []),
      ])
      return browserContextId
    }

    const run: BrowserRun = {
      version: browser.version,
      folder: browser.folder,
      get contextId() {
        return contextId
      },
      pid: browser.pid,
      pipe,
      egress,
      screens,
      get page() {
        return page
      },
      render: (view) => screens.push(view),
      openPage: (url, care) =>
        inTurn(async (isStillWanted) => {
          await shut()
          if (!isStillWanted()) return
          contextId ??= await freshContext()
          const making = makePage({
            pipe,
            targets,
            contextId,
            isThere,
            care,
            memory: needs.memory,
            screen: needs.display,
            windows,
            owner: { judge: (asked) => sureVerdict(owner, asked) },
            emit: tellOwner,
            toTheBar() {
              if (isShown) screens.focusBar()
            },
          })
          const made = await within(making, makePatienceMs)
          if (made === 'late') return lost('page-not-made')
          page = made
          // A new window takes the keys.
          screens.focusMain()
          if (!isStillWanted()) return
          await made.place()
          await made.navigate(url)
        }),
      showPage() {
        if (!page) return
        if (!isShown) page.wake()
        isShown = true
        windows.uncover()
        pipe.tell('Target.activateTarget', { targetId: page.targetId })
      },
      cover,
      answerTyping: (answer) => page?.answerTyping(answer),
      async steerPage(url) {
        await page?.navigate(url)
      },
      closePage: () => inTurn(shut),
      forget: () =>
        inTurn(async () => {
          await shut()
          const forgotten = contextId
          contextId = null
          await needs.held.emptyClipboard()
          if (forgotten === null) return
          await within(
            pipe.send('Target.disposeBrowserContext', { browserContextId: forgotten }).catch(() => {}),
            closePatienceMs,
          )
          const { browserContextIds } = await pipe.send('Target.getBrowserContexts')
          if (browserContextIds.includes(forgotten)) throw new HedgerowError('HG_SHELL_SILENT', 'what the last child left is still there')
        }),
      async asGuest(visitor, url, work) {
        // Neither judges the other's page: nothing of before is open while the guest is there.
        await run.forget()
        guest = visitor
        try {
          await run.openPage(url)
          if (!page) throw new HedgerowError('HG_SHELL_SILENT', 'no page for the self-check')
          return await work(page)
        } finally {
          await run.forget().finally(() => {
            guest = null
          })
        }
      },
      end,
    }
    return run
  } catch (fault) {
    await end()
    throw fault
  }
}
