import { onTestFinished } from 'vitest'
import type { RunningHub } from '#hub/server/start.ts'

/** Server-sent events as they come. */
export interface EventReader {
  readonly status: number
  readonly events: readonly unknown[]
  readonly comments: () => number
  /** Resolves once an event fits; rejects after 5 s with what did come. */
  until(fits: (event: { kind: string }) => boolean): Promise<unknown>
  /** Resolves when the hub has ended the stream. */
  readonly ended: Promise<void>
}

export async function readEvents(hub: RunningHub, path: string, headers: Record<string, string>): Promise<EventReader> {
  const stop = new AbortController()
  onTestFinished(() => stop.abort())
  const answer = await fetch(hub.url + path, { headers, signal: stop.signal })
  const events: { kind: string }[] = []
  let comments = 0
  const pump = async () => {
    let rest = ''
    for await (const chunk of answer.body ?? []) {
      const parts = (rest + Buffer.from(chunk).toString()).split('\n\n')
      rest = parts.pop() ?? ''
      for (const part of parts) {
        if (part.startsWith('data: ')) events.push(JSON.parse(part.slice(6)))
        else comments++
      }
    }
  }
  return {
    status: answer.status,
    events,
    comments: () => comments,
    async until(fits) {
      const deadline = Date.now() + 20_000
      for (;;) {
        const found = events.find(fits)
        if (found !== undefined) return found
        if (Date.now() > deadline) throw new Error(`no such event, only ${JSON.stringify(events)}`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    ended: pump().catch(() => undefined),
  }
}
