import type { BaseWindowConstructorOptions, WebPreferences } from 'electron'
import type { ApiDisplay, ApiLayer, ApiWindow, AppEvents, ElectronApi, ScreenEvents, WindowEvents } from '#electron/electron-api.ts'
import type { ApiInvoke, ApiIpcMain } from '#electron/ipc.ts'
import { DoubleView } from './contents.ts'
import { cancellable, Emitter } from './emitter.ts'
import { DoubleSession } from './session.ts'
import { Web } from './web.ts'

export class DoubleWindow extends Emitter<WindowEvents> implements ApiWindow {
  readonly options: BaseWindowConstructorOptions
  /** Bottom first, as in View.children. */
  layers: ApiLayer[] = []
  bounds: Partial<{ x: number; y: number; width: number; height: number }> = {}
  isKiosk = false
  isOnTop = false
  isShown = false
  #isDestroyed = false
  constructor(options: BaseWindowConstructorOptions) {
    super()
    this.options = options
  }
  readonly contentView = {
    addChildView: (layer: ApiLayer) => {
      this.layers = [...this.layers.filter((one) => one !== layer), layer]
    },
    removeChildView: (layer: ApiLayer) => {
      this.layers = this.layers.filter((one) => one !== layer)
    },
  }
  /** The topmost layer that is drawn at this point. */
  at(x: number, y: number): DoubleView | null {
    const views = this.layers.filter((layer): layer is DoubleView => layer instanceof DoubleView)
    const covers = ({ isVisible, bounds: b }: DoubleView) => isVisible && x >= b.x && x < b.x + b.width && y >= b.y && y < b.y + b.height
    return views.findLast(covers) ?? null
  }
  destroy(): void {
    this.#isDestroyed = true
  }
  isDestroyed = () => this.#isDestroyed
  focus(): void {}
  setAlwaysOnTop(flag: boolean): void {
    this.isOnTop = flag
  }
  setBounds(bounds: typeof this.bounds): void {
    this.bounds = bounds
  }
  setKiosk(flag: boolean): void {
    this.isKiosk = flag
  }
  show(): void {
    this.isShown = true
  }
}

export const oneDisplay: ApiDisplay = { id: 1, bounds: { x: 0, y: 0, width: 1280, height: 720 } }

/** A typed double of the few calls of Electron that the shell makes; no more of Electron is pretended. */
export class DoubleElectron implements ElectronApi {
  readonly web = new Web()
  readonly windows: DoubleWindow[] = []
  readonly views: DoubleView[] = []
  readonly sessions = new Map<string, DoubleSession>()
  readonly keys = new Set<string>()
  readonly refusedKeys = new Set<string>()
  readonly blockers = new Set<number>()
  readonly handlers = new Map<string, (event: ApiInvoke, ...args: unknown[]) => Promise<unknown>>()
  displays: ApiDisplay[] = [oneDisplay]
  clipboardCleared = 0
  menu: unknown = 'default'
  readonly #listenersSeeHandled: boolean
  constructor({ listenersSeeHandled = false } = {}) {
    this.#listenersSeeHandled = listenersSeeHandled
  }

  readonly app = Object.assign(new Emitter<AppEvents>(), { focus: () => undefined })
  readonly screen = Object.assign(new Emitter<ScreenEvents>(), {
    getAllDisplays: () => this.displays,
    getPrimaryDisplay: () => this.displays[0] ?? oneDisplay,
  })
  readonly session = {
    fromPartition: (partition: string) => {
      const found = this.sessions.get(partition) ?? new DoubleSession(partition, this.web, this.#listenersSeeHandled)
      this.sessions.set(partition, found)
      return found
    },
  }
  readonly globalShortcut = {
    register: (key: string) => {
      if (this.refusedKeys.has(key)) return false
      this.keys.add(key)
      return true
    },
    unregister: (key: string) => void this.keys.delete(key),
  }
  readonly powerSaveBlocker = {
    start: () => {
      const id = this.blockers.size + 1
      this.blockers.add(id)
      return id
    },
    stop: (id: number) => this.blockers.delete(id),
  }
  readonly Menu = {
    setApplicationMenu: (menu: unknown) => {
      this.menu = menu
    },
  }
  readonly clipboard = {
    clear: () => {
      this.clipboardCleared += 1
    },
  }
  readonly BaseWindow = madeBy((options: BaseWindowConstructorOptions) => {
    const window = new DoubleWindow(options)
    this.windows.push(window)
    return window
  })
  readonly WebContentsView = madeBy((options: { webPreferences: WebPreferences }) => {
    const view = new DoubleView(options)
    this.views.push(view)
    this.app.fire('web-contents-created', cancellable({}), view.webContents)
    return view
  })
  readonly ipcMain: ApiIpcMain = {
    handle: (channel, listener) => {
      if (this.handlers.has(channel)) throw new Error('Attempted to register a second handler')
      this.handlers.set(channel, listener)
    },
    removeHandler: (channel) => void this.handlers.delete(channel),
  }
}

/** A function that can be called with `new`, as Electron's classes are. */
function madeBy<O, T extends object>(make: (options: O) => T): new (options: O) => T {
  return class {
    constructor(options: O) {
      // biome-ignore lint/correctness/noConstructorReturn: what is made is remembered by the double, whose `this` is another one
      return make(options)
    }
  } as new (
    options: O,
  ) => T
}
