import type { Protocol } from 'devtools-protocol'
import { barHeight, kioskOrigin, type Surface } from '#core/contract/bridge.ts'
import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { watchHeartbeat } from './heartbeat.ts'
import { guardBinding, guardScript, guardWorld } from './page-guard.ts'
import type { Targets } from './targets.ts'
import type { WindowKeeper } from './window-keeper.ts'
import { layout, placeWindow } from './windows.ts'

const outgoing = 'hedgerowSend'
const incoming = 'hedgerowReceive'

/** Puts `window.hedgerow` (core/contract/bridge.ts) on our own screens, and on nothing else. */
const bridgeScript = `(() => {
  if (location.origin !== ${JSON.stringify(kioskOrigin)} || window !== top) return
  const send = globalThis.${outgoing}
  delete globalThis.${outgoing}
  const waiting = new Map()
  const listeners = new Set()
  let last = 0
  let view
  Object.defineProperty(globalThis, '${incoming}', { value(message) {
    if (message.kind === 'view') {
      view = message.view
      for (const listener of listeners) listener(view)
      return
    }
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') asked?.resolve(message.output)
    else asked?.reject(Object.assign(new Error(message.code), { code: message.code }))
  } })
  Object.defineProperty(globalThis, 'hedgerow', { value: Object.freeze({
    call(name, input) {
      return new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        send(JSON.stringify({ id: last, name, input }))
      })
    },
    onView(listener) {
      listeners.add(listener)
      if (view) listener(view)
      return () => { listeners.delete(listener) }
    },
  }) })
})()`

/** Answers when what is on the screen has been painted, its pictures too. */
const askPainted = {
  expression: `(async () => {
    const frame = () => new Promise(requestAnimationFrame)
    await frame()
    await frame()
    await Promise.all(Array.from(document.images, (one) => one.decode().catch(() => {})))
    await frame()
  })()`,
  awaitPromise: true,
  silent: true,
}
/** The bar waits no longer than this for it. */
const paintMs = 700
const patienceMs = 15_000
/** Our own screens may be slow to start; one that says nothing for this long has hung. */
const hungAfterMs = 10_000

export interface OwnScreens {
  /** Opens the big screen and the bar, each in a window of its own. Rejects with HG_SHELL_SILENT when they do not load. */
  open(firstTargetId: string): Promise<void>
  isOwn(targetId: string): boolean
  isOwnSession(session: string | undefined): boolean
  /** Gives the keys to one of our screens. What is above what is the window keeper's. */
  focusMain(): void
  focusBar(): void
  push(view: KioskView): void
  /** JavaScript on one of our screens, for tests and the film. */
  evaluate(surface: Surface, expression: string): Promise<unknown>
}

export interface OwnScreensNeeds {
  readonly pipe: DevtoolsPipe
  readonly targets: Targets
  readonly site: BuiltInSite
  readonly windows: Pick<WindowKeeper, 'meetAt'>
  readonly screen: { readonly width: number; readonly height: number }
  answer<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** A screen says that it listens: it gets the newest view. */
  ready(): void
  /** The child pressed the key that goes from the bar back to the page. */
  toThePage(): void
  /** One of our own screens crashed or closed. */
  lost(how: 'crashed' | 'closed' | 'hung'): void
}

type Asked = { readonly id: number; readonly name: string; readonly input: unknown }

type Calls = typeof import('#core/contract/calls.ts').calls

/** The shapes of all calls, loaded while the browser starts: it would otherwise wait for them. */
const loadCalls = (): Promise<Calls> => import('#core/contract/calls.ts').then(({ calls }) => calls)

function isCallName(calls: Calls, name: string): name is CallName {
  return Object.hasOwn(calls, name)
}

