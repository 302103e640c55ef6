import type { IncomingMessage } from 'node:http'
import { KioskEvent } from '#core/contract/hub-api.ts'
import { eventLines } from './event-lines.ts'
import { sendHttp } from './http.ts'

export interface HubEventsOptions {
  readonly url: URL
  readonly token: string
  readonly ca: string | undefined
  readonly onEvent: (event: KioskEvent) => void
  /** Each change, beginning with the first success. */
  readonly onReach: (online: boolean) => void
  /** The hub sends a comment at least every 15 s; after this long without a byte it is gone. */
  readonly silenceMs?: number
  readonly random?: () => number
}

const shortestPause = 250
const longestPause = 15_000
/** A stream that held for so long was a good one: the next try comes soon. */
const goodStreamMs = 10_000

/** Keeps one stream of events open, again and again, until the function that it returns is called. */
export function followHub(options: HubEventsOptions): () => void {
  const { onReach, random = Math.random, silenceMs = 40_000 } = options
  let stopped = false
  let online = false
  let failures = 0
  let timer: NodeJS.Timeout | undefined
  let current = new AbortController()

  const say = (now: boolean) => {
    if (now === online || stopped) return
    online = now
    onReach(now)
  }

  async function again(): Promise<void> {
    const startedAt = performance.now()
    current = new AbortController()
    await readStream(options, current, silenceMs, () => say(true)).catch(() => undefined)
    say(false)
    if (stopped) return
    failures = performance.now() - startedAt > goodStreamMs ? 0 : failures + 1
    const pause = Math.min(longestPause, shortestPause * 2 ** Math.max(0, failures - 1))
    timer = setTimeout(() => void again(), pause * (0.5 + random() / 2))
  }
  void again()

  return () => {
    stopped = true
    clearTimeout(timer)
    current.abort()
  }
}

/** One stream, to its end. Rejects when it cannot be opened, breaks or falls silent. */
async function readStream(options: HubEventsOptions, abort: AbortController, silenceMs: number, onOpen: () => void): Promise<void> {
  const { url, token, ca, onEvent } = options
  let silence = setTimeout(() => abort.abort(), silenceMs)
  try {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    const answer: IncomingMessage = await sendHttp({ url, method: 'GET', headers, ca, signal: abort.signal })
    if (answer.statusCode !== 200 || !(answer.headers['content-type'] ?? '').startsWith('text/event-stream')) {
      answer.destroy()
      throw new Error('no stream of events')
    }
    onOpen()
    const take = eventLines()
    answer.setEncoding('utf8')
    for await (const piece of answer as AsyncIterable<string>) {
      clearTimeout(silence)
      silence = setTimeout(() => abort.abort(), silenceMs)
      for (const text of take(piece)) {
        const event = readEvent(text)
        // One that a newer hub sends and this kiosk does not know is passed over.
        if (event !== null) onEvent(event)
      }
    }
  } finally {
    clearTimeout(silence)
  }
}

function readEvent(text: string): KioskEvent | null {
  try {
    return KioskEvent.parse(JSON.parse(text))
  } catch {
    return null
  }
}
