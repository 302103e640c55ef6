import type {
  App,
  AuthenticationResponseDetails,
  AuthInfo,
  BaseWindowConstructorOptions,
  BeforeSendResponse,
  CallbackResponse,
  Clipboard,
  Debugger,
  Display,
  GlobalShortcut,
  HandlerDetails,
  HeadersReceivedResponse,
  Input,
  InputEvent,
  Menu,
  OnBeforeRequestListenerDetails,
  OnBeforeSendHeadersListenerDetails,
  OnHeadersReceivedListenerDetails,
  PowerSaveBlocker,
  Rectangle,
  RenderProcessGoneDetails,
  Session,
  WebContents,
  WebPreferences,
  WindowOpenHandlerResponse,
} from 'electron'

/**
 * The whole of Electron that the shell uses, derived from its own types. `main.ts` hands the real module over, so a
 * name or a shape that Electron does not have fails the type check; the tests hand over a double of this and no more.
 */
export interface ElectronApi {
  readonly app: Emits<AppEvents> & Pick<App, 'focus'>
  readonly BaseWindow: new (options: BaseWindowConstructorOptions) => ApiWindow
  readonly WebContentsView: new (options: { webPreferences: WebPreferences }) => ApiView
  readonly session: { fromPartition(partition: string): ApiSession }
  readonly screen: Emits<ScreenEvents> & { getAllDisplays(): ApiDisplay[]; getPrimaryDisplay(): ApiDisplay }
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  readonly Menu: Pick<typeof Menu, 'setApplicationMenu'>
  readonly clipboard: Pick<Clipboard, 'clear'>
}

export type ApiEvent = { preventDefault(): void }
export type ApiDisplay = Pick<Display, 'id' | 'bounds'>

/** Overloads of `on` and `removeListener`, one for each event of the map. */
export type Emits<M extends { [E in keyof M]: unknown[] }> = Both<
  {
    [E in keyof M]: {
      on(event: E, listener: (...args: M[E]) => void): void
      removeListener(event: E, listener: (...args: M[E]) => void): void
    }
  }[keyof M]
>
type Both<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void ? All : never

export interface AppEvents {
  'select-client-certificate': [
    event: ApiEvent,
    contents: { readonly id: number } | null,
    url: string,
    list: unknown[],
    callback: (certificate?: undefined) => void,
  ]
  'web-contents-created': [event: ApiEvent, contents: ApiContents]
}

export interface ScreenEvents {
  'display-added': [event: ApiEvent, display: ApiDisplay]
  'display-removed': [event: ApiEvent, display: ApiDisplay]
  'display-metrics-changed': [event: ApiEvent, display: ApiDisplay, changed: string[]]
}

export type ApiNavigation = ApiEvent & { readonly url: string; readonly isMainFrame: boolean }

export interface ContentsEvents {
  'will-frame-navigate': [details: ApiNavigation]
  'will-redirect': [details: ApiNavigation]
  'will-attach-webview': [event: ApiEvent]
  'will-prevent-unload': [event: ApiEvent]
  'did-navigate': [event: ApiEvent, url: string, status: number]
  'did-navigate-in-page': [event: ApiEvent, url: string, isMainFrame: boolean]
  'dom-ready': []
  'did-finish-load': []
  'did-stop-loading': []
  'did-fail-load': [event: ApiEvent, code: number, description: string, url: string, isMainFrame: boolean]
  'certificate-error': [
    event: ApiEvent,
    url: string,
    error: string,
    certificate: object,
    callback: (isTrusted: boolean) => void,
    isMainFrame: boolean,
  ]
  login: [
    event: ApiEvent,
    details: Pick<AuthenticationResponseDetails, 'url'>,
    info: Pick<AuthInfo, 'isProxy' | 'host' | 'port'>,
    callback: (name?: string, password?: string) => void,
  ]
  'select-bluetooth-device': [event: ApiEvent, devices: object[], callback: (id: string) => void]
  'render-process-gone': [event: ApiEvent, details: Pick<RenderProcessGoneDetails, 'reason'>]
  unresponsive: []
  'before-input-event': [event: ApiEvent, input: Input]
  'input-event': [event: ApiEvent, input: Pick<InputEvent, 'type'>]
  destroyed: []
}

