import type { TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import type { PageEvent, ShellOwner } from '#core/ports.ts'
import { pageWordsBinding, pageWordsScript, readPageWords, unreadWords } from '#host/page-words.ts'
import type { HeldRequest } from '#host/typing-hold.ts'
import { typingBinding, typingScript } from '#host/typing-watch.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { patienceMs, watchHeartbeat } from './heartbeat.ts'
import { loadFault } from './load-fault.ts'
import { everything, type IsThere } from './measures.ts'
import { pageMemoryLimit, watchMemory } from './memory.ts'
import { guardBinding, guardScript, guardWorld, takenAway } from './page-guard.ts'
import type { Targets } from './targets.ts'
import { watchTyping } from './typing.ts'
import type { WindowKeeper } from './window-keeper.ts'
import { layout, placeWindow } from './windows.ts'

/** A press this short a time before a navigation makes it the child's own (user activation of a click lasts as long in Chromium). */
const pressCountsMs = 1_500
/** A page that is not loaded by then has failed. */
const loadPatienceMs = 20_000
/** A document that is longer than any real one: a bomb, or a body without an end. */
const documentBytes = 16 * 1_048_576

/**
 * When a covered page is told once more to stand still, ms. In one crowded run of the tests its sound and scripts went on 0.8 s
 * after the cover; what had woken it is not known (told once, it stood still in every other run), so it is told again.
 */
const freezeAgainMs = [150, 400, 800, 2_000, 5_000, 10_000]

/** The one page that a child may look at. */
export interface KioskPage {
  readonly targetId: string
  readonly session: string
  /** The address that a request of the page belongs to: of the document that is there, or that is just arriving. */
  top(): string | null
  /** A document of this address has been let in and will be there next. */
  arriving(url: string): void
  wasPressed(): boolean
  /** Keeps a request that may go on otherwise, while it is not sure what of the child's typing is in it; false when it may go at once. */
  hold(request: HeldRequest): boolean
  answerTyping(answer: TypingAnswer): void
  emit(event: PageEvent): void
  /** Prepares a frame of another process like the page itself. */
  guardFrame(session: string): Promise<void>
  navigate(url: string): Promise<void>
  place(): Promise<void>
  /** Life in the page goes on. */
  wake(): void
  /** Scripts, films and sounds in the page stand still; it keeps its place and what it has. */
  freeze(): void
  /** Asks the browser to close it and hears nothing more of it. */
  drop(): void
}

export interface PageNeeds {
  readonly pipe: DevtoolsPipe
  readonly targets: Targets
  readonly contextId: string
  readonly screen: { readonly width: number; readonly height: number }
  readonly windows: Pick<WindowKeeper, 'meetAt'>
  readonly owner: Pick<ShellOwner, 'judge'>
  emit(event: PageEvent): void
  /** The child pressed the key that goes to the bar. */
  toTheBar(): void
  readonly isThere?: IsThere
  readonly care: TypingCare | undefined
  /** Bytes that pages may hold; without it, what the machine can spare. */
  readonly memory: number | undefined
}

async function guardSession(pipe: DevtoolsPipe, session: string, isThere: IsThere, care: TypingCare | undefined): Promise<void> {
  await Promise.all([
    pipe.send('Page.enable', {}, session),
    pipe.send('Runtime.enable', {}, session),
    pipe.send('Inspector.enable', {}, session),
    pipe.send('Network.enable', {}, session),
    ...(isThere('file-chooser') ? [pipe.send('Page.setInterceptFileChooserDialog', { enabled: true, cancel: true }, session)] : []),
    pipe.send('Runtime.addBinding', { name: guardBinding, executionContextName: guardWorld }, session),
    pipe.send('Runtime.addBinding', { name: pageWordsBinding, executionContextName: guardWorld }, session),
    ...(isThere('taken-away')
      ? [pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: takenAway, runImmediately: true }, session)]
      : []),
    ...(isThere('page-guard')
      ? [pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: guardScript, worldName: guardWorld, runImmediately: true }, session)]
      : []),
    ...(care === undefined
      ? []
      : [
          pipe.send('Runtime.addBinding', { name: typingBinding, executionContextName: guardWorld }, session),
          pipe.send(
            'Page.addScriptToEvaluateOnNewDocument',
            { source: typingScript(care), worldName: guardWorld, runImmediately: true },
            session,
          ),
        ]),
    pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: pageWordsScript, worldName: guardWorld, runImmediately: true }, session),
  ])
}

