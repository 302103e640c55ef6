import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface SlowRelay {
  readonly port: number
  close(): Promise<void>
}

/** Passes bytes on to a loopback port as a line of this round trip would: half of it each way, and a whole one before the first byte (the handshake). */
export async function startSlowRelay(toPort: number, roundTripMs: number): Promise<SlowRelay> {
  const sockets = new Set<Socket>()
  const pass = (from: Socket, to: Socket, openAt: number): void => {
    // One after the other, whatever the timers do.
    const waiting: { readonly at: number; act(): void }[] = []
    let isTimed = false
    const step = (): void => {
      isTimed = false
      for (let [first] = waiting; first !== undefined && first.at <= performance.now(); [first] = waiting) {
        waiting.shift()
        first.act()
      }
      const [next] = waiting
      if (next === undefined) return
      isTimed = true
      setTimeout(step, Math.max(0, next.at - performance.now()))
    }
    const later = (act: () => void): void => {
      waiting.push({ at: Math.max(performance.now(), openAt) + roundTripMs / 2, act })
      if (!isTimed) step()
    }
    from.on('data', (piece: Buffer) => later(() => void (to.destroyed || to.write(piece))))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => later(() => to.destroy()))
  }
  const server = createServer({ noDelay: true, allowHalfOpen: true }, (near) => {
    const far = connect({ port: toPort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    // A handshake takes a whole round trip.
    const openAt = performance.now() + roundTripMs
    pass(near, far, openAt)
    pass(far, near, openAt)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
