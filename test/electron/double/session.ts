import type { ApiHeaders, ApiRequest, ApiSession, SessionEvents } from '#electron/electron-api.ts'
import { cancellable, Emitter } from './emitter.ts'
import type { Web, WebAnswer } from './web.ts'

type BeforeRequest = Parameters<ApiSession['webRequest']['onBeforeRequest']>[0]
type BeforeSendHeaders = Parameters<ApiSession['webRequest']['onBeforeSendHeaders']>[0]
type HeadersReceived = Parameters<ApiSession['webRequest']['onHeadersReceived']>[0]
type ResourceType = ApiRequest['resourceType']

export type Fetched = { readonly kind: 'cancelled' } | { readonly kind: 'handled'; readonly status: number } | WebAnswer

/** A session of the double: one listener for each webRequest event, handlers that take a whole scheme, storage by origin. */
export class DoubleSession extends Emitter<SessionEvents> implements ApiSession {
  readonly partition: string
  readonly #web: Web
  /** Whether request listeners are asked for a handled scheme differs between Electron's versions (electron#45865). */
  readonly #listenersSeeHandled: boolean
  beforeRequest: BeforeRequest | null = null
  beforeSendHeaders: BeforeSendHeaders | null = null
  headersReceived: HeadersReceived | null = null
  readonly handlers = new Map<string, (request: Request) => Response | Promise<Response>>()
  readonly stored = new Set<string>()
  readonly cleared: string[] = []
  permissionRequest: Parameters<ApiSession['setPermissionRequestHandler']>[0] | null = null
  permissionCheck: Parameters<ApiSession['setPermissionCheckHandler']>[0] | null = null
  devicePermission: Parameters<ApiSession['setDevicePermissionHandler']>[0] | null = null
  displayMedia: Parameters<ApiSession['setDisplayMediaRequestHandler']>[0] | null = null
  pairing: Parameters<ApiSession['setBluetoothPairingHandler']>[0] | null = null
  isSpellCheckerEnabled = true
  clearingFails = false

  constructor(partition: string, web: Web, listenersSeeHandled: boolean) {
    super()
    this.partition = partition
    this.#web = web
    this.#listenersSeeHandled = listenersSeeHandled
  }

  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.beforeRequest = listener
    },
    onBeforeSendHeaders: (listener: BeforeSendHeaders) => {
      this.beforeSendHeaders = listener
    },
    onHeadersReceived: (listener: HeadersReceived) => {
      this.headersReceived = listener
    },
  }
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
      if (this.handlers.has(scheme)) throw new Error(`${scheme} is handled already`)
      this.handlers.set(scheme, handler)
    },
  }
  setPermissionRequestHandler(handler: NonNullable<typeof this.permissionRequest>): void {
    this.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: NonNullable<typeof this.permissionCheck>): void {
    this.permissionCheck = handler
  }
  setDevicePermissionHandler(handler: NonNullable<typeof this.devicePermission>): void {
    this.devicePermission = handler
  }
  setDisplayMediaRequestHandler(handler: NonNullable<typeof this.displayMedia>): void {
    this.displayMedia = handler
  }
  setBluetoothPairingHandler(handler: NonNullable<typeof this.pairing>): void {
    this.pairing = handler
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.isSpellCheckerEnabled = enabled
  }
  proxy: Parameters<ApiSession['setProxy']>[0] | null = null
  proxyFails = false
  /** Requests that went past the proxy, or came before there was one. */
  readonly unproxied: string[] = []
  async setProxy(config: Parameters<ApiSession['setProxy']>[0]): Promise<void> {
    await Promise.resolve()
    if (this.proxyFails) throw new Error('no proxy')
    this.proxy = config
  }
  async #clear(what: string): Promise<void> {
    if (this.clearingFails) throw new Error('disk says no')
    this.cleared.push(what)
  }
  closeAllConnections = () => this.#clear('connections')
  async clearData(): Promise<void> {
    await this.#clear('data')
    this.stored.clear()
  }
  clearStorageData = () => this.#clear('storage')
  clearCache = () => this.#clear('cache')
  clearAuthCache = () => this.#clear('auth')
  clearHostResolverCache = () => this.#clear('resolver')

  /** One request on its way: the listener, then the handler of its scheme or the web, then the headers. */
  async fetch(url: string, resourceType: ResourceType, method = 'GET', requestHeaders: Record<string, string> = {}): Promise<Fetched> {
    const handler = this.handlers.get(url.slice(0, url.indexOf(':')))
    if (handler === undefined || this.#listenersSeeHandled) {
      const cancelled = this.beforeRequest === null ? false : await this.#ask(this.beforeRequest, { url, method, resourceType })
      if (cancelled) return { kind: 'cancelled' }
    }
    if (handler !== undefined) {
      const response = await handler(new Request(url, { method }))
      return response.type === 'error' ? { kind: 'cancelled' } : { kind: 'handled', status: response.status }
    }
    const isStopped = await new Promise<boolean>((resolve) => {
      if (this.beforeSendHeaders === null) resolve(false)
      else this.beforeSendHeaders({ requestHeaders }, ({ cancel }) => resolve(cancel === true))
    })
    if (isStopped) return { kind: 'cancelled' }
    if (this.proxy === null) this.unproxied.push(url)
    const answer = this.#web.answer(url)
    this.headersReceived?.({ url, resourceType, responseHeaders: {} } satisfies ApiHeaders, () => undefined)
    return answer
  }
  #ask(listener: BeforeRequest, details: ApiRequest): Promise<boolean> {
    return new Promise((resolve) => listener(details, ({ cancel }) => resolve(cancel === true)))
  }
  /** Answers true when a file would have been written. */
  download(): boolean {
    const event = cancellable({})
    this.fire('will-download', event)
    return !event.isPrevented()
  }
}
