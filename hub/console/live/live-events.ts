import { StaffEvent } from '#core/contract/hub-api.ts'

export type LiveKind = StaffEvent['kind']
export interface LiveEvents {
  /** Hears these kinds, and each coming back into reach, since events may have been missed. Returns a function that stops it. */
  hear(kinds: readonly LiveKind[], listener: () => void): () => void
  /** Is the live connection open? Told at once and at each change. */
  onReach(listener: (inReach: boolean) => void): () => void
  close(): void
}

const firstWait = 1_000
const longestWait = 15_000

/**
 * One live connection to the hub, opened again and again. A browser gives up on an EventSource for good when the hub
 * answers with anything but a stream, so that case has its own, growing wait. `onTrouble` is called each time, so that
 * the caller can ask whether the session has ended.
 */
export function connectLive(onTrouble: () => void): LiveEvents {
  const listeners = new Set<{ kinds: readonly LiveKind[]; listener: () => void }>()
  const reachListeners = new Set<(inReach: boolean) => void>()
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let wait = firstWait
  let inReach = false
  let openedBefore = false
  let closed = false

  const setReach = (now: boolean): void => {
    if (now === inReach) return
    inReach = now
    for (const listener of reachListeners) listener(now)
  }
  const open = (): void => {
    if (closed) return
    source = new EventSource('/api/staff/events')
    source.onopen = () => {
      wait = firstWait
      setReach(true)
      if (openedBefore) for (const { listener } of listeners) listener()
      openedBefore = true
    }
    source.onmessage = (message: MessageEvent<unknown>) => {
      const event = parse(message.data)
      if (event === null) return
      for (const { kinds, listener } of listeners) if (kinds.includes(event.kind)) listener()
    }
    source.onerror = () => {
      setReach(false)
      onTrouble()
      if (source?.readyState !== EventSource.CLOSED) return
      source.close()
      clearTimeout(timer)
      timer = setTimeout(open, wait)
      wait = Math.min(wait * 2, longestWait)
    }
  }
  open()

  return {
    hear(kinds, listener) {
      const entry = { kinds, listener }
      listeners.add(entry)
      return () => listeners.delete(entry)
    },
    onReach(listener) {
      reachListeners.add(listener)
      listener(inReach)
      return () => reachListeners.delete(listener)
    },
    close() {
      closed = true
      clearTimeout(timer)
      source?.close()
    },
  }
}

function parse(text: unknown): StaffEvent | null {
  try {
    const event = StaffEvent.safeParse(JSON.parse(String(text)))
    return event.success ? event.data : null
  } catch {
    return null
  }
}
