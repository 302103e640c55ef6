import { barHeight } from '#core/contract/bridge.ts'
import type { ApiDisplay, ApiView, ApiWindow, ElectronApi } from './electron-api.ts'

/** Shown where nothing has been painted yet: `--ground` of assets/tokens.css, never white or black. */
export const paper = '#fbf5e6'

/** What every kiosk window is made with; compared exactly in a test. */
export const windowOptions = Object.freeze({
  frame: false,
  show: false,
  resizable: false,
  movable: false,
  minimizable: false,
  maximizable: false,
  fullscreenable: true,
  skipTaskbar: true,
  autoHideMenuBar: true,
  backgroundColor: paper,
  title: 'Hedgerow',
} as const)

/** The kiosk's windows: one with three layers on the first display, and a plain one that covers each further display. */
export interface KioskWindows {
  /** Our big screen on top of everything. Touches nothing of the page. */
  raiseMain(): void
  /** The page, then the bar above it. */
  raisePage(page: ApiView): void
  addPage(page: ApiView): void
  removePage(page: ApiView): void
  /** Fits every layer and covers every display; called when a display comes, goes or changes. */
  layOut(): void
  setKiosk(on: boolean): void
  show(): void
  destroy(): void
}

export function openWindows(api: Pick<ElectronApi, 'BaseWindow' | 'screen'>, main: ApiView, bar: ApiView): KioskWindows {
  const first = openWindow(api)
  const further = new Map<number, ApiWindow>()
  let isKiosk = false
  let isShown = false
  let page: ApiView | null = null

  for (const layer of [bar, main]) {
    layer.setBackgroundColor(paper)
    first.contentView.addChildView(layer)
  }

  function place(window: ApiWindow, display: ApiDisplay): void {
    window.setBounds(display.bounds)
    if (isShown) window.show()
    window.setKiosk(isKiosk)
    window.setAlwaysOnTop(isKiosk, 'screen-saver')
  }

  const windows: KioskWindows = {
    raiseMain() {
      first.contentView.addChildView(main)
      main.webContents.focus()
    },
    raisePage(shown) {
      shown.setVisible(true)
      first.contentView.addChildView(shown)
      first.contentView.addChildView(bar)
      shown.webContents.focus()
    },
    addPage(added) {
      page = added
      added.setBackgroundColor('#ffffff')
      first.contentView.addChildView(added)
      // A new layer comes on top; until it is shown, our screen lies over it.
      first.contentView.addChildView(main)
      windows.layOut()
    },
    removePage(removed) {
      first.contentView.removeChildView(removed)
      if (page === removed) page = null
    },
    layOut() {
      const primary = api.screen.getPrimaryDisplay()
      const displays = api.screen.getAllDisplays()
      place(first, primary)
      const { width, height } = primary.bounds
      main.setBounds({ x: 0, y: 0, width, height })
      bar.setBounds({ x: 0, y: 0, width, height: barHeight })
      page?.setBounds({ x: 0, y: barHeight, width, height: Math.max(0, height - barHeight) })
      for (const display of displays) {
        if (display.id === primary.id) continue
        const window = further.get(display.id) ?? openWindow(api)
        further.set(display.id, window)
        place(window, display)
      }
      for (const [id, window] of further) {
        if (id !== primary.id && displays.some((display) => display.id === id)) continue
        further.delete(id)
        window.destroy()
      }
    },
    setKiosk(on) {
      isKiosk = on
      windows.layOut()
    },
    show() {
      isShown = true
      windows.layOut()
      first.focus()
    },
    destroy() {
      for (const window of [first, ...further.values()]) if (!window.isDestroyed()) window.destroy()
      further.clear()
    },
  }
  return windows
}

/** A window that no key, button or menu closes: `destroy` alone does, and that does not ask. */
function openWindow(api: Pick<ElectronApi, 'BaseWindow'>): ApiWindow {
  const window = new api.BaseWindow(windowOptions)
  window.on('close', (event) => event.preventDefault())
  window.on('app-command', (event) => event.preventDefault())
  window.on('system-context-menu', (event) => event.preventDefault())
  return window
}
