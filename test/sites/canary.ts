import { createSocket } from 'node:dgram'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** Somebody whom nobody may speak to, by TCP and by UDP, on this machine. */
export interface Canary {
  readonly host: string
  readonly tcp: number
  readonly udp: number
  /** One line for every connection and every packet that came. */
  readonly heard: readonly string[]
  forgetHeard(): void
  stop(): Promise<void>
}

/** Listens on a loopback address, on any free port, or rejects when `tcpPort` cannot be had. */
export async function startCanary(host = '127.0.0.1', tcpPort = 0): Promise<Canary> {
  const heard: string[] = []
  const open = new Set<Socket>()
  const tcp = createServer((socket) => {
    heard.push('tcp')
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  const udp = createSocket('udp4', () => void heard.push('udp'))
  await new Promise<void>((listening, failed) => {
    tcp.once('error', failed)
    tcp.listen(tcpPort, host, listening)
  })
  await new Promise<void>((bound) => udp.bind(0, host, bound))
  return {
    host,
    tcp: (tcp.address() as AddressInfo).port,
    udp: udp.address().port,
    heard,
    forgetHeard() {
      heard.length = 0
    },
    async stop() {
      for (const socket of open) socket.destroy()
      await Promise.all([new Promise((closed) => tcp.close(closed)), new Promise<void>((closed) => udp.close(closed))])
    },
  }
}
