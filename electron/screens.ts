import { kioskOrigin, type Surface } from '#core/contract/bridge.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { ClockPort } from '#core/ports.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import { viewChannel } from './channels.ts'
import type { ApiContents, ApiView, ElectronApi } from './electron-api.ts'
import { isKeyAllowed, isNextPane } from './keys.ts'
import { serveSite } from './protocol.ts'
import { refuseAllBut } from './requests.ts'
import { denyEverything } from './session-rules.ts'
import { screenPreferences } from './web-preferences.ts'

const loadWithinMs = 20_000

export interface ScreenParts {
  readonly partition: string
  readonly site: BuiltInSite
  readonly preloadPath: string
  readonly isMac: boolean
  readonly clock: Pick<ClockPort, 'after'>
  /** The key that goes from the bar to the page. */
  onNextPane(): void
  /** One of our own screens died or hangs; it is being loaded again. */
  onFault(detail: string): void
}

/** Our own two surfaces, in a session of their own that has no network at all. */
export interface Screens {
  readonly main: ApiView
  readonly bar: ApiView
  isOurs(contentsId: number): boolean
  /** Resolves when both are loaded. Throws HG_SHELL_SILENT. */
  load(): Promise<void>
  /** Sends the view to both, or only to the one with this id. */
  send(view: KioskView, contentsId?: number): void
  /** A window that goes does not take its layers' contents along. */
  close(): void
}

export function openScreens(api: Pick<ElectronApi, 'session' | 'WebContentsView'>, parts: ScreenParts): Screens {
  // No `persist:`: the session lives in memory only.
  const session = api.session.fromPartition(parts.partition)
  denyEverything(session, () => undefined)
  refuseAllBut(session, kioskOrigin)
  serveSite(session, parts.site, () => true)

  const webPreferences = { ...screenPreferences, preload: parts.preloadPath, session: session as Electron.Session }
  const main = new api.WebContentsView({ webPreferences })
  const bar = new api.WebContentsView({ webPreferences })
  const surfaces: readonly (readonly [Surface, ApiContents])[] = [
    ['main', main.webContents],
    ['bar', bar.webContents],
  ]
  let isClosing = false
  const address = (surface: Surface) => `${kioskOrigin}/?surface=${surface}`

  bar.webContents.on('before-input-event', (_event, input) => {
    if (isNextPane(input)) parts.onNextPane()
  })
  for (const [surface, contents] of surfaces) {
    keepHome(contents, parts.isMac)
    const again = (detail: string) => {
      if (isClosing || contents.isDestroyed()) return
      parts.onFault(`${surface} ${detail}`)
      contents.loadURL(address(surface)).catch(() => undefined)
    }
    contents.on('render-process-gone', (_event, { reason }) => again(reason))
    contents.on('unresponsive', () => contents.forcefullyCrashRenderer())
  }

  return {
    main,
    bar,
    isOurs: (contentsId) => surfaces.some(([, contents]) => contents.id === contentsId),
    async load() {
      let late: { cancel(): void } | null = null
      const silence = new Promise<never>((_resolve, reject) => {
        late = parts.clock.after(loadWithinMs, () => reject(new HedgerowError('HG_SHELL_SILENT', 'our screens')))
      })
      const loads = surfaces.map(([surface, contents]) =>
        contents.loadURL(address(surface)).catch((cause: unknown) => {
          throw new HedgerowError('HG_SHELL_SILENT', `the ${surface} screen`, { cause })
        }),
      )
      await Promise.race([Promise.all(loads), silence]).finally(() => late?.cancel())
    },
    close() {
      isClosing = true
      for (const [, contents] of surfaces) if (!contents.isDestroyed()) contents.close()
    },
    send(view, contentsId) {
      for (const [, contents] of surfaces)
        if ((contentsId === undefined || contents.id === contentsId) && !contents.isDestroyed()) contents.send(viewChannel, view)
    },
  }
}

/** Our screens never leave home, open nothing and know no shortcuts. */
function keepHome(contents: ApiContents, isMac: boolean): void {
  contents.on('will-frame-navigate', (details) => {
    if (URL.parse(details.url)?.origin !== kioskOrigin) details.preventDefault()
  })
  contents.on('will-redirect', (details) => details.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('before-input-event', (event, input) => {
    if (!isKeyAllowed(input, isMac)) event.preventDefault()
  })
  contents.setIgnoreMenuShortcuts(true)
}
