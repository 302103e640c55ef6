import type { Readable, Writable } from 'node:stream'
import type { ProtocolMapping } from 'devtools-protocol/types/protocol-mapping.js'

type Commands = ProtocolMapping.Commands
type Events = ProtocolMapping.Events
type Params<M extends keyof Commands> = Commands[M]['paramsType'] extends [] ? Record<string, never> : Commands[M]['paramsType'][0]
type Answer<M extends keyof Commands> = Commands[M]['returnType']
export type Listener<E extends keyof Events> = (params: Events[E][0], session: string | undefined) => void

/** A command that the browser refused, or that had no target any more. Normal while pages come and go. */
export class DevtoolsRefusal extends Error {
  constructor(method: string, reason: string) {
    super(`${method}: ${reason}`)
    this.name = 'DevtoolsRefusal'
  }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: { readonly message: string }
  readonly sessionId?: string
}

interface Waiting {
  readonly method: string
  resolve(result: unknown): void
  reject(fault: DevtoolsRefusal): void
}

/**
 * Chromium's DevTools protocol over the two inherited pipes of `--remote-debugging-pipe`: JSON messages that end in a
 * zero byte. No port, so no other process of the machine can speak to the browser.
 */
export interface DevtoolsPipe {
  /** Sends a command; rejects with DevtoolsRefusal when it is refused, the target is gone or the pipe is closed. */
  send<M extends keyof Commands>(method: M, params?: Params<M>, session?: string): Promise<Answer<M>>
  /** Sends a command and does not look back: nothing waits, nothing throws. */
  tell<M extends keyof Commands>(method: M, params?: Params<M>, session?: string): void
  /** Calls `listener` for each event of this name, of every session. Returns a function that stops it. */
  on<E extends keyof Events>(event: E, listener: Listener<E>): () => void
  /** Resolves once the browser's end is closed. */
  readonly closed: Promise<void>
}

export function devtoolsPipe(toBrowser: Writable, fromBrowser: Readable): DevtoolsPipe {
  const waiting = new Map<number, Waiting>()
  const listeners = new Map<string, Set<(params: never, session: string | undefined) => void>>()
  let lastId = 0
  let isClosed = false
  let pieces: Buffer[] = []
  const closing = Promise.withResolvers<void>()

  function close(): void {
    if (isClosed) return
    isClosed = true
    for (const { method, reject } of waiting.values()) reject(new DevtoolsRefusal(method, 'the pipe is closed'))
    waiting.clear()
    closing.resolve()
  }

  function take(message: Message): void {
    if (message.id !== undefined) {
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) asked?.reject(new DevtoolsRefusal(asked.method, message.error.message))
      else asked?.resolve(message.result)
      return
    }
    if (message.method === undefined) return
    for (const listener of listeners.get(message.method) ?? []) listener(message.params as never, message.sessionId)
  }

  fromBrowser.on('data', (chunk: Buffer) => {
    let start = 0
    for (let end = chunk.indexOf(0, start); end >= 0; end = chunk.indexOf(0, start)) {
      pieces.push(chunk.subarray(start, end))
      take(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Message)
      pieces = []
      start = end + 1
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start))
  })
  fromBrowser.on('close', close)
  fromBrowser.on('error', close)
  toBrowser.on('error', close)

  const pipe: DevtoolsPipe = {
    send(method, params, session) {
      if (isClosed) return Promise.reject(new DevtoolsRefusal(method, 'the pipe is closed'))
      lastId += 1
      const id = lastId
      const answer = Promise.withResolvers<unknown>()
      waiting.set(id, { method, resolve: answer.resolve, reject: answer.reject })
      toBrowser.write(`${JSON.stringify({ id, method, params: params ?? {}, ...(session === undefined ? {} : { sessionId: session }) })}\0`)
      return answer.promise as Promise<Answer<typeof method>>
    },
    tell(method, params, session) {
      pipe.send(method, params, session).catch(() => {})
    },
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener as (params: never, session: string | undefined) => void))
      return () => all.delete(listener as (params: never, session: string | undefined) => void)
    },
    closed: closing.promise,
  }
  return pipe
}
