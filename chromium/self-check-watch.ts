import type { DevtoolsPipe } from './devtools-pipe.ts'
import { saved } from './self-check-page.ts'

/** What the browser itself says became of the attempts; each word of it is something that happened, never that nothing did. */
export interface Watched {
  /** How a request ended: its error, or `answered`. Null: it has not. */
  endOf(url: string): string | null
  /** Does this document come with rules of what it may use? Null: it has not come. */
  hasRules(url: string): boolean | null
  socketsOver(): number
  triedWindow(): boolean
  download(): 'none' | 'begun' | 'canceled' | 'completed'
  stop(): void
}

/** Hears the page of the self-check and its frames; nothing else is open meanwhile. */
export function watchAttempts(pipe: DevtoolsPipe): Watched {
  const urls = new Map<string, string>()
  const ends = new Map<string, string>()
  const rules = new Map<string, boolean>()
  const sockets = new Set<string>()
  let triedWindow = false
  let guid: string | null = null
  let download: ReturnType<Watched['download']> = 'none'
  const ended = (requestId: string, how: string): void => {
    const url = urls.get(requestId)
    if (url !== undefined && !ends.has(url)) ends.set(url, how)
  }
  const stops = [
    pipe.on('Network.requestWillBeSent', ({ requestId, request }) => {
      urls.set(requestId, request.url)
    }),
    pipe.on('Network.responseReceived', ({ requestId, response }) => {
      const names = Object.keys(response.headers).map((name) => name.toLowerCase())
      rules.set(response.url, names.includes('permissions-policy'))
      ended(requestId, 'answered')
    }),
    pipe.on('Network.loadingFailed', ({ requestId, errorText }) => ended(requestId, errorText)),
    pipe.on('Network.webSocketClosed', ({ requestId }) => {
      sockets.add(requestId)
    }),
    pipe.on('Page.windowOpen', () => {
      triedWindow = true
    }),
    pipe.on('Browser.downloadWillBegin', (begun) => {
      if (begun.suggestedFilename !== saved) return
      guid = begun.guid
      if (download === 'none') download = 'begun'
    }),
    pipe.on('Browser.downloadProgress', (progress) => {
      if (progress.guid === guid && progress.state !== 'inProgress') download = progress.state
    }),
  ]
  return {
    endOf: (url) => ends.get(url) ?? null,
    hasRules: (url) => rules.get(url) ?? null,
    socketsOver: () => sockets.size,
    triedWindow: () => triedWindow,
    download: () => download,
    stop() {
      for (const stop of stops) stop()
    },
  }
}
