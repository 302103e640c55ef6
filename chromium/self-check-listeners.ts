import { createSocket } from 'node:dgram'
import { type AddressInfo, createServer } from 'node:net'

/** Ears on loopback, one for each kind of canary, gone with `close`. */
export interface Ears {
  readonly ports: Readonly<Record<Ear, number>>
  readonly heard: ReadonlySet<Ear>
  close(): void
}
export const ears = ['control', 'socket', 'ahead', 'frame', 'stun'] as const
export type Ear = (typeof ears)[number]

/** Starts the listeners: four for TCP, one for UDP. Whoever connects has been heard, and is let go at once. */
export async function openEars(): Promise<Ears> {
  const heard = new Set<Ear>()
  const closers: (() => void)[] = []
  const listen = async (ear: Ear): Promise<[Ear, number]> => {
    if (ear === 'stun') {
      const socket = createSocket('udp4', () => heard.add(ear))
      await new Promise<void>((bound, failed) => {
        socket.once('error', failed)
        socket.bind(0, '127.0.0.1', bound)
      })
      closers.push(() => socket.close())
      return [ear, socket.address().port]
    }
    const server = createServer((socket) => {
      heard.add(ear)
      socket.on('error', () => {})
      socket.destroy()
    })
    await new Promise<void>((bound, failed) => {
      server.once('error', failed)
      server.listen(0, '127.0.0.1', bound)
    })
    closers.push(() => server.close())
    return [ear, (server.address() as AddressInfo).port]
  }
  const close = (): void => {
    for (const one of closers) one()
  }
  try {
    const ports = Object.fromEntries(await Promise.all(ears.map(listen))) as Record<Ear, number>
    return { ports, heard, close }
  } catch (fault) {
    close()
    throw fault
  }
}
