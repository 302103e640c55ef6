import { connect, type Socket } from 'node:net'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import type { Resolve } from './addresses.ts'

/** Opens a connection to a host of the page. Rejects with a coded error when staff can do something about it, with another when the host is out of reach. */
export type Dial = (host: string, port: number) => Promise<Socket>

/** How long a connection may take to stand. */
export const dialPatienceMs = 15_000

/** Staff's code in a fault of dialling, or null for a host that is only out of reach. */
export function staffCode(fault: unknown): ErrorCode | null {
  return fault instanceof HedgerowError ? fault.code : null
}

/** A connection to this address, once it stands. */
export function open(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port })
    const late = setTimeout(() => socket.destroy(new Error('no answer')), dialPatienceMs)
    socket.once('connect', () => {
      clearTimeout(late)
      socket.off('error', reject)
      resolve(socket)
    })
    socket.once('error', reject)
    socket.once('close', () => {
      clearTimeout(late)
      reject(new Error('closed'))
    })
  })
}

/** Straight to where the resolver says that the host is. */
export function directly(resolve: Resolve): Dial {
  return async (host, port) => {
    const endpoint = await resolve(host, port)
    if (endpoint === null) throw new Error('no such name')
    return open(endpoint.address, endpoint.port)
  }
}
