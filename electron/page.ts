import { HedgerowError } from '#core/contract/errors.ts'
import type { TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { ClockPort, PageEvent } from '#core/ports.ts'
import { pageWordsBinding, pageWordsScript, readPageWords, unreadWords } from '#host/page-words.ts'
import type { ApiContents, ApiNavigation, ApiSession, ApiView, ElectronApi } from './electron-api.ts'
import { watchHeart } from './heartbeat.ts'
import { isKeyAllowed, isNextPane } from './keys.ts'
import { faultOf } from './load-faults.ts'
import type { Whereabouts } from './requests.ts'
import { watchTyping } from './typing.ts'
import { pagePreferences } from './web-preferences.ts'
import { wordsWorld } from './words-world.ts'

/** A press this long before a navigation makes it the child's own. */
const pressCountsMs = 1_000
/** A page that has not gone by then is ended by force, and after as long again it is a fault. */
const closeWithinMs = 1_500

export interface PageParts {
  readonly clock: Pick<ClockPort, 'steady' | 'after'>
  readonly isMac: boolean
  judge(request: PageRequest): Verdict
  report(event: PageEvent): void
  /** Does this address live in the same session as the page? The practice pages have one of their own. */
  isAtHome(url: string): boolean
  /** An approved address of the other session: it needs a page of its own. */
  moveTo(url: string): void
  /** What the way out is answered when it asks who we are. */
  proxyLogin(): { readonly port: number; readonly username: string; readonly password: string } | null
  /** What it is watched for as the child types. */
  readonly care: TypingCare | undefined
  /** The key that goes from the page to the bar, past anything that the page does with keys. */
  onNextPane(): void
}

/** One page of the web, from its first request to its end. */
export interface Page {
  readonly view: ApiView
  readonly contentsId: number
  readonly where: Whereabouts
  readonly care: TypingCare | undefined
  /** Goes to an address that was judged already. */
  go(url: string): void
  /** A request for the top document that only the session's listener saw, and refused. */
  onRefusedTop(url: string, verdict: Extract<Verdict, { kind: 'refuse' }>): void
  fail(fault: 'load' | 'login' | 'offline'): void
  /** Keeps a request that may go on otherwise, while it is not sure what of the child's typing is in it; false when it may go at once. */
  hold(answer: (mayGo: boolean) => void, isNavigation: boolean): boolean
  answerTyping(answer: TypingAnswer): void
  hide(): void
  show(): void
  /** Resolves when it is gone, also when it hung. Throws HG_SHELL_SILENT when it will not go. */
  close(): Promise<void>
}

const pressTypes = new Set(['mouseDown', 'rawKeyDown', 'keyDown', 'gestureTap', 'touchEnd'])

/** Makes the page and ties every event of it that Electron has. Nothing loads before `go`. */
export function createPage(api: Pick<ElectronApi, 'WebContentsView'>, session: ApiSession, parts: PageParts): Page {
  const { clock } = parts
  // The double stands in for Electron's Session class here, whose private parts no other object can have.
  const view = new api.WebContentsView({ webPreferences: { ...pagePreferences, session: session as Electron.Session } })
  const contents = view.webContents
  const where: Whereabouts = { committed: null, pending: null }
  let isOpen = true
  let pressedAt = Number.NEGATIVE_INFINITY

  const heart = watchHeart(contents, clock, () => report({ kind: 'hung' }))
  function report(event: PageEvent): void {
    if (isOpen) parts.report(event)
  }
  const refused = (url: string, verdict: Extract<Verdict, { kind: 'refuse' }>, use: 'navigation' | 'popup', redirect: boolean) =>
    report({ kind: 'refused', url, code: verdict.code, use, byChild: clock.steady() - pressedAt <= pressCountsMs, redirect })

  function onTop(details: ApiNavigation, redirect: boolean): void {
    const verdict = parts.judge({ url: details.url, use: 'navigation', top: null, method: 'GET' })
    if (verdict.kind === 'refuse') {
      details.preventDefault()
      refused(details.url, verdict, 'navigation', redirect)
    } else if (!parts.isAtHome(details.url)) {
      details.preventDefault()
      if (isOpen) parts.moveTo(details.url)
    } else where.pending = details.url
  }
  function onFrame(details: ApiNavigation): void {
    // These two have no address of their own: what they may do is what their parent may (B040).
    if (/^about:(blank|srcdoc)(#|$)/.test(details.url)) return
    const verdict = parts.judge({ url: details.url, use: 'subresource', top: where.committed, method: 'GET' })
    if (verdict.kind === 'refuse') details.preventDefault()
  }
  contents.on('will-frame-navigate', (details) => (details.isMainFrame ? onTop(details, false) : onFrame(details)))
  contents.on('will-redirect', (details) => (details.isMainFrame ? onTop(details, true) : onFrame(details)))
  contents.setWindowOpenHandler(({ url, postBody }) => {
    if (url === '' || url.startsWith('about:')) report({ kind: 'window' })
    else {
      const method = postBody === undefined || postBody === null ? 'GET' : 'POST'
      const verdict = parts.judge({ url, use: 'popup', top: where.committed, method })
      if (verdict.kind === 'refuse') refused(url, verdict, 'popup', false)
      // Not from inside the handler: the page is still waiting for its answer.
      else clock.after(0, () => steer(url))
    }
    return { action: 'deny' }
  })
  function steer(url: string): void {
    if (!isOpen) return
    if (parts.isAtHome(url)) go(url)
    else parts.moveTo(url)
  }
  function go(url: string): void {
    where.pending = url
    // What goes wrong is told by did-fail-load.
    contents.loadURL(url).catch(() => undefined)
  }

  contents.on('did-navigate', (_event, url) => {
    where.committed = url
    where.pending = null
    heart.restart()
    report({ kind: 'committed', url, inside: false })
  })
  contents.on('did-navigate-in-page', (_event, url, isMainFrame) => {
    if (!isMainFrame) return
    where.committed = url
    report({ kind: 'committed', url, inside: true })
  })
  contents.on('dom-ready', () => {
    if (where.committed !== null) report({ kind: 'ready' })
  })
  contents.on('did-stop-loading', () => {
    where.pending = null
  })
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    const fault = isMainFrame ? faultOf(code) : null
    if (fault !== null) report({ kind: 'failed', fault })
  })
  contents.on('certificate-error', (event, _url, _error, _certificate, callback, isMainFrame) => {
    event.preventDefault()
    callback(false)
    if (isMainFrame) report({ kind: 'failed', fault: 'certificate' })
  })
  contents.on('login', (event, _details, info, callback) => {
    event.preventDefault()
    const ours = parts.proxyLogin()
    if (info.isProxy && ours !== null && info.host === '127.0.0.1' && info.port === ours.port) {
      callback(ours.username, ours.password)
      return
    }
    callback()
    report({ kind: 'failed', fault: 'login' })
  })
  contents.on('select-bluetooth-device', (event, _devices, callback) => {
    // Without this Electron takes the first device it finds.
    event.preventDefault()
    callback('')
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.on('render-process-gone', () => report({ kind: 'crashed' }))
  contents.on('unresponsive', () => report({ kind: 'hung' }))
  contents.on('before-input-event', (event, input) => {
    if (!isKeyAllowed(input, parts.isMac)) event.preventDefault()
    if (isNextPane(input)) parts.onNextPane()
  })
  contents.on('input-event', (_event, input) => {
    if (!pressTypes.has(input.type)) return
    pressedAt = clock.steady()
    report({ kind: 'pressed' })
  })
  // Silent until it is shown: it loads under the cover.
  contents.setAudioMuted(true)
  contents.setIgnoreMenuShortcuts(true)
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
  watchDialogs(contents, report)
  const typing = watchTyping(
    contents,
    parts.care,
    (what) => report({ kind: 'personal', what }),
    () => report({ kind: 'failed', fault: 'load' }),
  )
  listenToWords(
    contents,
    (words) => {
      if (where.committed !== null) report({ kind: 'text', ...words })
    },
    () => report({ kind: 'failed', fault: 'load' }),
  )

  return {
    view,
    contentsId: contents.id,
    where,
    care: parts.care,
    go,
    onRefusedTop: (url, verdict) => refused(url, verdict, 'navigation', false),
    fail: (fault) => report({ kind: 'failed', fault }),
    hold: (answer, isNavigation) => typing.hold({ go: () => answer(true), refuse: () => answer(false), isNavigation }),
    answerTyping: typing.answer,
    hide() {
      if (contents.isDestroyed()) return
      contents.setAudioMuted(true)
      view.setVisible(false)
    },
    show() {
      contents.setAudioMuted(false)
    },
    close() {
      isOpen = false
      typing.answered(false)
      heart.stop()
      return closeContents(contents, clock)
    },
  }
}

/**
 * Dialogs are off (`disableDialogs`) and no picker may open; Electron has no event for either, so the engine's own protocol
 * tells us, inside this process and without a port. When it cannot be had, the page is not one that we can watch.
 */
function watchDialogs(contents: ApiContents, report: (event: PageEvent) => void): void {
  const { debugger: engine } = contents
  engine.on('message', (_event, method) => {
    if (method === 'Page.javascriptDialogOpening') {
      report({ kind: 'dialog' })
      // Already gone where `disableDialogs` was quicker: then there is nothing to answer.
      engine.sendCommand('Page.handleJavaScriptDialog', { accept: false }).catch(() => undefined)
    } else if (method === 'Page.fileChooserOpened') report({ kind: 'file-chooser' })
  })
  try {
    engine.attach('1.3')
    const asked = [
      engine.sendCommand('Page.enable'),
      engine.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true, cancel: true }),
    ]
    Promise.all(asked).catch(() => report({ kind: 'failed', fault: 'load' }))
  } catch (cause) {
    throw new HedgerowError('HG_SHELL_SILENT', 'page protocol', { cause })
  }
}

/** The words of the page come from a world of their own; those of another site's frames do not reach this protocol session. */
function listenToWords(
  { debugger: engine }: ApiContents,
  onWords: (words: NonNullable<ReturnType<typeof readPageWords>>) => void,
  onDeaf: () => void,
): void {
  engine.on('message', (_event, method, params) => {
    if (method !== 'Runtime.bindingCalled') return
    const { name, payload }: { name?: unknown; payload?: unknown } = { ...(params as object) }
    if (name === pageWordsBinding && payload === unreadWords) onDeaf()
    const words = name === pageWordsBinding && typeof payload === 'string' ? readPageWords(payload) : null
    if (words !== null) onWords(words)
  })
  const asked = [
    engine.sendCommand('Runtime.enable'),
    engine.sendCommand('Runtime.addBinding', { name: pageWordsBinding, executionContextName: wordsWorld }),
    engine.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source: pageWordsScript, worldName: wordsWorld, runImmediately: true }),
  ]
  // A page whose words cannot be read is not one that is shown to a child.
  Promise.all(asked).catch(onDeaf)
}

/** Closes without asking the page (`beforeunload` is not run), by force when it does not go. */
function closeContents(contents: ApiContents, clock: Pick<ClockPort, 'after'>): Promise<void> {
  if (contents.isDestroyed()) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const force = clock.after(closeWithinMs, () => {
      if (contents.isDestroyed()) return
      contents.forcefullyCrashRenderer()
      contents.close()
    })
    const giveUp = clock.after(2 * closeWithinMs, () => reject(new HedgerowError('HG_SHELL_SILENT', 'page will not close')))
    contents.on('destroyed', () => {
      force.cancel()
      giveUp.cancel()
      resolve()
    })
    contents.close()
  })
}
