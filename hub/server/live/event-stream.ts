import type { FastifyReply } from 'fastify'

/** One open stream of server-sent events. */
export interface EventStream {
  send(event: unknown): void
  /** Keeps proxies and browsers from giving up. */
  ping(): void
  end(): void
  readonly closed: Promise<void>
}

/** A reader that has let this much wait has gone; a new stream will bring it up to date. */
const mostWaiting = 256 * 1024

/** Takes the answer over from Fastify and keeps it open. */
export function openStream(reply: FastifyReply): EventStream {
  const headers = reply.getHeaders()
  reply.hijack()
  const out = reply.raw
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) out.setHeader(name, value)
  out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  out.socket?.setNoDelay(true)
  const write = (text: string) => {
    if (out.writableEnded || out.destroyed) return
    out.write(text)
    if (out.writableLength > mostWaiting) out.destroy()
  }
  // Without a listener a reset connection would end the process.
  out.on('error', () => out.destroy())
  const closed = new Promise<void>((resolve) => out.once('close', resolve))
  return {
    send: (event) => write(`data: ${JSON.stringify(event)}\n\n`),
    ping: () => write(': still here\n\n'),
    end: () => {
      out.end()
      // Ends the connection too: a reader that does not close its half must not hold the hub open.
      out.socket?.destroySoon()
    },
    closed,
  }
}