/** Our own two screens, from our own files: the only ones with a bridge to the kiosk. */
export function ownScreens(needs: OwnScreensNeeds): OwnScreens {
  const { pipe, targets, site } = needs
  const places = layout(needs.screen)
  const sessions = new Map<Surface, string>()
  const ids = new Map<Surface, string>()
  const isOwnSession = (session: string | undefined): boolean => session !== undefined && [...sessions.values()].includes(session)

  const say = (session: string, message: unknown): void =>
    pipe.tell('Runtime.evaluate', { expression: `globalThis.${incoming}?.(${JSON.stringify(message)})` }, session)

  async function take({ id, name, input }: Asked, session: string): Promise<void> {
    const refuse = (code: string): void => say(session, { kind: 'refusal', id, code })
    const calls = await loadCalls()
    if (!isCallName(calls, name)) return refuse('HG_BODY_SHAPE')
    const checked = calls[name].input.safeParse(input)
    if (!checked.success) return refuse('HG_BODY_SHAPE')
    if (name === 'screen.ready') needs.ready()
    try {
      // Only what the contract names reaches a screen, whatever the owner answers.
      const output = calls[name].output.parse(await needs.answer(name, checked.data as CallInput<typeof name>))
      say(session, { kind: 'answer', id, output })
    } catch (fault) {
      refuse(fault instanceof HedgerowError ? fault.code : 'HG_INTERNAL')
    }
  }

  pipe.on('Runtime.bindingCalled', ({ name, payload }, session) => {
    if (name !== outgoing || session === undefined || !isOwnSession(session)) return
    take(JSON.parse(payload) as Asked, session).catch(() => {})
  })
  pipe.on('Runtime.bindingCalled', ({ name, payload }, session) => {
    if (name === guardBinding && payload === 'pane' && session === sessions.get('bar')) needs.toThePage()
  })
  pipe.on('Fetch.requestPaused', (paused, session) => {
    if (session === undefined || !isOwnSession(session)) return
    fulfilFrom(pipe, site, paused, session)
  })
  pipe.on('Page.javascriptDialogOpening', (_, session) => {
    if (isOwnSession(session)) pipe.tell('Page.handleJavaScriptDialog', { accept: false }, session)
  })
  pipe.on('Inspector.targetCrashed', (_, session) => {
    if (isOwnSession(session)) needs.lost('crashed')
  })
  pipe.on('Target.targetDestroyed', ({ targetId }) => {
    if ([...ids.values()].includes(targetId)) needs.lost('closed')
  })

  async function open(surface: Surface, creating: Promise<string>): Promise<void> {
    const { targetId, session } = await targets.own(creating)
    sessions.set(surface, session)
    ids.set(surface, targetId)
    const listening = Promise.withResolvers<void>()
    let isThere = false
    const off = [
      // The blank page that was there before may still be saying that it is loaded.
      pipe.on('Page.frameNavigated', ({ frame }, from) => {
        if (from === session) isThere = frame.url.startsWith(site.origin)
      }),
      pipe.on('Page.domContentEventFired', (_, from) => {
        if (from === session && isThere) listening.resolve()
      }),
    ]
    await Promise.all([
      pipe.send('Page.enable', {}, session),
      pipe.send('Inspector.enable', {}, session),
      pipe.send('Runtime.enable', {}, session),
      pipe.send('Fetch.enable', { patterns: [{ urlPattern: `${site.origin}/*` }] }, session),
      pipe.send('Runtime.addBinding', { name: outgoing }, session),
      pipe.send('Runtime.addBinding', { name: guardBinding, executionContextName: guardWorld }, session),
      pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: bridgeScript }, session),
      pipe.send('Page.addScriptToEvaluateOnNewDocument', { source: guardScript, worldName: guardWorld }, session),
    ])
    targets.run(session)
    await Promise.all([
      placeWindow(pipe, targetId, places[surface], surface === 'main' ? needs.windows.meetAt('main') : undefined),
      pipe.send('Page.navigate', { url: `${site.origin}/?surface=${surface}` }, session),
    ])
    const timeout = Promise.withResolvers<never>()
    const timer = setTimeout(
      () => timeout.reject(new HedgerowError('HG_SHELL_SILENT', `our own ${surface} screen did not load`)),
      patienceMs,
    )
    try {
      await Promise.race([listening.promise, timeout.promise])
    } finally {
      clearTimeout(timer)
      for (const stop of off) stop()
    }
    watchHeartbeat(
      pipe,
      session,
      () => needs.lost('hung'),
      () => hungAfterMs,
    ).start()
  }

  /**
   * One after the other, the bar when the screen that a child looks at is painted: side by side that was a fifth later, and the
   * bar no sooner; with the bar begun before it was painted, again a fifth (measured).
   */
  async function openBoth(firstTargetId: string): Promise<void> {
    await open('main', Promise.resolve(firstTargetId))
    const painted = pipe.send('Runtime.evaluate', askPainted, sessions.get('main')).catch(() => {})
    await Promise.race([painted, new Promise((late) => setTimeout(late, paintMs))])
    const making = pipe.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      windowState: 'fullscreen',
      ...needs.windows.meetAt('bar'),
      width: places.bar.width,
      height: barHeight,
    })
    const bar = making.then((made) => made.targetId)
    await open('bar', bar)
    focus('main')
  }

  const focus = (surface: Surface): void => {
    const targetId = ids.get(surface)
    if (targetId !== undefined) pipe.tell('Target.activateTarget', { targetId })
  }
  return {
    open: openBoth,
    isOwn: (targetId) => [...ids.values()].includes(targetId),
    isOwnSession,
    focusMain: () => focus('main'),
    focusBar: () => focus('bar'),
    push(view) {
      for (const session of sessions.values()) say(session, { kind: 'view', view })
    },
    async evaluate(surface, expression) {
      const { result, exceptionDetails } = await pipe.send(
        'Runtime.evaluate',
        { expression, awaitPromise: true, returnByValue: true, userGesture: true },
        sessions.get(surface),
      )
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
      return result.value
    },
  }
}

/** Answers a paused request from a built-in site; what is not there is 404, and nothing goes to a network. */
export function fulfilFrom(
  pipe: DevtoolsPipe,
  site: BuiltInSite,
  { requestId, request }: Pick<Protocol.Fetch.RequestPausedEvent, 'requestId' | 'request'>,
  session: string | undefined,
  edit: (headers: readonly Protocol.Fetch.HeaderEntry[]) => Protocol.Fetch.HeaderEntry[] = (headers) => [...headers],
): void {
  const file = request.method === 'GET' ? site.file(request.url.slice(site.origin.length) || '/') : null
  const headers = Object.entries(site.headers).map(([name, value]) => ({ name, value }))
  if (!file) {
    pipe.tell('Fetch.fulfillRequest', { requestId, responseCode: 404, responseHeaders: edit(headers) }, session)
    return
  }
  pipe.tell(
    'Fetch.fulfillRequest',
    {
      requestId,
      responseCode: 200,
      responseHeaders: edit([...headers, { name: 'Content-Type', value: file.contentType }, { name: 'Cache-Control', value: 'no-store' }]),
      body: Buffer.from(file.body).toString('base64'),
    },
    session,
  )
}
