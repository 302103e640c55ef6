import { HedgerowError } from '#core/contract/errors.ts'
import type { ShellFacts } from '#core/contract/hub-api.ts'
import type { TypingCare } from '#core/contract/personal.ts'
import type { Verdict } from '#core/contract/verdict.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { ClockPort, LogPort, ShellOwner, ShellPort } from '#core/ports.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import type { Dial } from '#host/egress/dial.ts'
import { type Egress, startEgress } from '#host/egress/egress.ts'
import { reachOf } from '#host/egress/reach.ts'
import { type ChildSessions, childSessions } from './child-sessions.ts'
import type { ElectronApi } from './electron-api.ts'
import { type ApiIpcMain, serveCalls } from './ipc.ts'
import { type LockDown, lockDown } from './lock-down.ts'
import { lockDownSteps } from './lock-down-steps.ts'
import { createPage, type Page } from './page.ts'
import { openScreens, type Screens } from './screens.ts'
import { untriedCheck } from './self-check.ts'
import { watchStrangers } from './strangers.ts'
import { type KioskWindows, openWindows } from './windows.ts'

export interface ElectronShellOptions {
  readonly facts: ShellFacts
  /** Our own screens, and the practice pages. */
  readonly screens: BuiltInSite
  readonly practice: BuiltInSite
  /** Absolute path of preload.cjs. */
  readonly preloadPath: string
  readonly ipcMain: ApiIpcMain
  readonly isMac: boolean
  readonly clock: Pick<ClockPort, 'steady' | 'after'>
  /** How the way out reaches a host: straight, or through the school's proxy. */
  readonly dial: Dial
  readonly log: LogPort
}

/** Everything that exists between `start` and `stop`. */
interface Running {
  readonly owner: ShellOwner
  readonly screens: Screens
  readonly windows: KioskWindows
  readonly sessions: ChildSessions
  readonly lock: LockDown
}