export type ApiContents = Emits<ContentsEvents> &
  Pick<
    WebContents,
    | 'id'
    | 'close'
    | 'focus'
    | 'forcefullyCrashRenderer'
    | 'getURL'
    | 'isDestroyed'
    | 'send'
    | 'setAudioMuted'
    | 'setIgnoreMenuShortcuts'
    | 'setVisualZoomLevelLimits'
    | 'setWebRTCIPHandlingPolicy'
  > & {
    loadURL(url: string): Promise<void>
    setWindowOpenHandler(handler: (details: Pick<HandlerDetails, 'url' | 'postBody'>) => WindowOpenHandlerResponse): void
    readonly mainFrame: { executeJavaScript(code: string): Promise<unknown>; readonly routingId: number; readonly processId: number }
    readonly debugger: Emits<DebuggerEvents> &
      Pick<Debugger, 'attach' | 'detach' | 'isAttached'> & {
        sendCommand(method: string, params?: object): Promise<unknown>
      }
  }
export interface DebuggerEvents {
  message: [event: ApiEvent, method: string, params: unknown]
}

/** What lies on the window, the last one added on top. Adding it again moves it to the top. */
export interface ApiLayer {
  setBounds(bounds: Rectangle): void
  setVisible(visible: boolean): void
  setBackgroundColor(color: string): void
}
export interface ApiView extends ApiLayer {
  readonly webContents: ApiContents
}

export interface WindowEvents {
  close: [event: ApiEvent]
  'app-command': [event: ApiEvent, command: string]
  'system-context-menu': [event: ApiEvent]
}
export type ApiWindow = Emits<WindowEvents> & {
  readonly contentView: { addChildView(layer: ApiLayer): void; removeChildView(layer: ApiLayer): void }
  destroy(): void
  focus(): void
  isDestroyed(): boolean
  setAlwaysOnTop(flag: boolean, level?: 'screen-saver'): void
  setBounds(bounds: Partial<Rectangle>): void
  setKiosk(flag: boolean): void
  show(): void
}

export interface SessionEvents {
  'will-download': [event: ApiEvent]
}
export type ApiRequest = Pick<OnBeforeRequestListenerDetails, 'url' | 'method' | 'resourceType'>
export type ApiSentHeaders = Pick<OnBeforeSendHeadersListenerDetails, 'requestHeaders'>
export type ApiHeaders = Pick<OnHeadersReceivedListenerDetails, 'url' | 'resourceType' | 'responseHeaders'>
export type ApiSession = Emits<SessionEvents> &
  Pick<
    Session,
    | 'clearAuthCache'
    | 'clearCache'
    | 'clearData'
    | 'clearHostResolverCache'
    | 'clearStorageData'
    | 'closeAllConnections'
    | 'setProxy'
    | 'setSpellCheckerEnabled'
  > & {
    setBluetoothPairingHandler(handler: (details: object, callback: (response: { confirmed: boolean }) => void) => void): void
    setDevicePermissionHandler(handler: (details: object) => boolean): void
    setDisplayMediaRequestHandler(handler: (request: object, callback: (streams: null) => void) => void): void
    setPermissionCheckHandler(handler: (contents: object | null, permission: string) => boolean): void
    setPermissionRequestHandler(handler: (contents: object, permission: string, callback: (granted: boolean) => void) => void): void
    readonly webRequest: {
      onBeforeRequest(listener: (details: ApiRequest, callback: (response: CallbackResponse) => void) => void): void
      onBeforeSendHeaders(listener: (details: ApiSentHeaders, callback: (response: BeforeSendResponse) => void) => void): void
      onHeadersReceived(listener: (details: ApiHeaders, callback: (response: HeadersReceivedResponse) => void) => void): void
    }
    readonly protocol: { handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void }
  }
