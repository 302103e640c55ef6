import type { WebPreferences } from 'electron'
import type { ApiContents, ApiView, ContentsEvents, DebuggerEvents } from '#electron/electron-api.ts'
import { cancellable, Emitter } from './emitter.ts'
import type { DoubleSession } from './session.ts'

const tick = () => new Promise((resolve) => setImmediate(resolve))
const failures = { unreachable: -105, 'bad-certificate': -202, 'asks-login': -3 } as const

class DoubleDebugger extends Emitter<DebuggerEvents> {
  readonly sent: { readonly method: string; readonly params: object }[] = []
  #isAttached = false
  attach(): void {
    if (this.#isAttached) throw new Error('Debugger is already attached to the target')
    this.#isAttached = true
  }
  detach(): void {
    this.#isAttached = false
  }
  isAttached = () => this.#isAttached
  async sendCommand(method: string, params: object = {}): Promise<unknown> {
    this.sent.push({ method, params })
    return {}
  }
  has(method: string): boolean {
    return this.#isAttached && this.sent.some((one) => one.method === method)
  }
}

/** A WebContents of the double. Orders of events are those of Electron's documentation and of its source. */
export class DoubleContents extends Emitter<ContentsEvents> implements ApiContents {
  static nextId = 1
  readonly id = DoubleContents.nextId++
  readonly preferences: WebPreferences
  readonly session: DoubleSession
  readonly debugger = new DoubleDebugger()
  readonly received: { readonly channel: string; readonly args: readonly unknown[] }[] = []
  #url = ''
  #isDestroyed = false
  isHung = false
  isMuted = false
  shortcutsIgnored = false
  webRtcPolicy = 'default'
  openHandler: Parameters<ApiContents['setWindowOpenHandler']>[0] | null = null
  windowsOpened = 0
  loads: string[] = []

  constructor(preferences: WebPreferences) {
    super()
    this.preferences = preferences
    this.session = preferences.session as object as DoubleSession
  }

  readonly mainFrame = {
    routingId: 1,
    processId: 4,
    executeJavaScript: (): Promise<unknown> => (this.isHung ? new Promise(() => undefined) : Promise.resolve(0)),
  }
  getURL = () => this.#url
  isDestroyed = () => this.#isDestroyed
  focused = 0
  focus(): void {
    this.focused += 1
  }
  send(channel: string, ...args: unknown[]): void {
    this.received.push({ channel, args })
  }
  setAudioMuted(muted: boolean): void {
    this.isMuted = muted
  }
  setIgnoreMenuShortcuts(ignored: boolean): void {
    this.shortcutsIgnored = ignored
  }
  async setVisualZoomLevelLimits(): Promise<void> {}
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtcPolicy = policy
  }
  setWindowOpenHandler(handler: NonNullable<typeof this.openHandler>): void {
    this.openHandler = handler
  }
  /** A page that hangs is not closed by asking: it needs the force. */
  close(): void {
    if (!this.isHung) setImmediate(() => this.#destroy())
  }
  forcefullyCrashRenderer(): void {
    this.isHung = false
    this.fire('render-process-gone', cancellable({}), { reason: 'killed' })
  }
  #destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.fire('destroyed')
  }

  /** As an app does: no will-navigate event comes. Resolves with did-finish-load, rejects with did-fail-load. */
  async loadURL(url: string): Promise<void> {
    this.loads.push(url)
    await tick()
    if (!(await this.#navigate(url))) throw new Error('ERR_FAILED')
  }
  /** As a page or a child does: will-frame-navigate comes first, and may prevent it. */
  async goByPage(url: string): Promise<void> {
    if (this.#isDestroyed) return
    const event = cancellable({ url, isMainFrame: true })
    this.fire('will-frame-navigate', event)
    if (event.isPrevented()) return
    await this.#navigate(url)
  }
  async #navigate(first: string): Promise<boolean> {
    let url = first
    for (;;) {
      if (this.#isDestroyed) return false
      const fetched = await this.session.fetch(url, 'mainFrame')
      await tick()
      if (fetched.kind === 'cancelled') return this.#failed(url, -20)
      if (fetched.kind === 'redirect') {
        const event = cancellable({ url: fetched.to ?? '', isMainFrame: true })
        this.fire('will-redirect', event)
        if (event.isPrevented()) return this.#failed(url, -3)
        url = fetched.to ?? ''
        continue
      }
      if (fetched.kind === 'attachment') {
        this.session.download()
        return this.#failed(url, -3)
      }
      if (fetched.kind === 'asks-login') {
        this.fire('login', cancellable({}), { url }, { isProxy: false, host: 'site.example', port: 443 }, () => undefined)
        return this.#failed(url, failures['asks-login'])
      }
      if (fetched.kind === 'bad-certificate') {
        const event = cancellable({})
        let isTrusted = false
        const callback = (answer: boolean) => {
          isTrusted = answer
        }
        this.fire('certificate-error', event, url, 'net::ERR_CERT_AUTHORITY_INVALID', {}, callback, true)
        // Electron's rule: the answer counts only when the event was prevented; else the certificate is refused.
        if (event.isPrevented() && isTrusted) return this.#commit(url)
        return this.#failed(url, failures['bad-certificate'])
      }
      if (fetched.kind === 'unreachable') return this.#failed(url, failures.unreachable)
      return this.#commit(url)
    }
  }
  #commit(url: string): boolean {
    this.#url = url
    this.fire('did-navigate', cancellable({}), url, 200)
    this.fire('dom-ready')
    this.fire('did-finish-load')
    this.fire('did-stop-loading')
    return true
  }
  #failed(url: string, code: number): false {
    this.fire('did-fail-load', cancellable({}), code, '', url, true)
    this.fire('did-stop-loading')
    return false
  }

  /** A real press: it reaches the page unless before-input-event or the view keeps it. */
  press(): void {
    this.fire('input-event', cancellable({}), { type: 'mouseDown' })
  }
  pushState(path: string): void {
    this.#url = new URL(path, this.#url).href
    this.fire('did-navigate-in-page', cancellable({}), this.#url, true)
  }
  openWindow(url: string): void {
    const answer = this.openHandler?.({ url }) ?? { action: 'allow' }
    if (answer.action === 'allow') this.windowsOpened += 1
  }
  /** Resolves when the dialog is gone; a page whose dialogs are neither off nor watched would wait for ever. */
  alert(): void {
    if (this.debugger.has('Page.enable')) this.debugger.fire('message', cancellable({}), 'Page.javascriptDialogOpening', { type: 'alert' })
    if (this.preferences.disableDialogs !== true) throw new Error('a dialog stands open')
  }
  chooseFile(): void {
    if (!this.debugger.has('Page.setInterceptFileChooserDialog')) throw new Error('a file picker stands open')
    this.debugger.fire('message', cancellable({}), 'Page.fileChooserOpened', {})
  }
  crash(): void {
    this.fire('render-process-gone', cancellable({}), { reason: 'crashed' })
  }
}

export class DoubleView implements ApiView {
  readonly webContents: DoubleContents
  isVisible = true
  bounds = { x: 0, y: 0, width: 0, height: 0 }
  background = ''
  constructor({ webPreferences }: { webPreferences: WebPreferences }) {
    this.webContents = new DoubleContents(webPreferences)
  }
  setBounds(bounds: typeof this.bounds): void {
    this.bounds = bounds
  }
  setVisible(visible: boolean): void {
    this.isVisible = visible
  }
  setBackgroundColor(color: string): void {
    this.background = color
  }
}