/** Electron as a shell of the kiosk: one window with our screen, the page and the bar as layers, each in its own process. */
export function electronShell(api: ElectronApi, options: ElectronShellOptions): ShellPort {
  let running: Running | null = null
  let page: Page | null = null
  let isCovered = true
  let newest: KioskView | null = null
  /** Rises with each wish to open or close: an opening that waited and is no longer the newest wish opens nothing. */
  let wish = 0
  let closing: Promise<void> = Promise.resolve()
  let partitions = 0
  let egress: Egress | null = null
  let forgetReach = (): void => undefined
  /** No name is used twice: a session under an old name would still have the old one's handlers, and what it held. */
  function partition(purpose: string): string {
    partitions += 1
    return `hedgerow-${purpose}-${partitions}`
  }

  function cover(): void {
    isCovered = true
    // Our screen first: nothing below may be waited for, and nothing below may keep it from happening.
    for (const act of [() => running?.windows.raiseMain(), () => page?.hide()]) {
      try {
        act()
      } catch {
        options.log.note('cover-fault')
      }
    }
  }

  function openPage(at: Running, url: string, care: TypingCare | undefined): void {
    const { owner, sessions, windows } = at
    const verdict = judge(owner, url)
    if (verdict.kind === 'refuse') {
      // No event of Electron shows an address that no request is made for (file:, chrome:), so it is judged before it is loaded.
      owner.onPage({ kind: 'refused', url, code: verdict.code, use: 'navigation', byChild: false, redirect: false })
      return
    }
    const home = sessions.homeOf(url)
    const opened = createPage(api, sessions.of(home), {
      clock: options.clock,
      isMac: options.isMac,
      judge: (request) => owner.judge(request),
      report: (event) => owner.onPage(event),
      isAtHome: (address) => sessions.homeOf(address) === home,
      moveTo: (address) => move(at, address, care),
      care,
      proxyLogin: () => egress,
      onNextPane: () => at.screens.bar.webContents.focus(),
    })
    page = opened
    windows.addPage(opened.view)
    opened.go(url)
  }

  /** Resolves when no page is left, one that somebody else is closing included; a page that would not go stays a fault. */
  function closePage(at: Running): Promise<void> {
    const old = page
    if (old === null) return closing
    page = null
    forgetReach()
    at.windows.removePage(old.view)
    closing = Promise.all([closing, old.close()]).then(() => undefined)
    return closing
  }

  /** From a practice page to the web or back: a new page in the other session takes the old one's place, shown when that was. */
  function move(at: Running, url: string, care: TypingCare | undefined): void {
    const wasShown = !isCovered
    closePage(at).catch(() => at.owner.onShellFault('page will not close'))
    openPage(at, url, care)
    if (wasShown) shell.showPage()
  }

  const shell: ShellPort = {
    facts: options.facts,
    async start(owner) {
      const screens = openScreens(api, {
        partition: partition('screens'),
        site: options.screens,
        preloadPath: options.preloadPath,
        isMac: options.isMac,
        clock: options.clock,
        onNextPane() {
          if (!isCovered) page?.view.webContents.focus()
        },
        onFault(detail) {
          cover()
          owner.onShellFault(detail)
        },
      })
      const windows = openWindows(api, screens.main, screens.bar)
      const reach = reachOf(
        (request) => owner.judge(request),
        () => (page === null ? null : [page.where.committed, page.where.pending]),
      )
      forgetReach = reach.forget
      const sessions = childSessions(api, {
        partition,
        proxyPort: () => egress?.port ?? 0,
        passed: reach.passed,
        practice: options.practice,
        judge: (request) => owner.judge(request),
        page: () => page,
        onDownload: () => {
          if (page !== null) owner.onPage({ kind: 'download' })
        },
      })
      let calls: { stop(): void } | null = null
      const lock = await lockDown([
        {
          // They are there already; as the first step they are the last to go, however far the start came.
          name: 'views',
          do: () => undefined,
          undo() {
            screens.close()
            windows.destroy()
          },
        },
        {
          name: 'egress',
          async do() {
            egress = await startEgress({
              mayReach: reach.mayReach,
              dial: options.dial,
              refused: () => options.log.note('egress-refused'),
              fault: (code) => options.log.note('egress-fault', { code }),
              died() {
                options.log.note('egress-died')
                page?.fail('offline')
              },
              lost() {
                cover()
                owner.onShellFault('egress-lost')
              },
            })
          },
          undo() {
            egress?.close()
            egress = null
          },
        },
        watchStrangers(api, () => page),
        {
          name: 'calls',
          do() {
            calls = serveCalls(options.ipcMain, owner, {
              isOurs: (id) => screens.isOurs(id),
              onReady: (id) => {
                if (newest !== null) screens.send(newest, id)
              },
            })
          },
          undo: () => calls?.stop(),
        },
        ...lockDownSteps(api, windows, options.log),
        { name: 'screens', do: () => screens.load(), undo: () => undefined },
      ])
      running = { owner, screens, windows, sessions, lock }
      cover()
    },
    render(view) {
      newest = view
      running?.screens.send(view)
    },
    async openPage(url, care) {
      const at = started(running)
      cover()
      wish += 1
      const mine = wish
      await closePage(at)
      await at.sessions.ready()
      if (mine === wish) openPage(at, url, care)
    },
    showPage() {
      if (running === null || page === null) return
      isCovered = false
      running.windows.raisePage(page.view)
      page.show()
    },
    cover,
    answerTyping: (answer) => page?.answerTyping(answer),
    async steerPage(url) {
      const at = started(running)
      const verdict = judge(at.owner, url)
      if (page === null || verdict.kind === 'refuse') return
      if (at.sessions.homeOf(url) === at.sessions.homeOf(page.where.committed ?? url)) page.go(url)
      else move(at, url, page.care)
    },
    async closePage() {
      cover()
      wish += 1
      if (running !== null) await closePage(running)
    },
    async forget() {
      const at = started(running)
      cover()
      wish += 1
      await closePage(at)
      try {
        await at.sessions.forget()
        api.clipboard.clear()
      } catch (cause) {
        throw new HedgerowError('HG_SHELL_SILENT', 'what the child left could not be wiped', { cause })
      }
    },
    async check() {
      started(running)
      return untriedCheck(options.facts)
    },
    async stop() {
      const at = running
      if (at === null) return
      cover()
      wish += 1
      running = null
      await closePage(at).catch(() => options.log.note('stop-page-fault'))
      await at.lock.release()
    },
  }
  return shell
}

function started(running: Running | null): Running {
  if (running === null) throw new HedgerowError('HG_SHELL_SILENT', 'not started')
  return running
}

function judge(owner: ShellOwner, url: string): Verdict {
  return owner.judge({ url, use: 'navigation', top: null, method: 'GET' })
}