/** Makes a blank page out of sight, ready to be sent to an address. Rejects when the browser cannot. */
export async function makePage(needs: PageNeeds): Promise<KioskPage> {
  const { pipe, targets, isThere = everything } = needs
  const places = layout(needs.screen)
  const making = pipe.send('Target.createTarget', {
    url: 'about:blank',
    browserContextId: needs.contextId,
    newWindow: true,
    windowState: 'fullscreen',
    ...needs.windows.meetAt('page'),
    width: places.page.width,
    height: places.page.height,
  })
  const { targetId, session } = await targets.own(making.then((made) => made.targetId))
  const sessions = new Set([session])
  /** Documents of the top frame on their way, and what came of each, unpacked. */
  const documents = new Map<string, number>()
  /**
   * The one that will take the place of what is there. The browser keeps every question to a document back while the next
   * one is on its way (measured; Chromium 156), so a slow site looks like a page that hangs: that long it gets to load.
   */
  let onItsWay: string | null = null
  const stops: (() => void)[] = []
  let committed: string | null = null
  let next: string | null = null
  let pressedAt = Number.NEGATIVE_INFINITY
  let isDropped = false
  let loadTimer: NodeJS.Timeout | undefined
  let freezing: NodeJS.Timeout[] = []
  const thaw = (): void => {
    for (const timer of freezing.splice(0)) clearTimeout(timer)
  }

  const emit = (event: PageEvent): void => {
    if (!isDropped) needs.emit(event)
  }
  const isOurs = (from: string | undefined): from is string => from !== undefined && sessions.has(from)
  const wasPressed = (): boolean => performance.now() - pressedAt < pressCountsMs
  const patience = (): number => (onItsWay === null ? patienceMs : loadPatienceMs)
  const heart = watchHeartbeat(pipe, session, () => emit({ kind: 'hung' }), patience)
  const typing = watchTyping({ pipe, care: needs.care, isOurs, personal: (what) => emit({ kind: 'personal', what }) })
  const memory = watchMemory(pipe, needs.memory ?? pageMemoryLimit(), () => emit({ kind: 'hog' }))

  /**
   * Does the page live as one that is looked at? The browser takes a window under the cover for one that nobody sees: it
   * would not be laid out, and its parts fetched two at a time (measured). So it is told, and told otherwise when it freezes.
   */
  const beSeen = (enabled: boolean): void => pipe.tell('Emulation.setFocusEmulationEnabled', { enabled }, session)

  async function navigate(url: string): Promise<void> {
    clearTimeout(loadTimer)
    loadTimer = setTimeout(() => emit({ kind: 'failed', fault: 'load' }), loadPatienceMs).unref()
    // Never waits for the answer: a site may take as long as it likes to send its first byte.
    pipe.tell('Page.navigate', { url, transitionType: 'link' }, session)
  }

  function askedForWindow(url: string, userGesture: boolean): void {
    if (!/^https?:/i.test(url)) {
      emit({ kind: 'window' })
      return
    }
    const verdict = needs.owner.judge({ url, use: 'popup', top: committed, method: 'GET' })
    if (verdict.kind === 'allow') void navigate(url)
    else emit({ kind: 'refused', url, code: verdict.code, use: 'popup', byChild: userGesture || wasPressed(), redirect: false })
  }

  stops.push(
    pipe.on('Page.frameNavigated', ({ frame }, from) => {
      if (from !== session || frame.parentId !== undefined) return
      next = null
      onItsWay = null
      const url = frame.unreachableUrl === undefined ? frame.url + (frame.urlFragment ?? '') : null
      // A page of the browser's own in the place of the site: some have a way on, and not all follow a failed request.
      if (url === null) emit({ kind: 'failed', fault: 'load' })
      if (url === null || (committed === null && url === 'about:blank')) return
      // The blank page that every window starts with is no place to go back to.
      if (committed === null) pipe.tell('Page.resetNavigationHistory', undefined, session)
      committed = url
      emit({ kind: 'committed', url, inside: false })
    }),
    pipe.on('Page.navigatedWithinDocument', ({ frameId, url }, from) => {
      if (from !== session || frameId !== targetId || committed === null) return
      committed = url
      emit({ kind: 'committed', url, inside: true })
    }),
    pipe.on('Page.domContentEventFired', (_, from) => {
      if (from !== session || committed === null) return
      if (needs.owner.judge({ url: committed, use: 'navigation', top: null, method: 'GET' }).kind === 'refuse') return
      clearTimeout(loadTimer)
      heart.start()
      emit({ kind: 'ready' })
    }),
    pipe.on('Runtime.bindingCalled', ({ name, payload }, from) => {
      if (name !== pageWordsBinding || !isOurs(from) || committed === null) return
      // Too large to be read is as good as not answering: it is covered and closed.
      if (payload === unreadWords) return emit({ kind: 'hung' })
      const words = readPageWords(payload)
      if (words !== null) emit({ kind: 'text', ...words, inFrame: words.inFrame || from !== session })
    }),
    pipe.on('Runtime.bindingCalled', ({ name, payload }, from) => {
      if (name !== guardBinding || !isOurs(from)) return
      if (payload === 'pane') needs.toTheBar()
      if (payload !== 'pressed') return
      pressedAt = performance.now()
      emit({ kind: 'pressed' })
    }),
    pipe.on('Network.requestWillBeSent', ({ requestId, type, frameId }, from) => {
      if (from !== session || type !== 'Document' || frameId !== targetId) return
      documents.set(requestId, 0)
      onItsWay = requestId
    }),
    pipe.on('Network.loadingFailed', ({ requestId, errorText }, from) => {
      if (from !== session || !documents.delete(requestId)) return
      next = null
      if (onItsWay === requestId) onItsWay = null
      const fault = loadFault(errorText)
      if (fault) emit({ kind: 'failed', fault })
    }),
    pipe.on('Network.dataReceived', ({ requestId, dataLength }, from) => {
      const before = documents.get(requestId)
      if (from !== session || before === undefined) return
      documents.set(requestId, before + dataLength)
      if (before + dataLength < documentBytes) return
      documents.delete(requestId)
      pipe.tell('Page.stopLoading', undefined, session)
      emit({ kind: 'failed', fault: 'load' })
    }),
    pipe.on('Network.loadingFinished', ({ requestId }) => {
      documents.delete(requestId)
      if (onItsWay === requestId) onItsWay = null
    }),
    pipe.on('Page.javascriptDialogOpening', ({ type }, from) => {
      if (!isOurs(from)) return
      // "Leave this page?" is not the page's to ask: leaving is always possible.
      pipe.tell('Page.handleJavaScriptDialog', { accept: type === 'beforeunload' }, from)
      if (type !== 'beforeunload') emit({ kind: 'dialog' })
    }),
    pipe.on('Page.fileChooserOpened', (_, from) => {
      if (isOurs(from)) emit({ kind: 'file-chooser' })
    }),
    pipe.on('Page.windowOpen', ({ url, userGesture }, from) => {
      if (isOurs(from)) askedForWindow(url, userGesture)
    }),
    pipe.on('Inspector.targetCrashed', (_, from) => {
      if (isOurs(from)) emit({ kind: 'crashed' })
    }),
    pipe.on('Target.detachedFromTarget', ({ sessionId }) => {
      if (sessionId !== session) sessions.delete(sessionId)
    }),
  )

  await guardSession(pipe, session, isThere, needs.care)
  if (isThere('prerender')) await pipe.send('Page.setPrerenderingAllowed', { isAllowed: false }, session)
  await pipe.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, session)
  beSeen(true)
  targets.run(session)

  return {
    targetId,
    session,
    top: () => next ?? committed,
    arriving(url) {
      next = url
    },
    wasPressed,
    hold: typing.hold,
    answerTyping: typing.answer,
    emit,
    async guardFrame(frame) {
      sessions.add(frame)
      await guardSession(pipe, frame, isThere, needs.care)
    },
    navigate,
    place: () => placeWindow(pipe, targetId, places.page),
    wake() {
      thaw()
      pipe.tell('Page.setWebLifecycleState', { state: 'active' }, session)
      beSeen(true)
      heart.start()
    },
    freeze() {
      heart.stop()
      thaw()
      beSeen(false)
      const still = (): void => pipe.tell('Page.setWebLifecycleState', { state: 'frozen' }, session)
      still()
      freezing = freezeAgainMs.map((ms) => setTimeout(still, ms).unref())
    },
    drop() {
      isDropped = true
      thaw()
      typing.stop()
      clearTimeout(loadTimer)
      heart.stop()
      memory.stop()
      for (const stop of stops) stop()
      pipe.tell('Target.closeTarget', { targetId })
    },
  }
}
