import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { createSecureContext } from 'node:tls'
import type { Resolve } from '#host/egress/addresses.ts'
import { certificateFor } from './certificates.ts'

/** Answers a request to one site. */
export type Site = (request: IncomingMessage, response: ServerResponse) => void

export interface RunningSites {
  /** Every request that came, oldest first. */
  readonly requests: readonly { readonly host: string; readonly method: string; readonly path: string; readonly body: string }[]
  /** The name of every TLS connection that was opened, whether or not a request followed. */
  readonly connections: readonly string[]
  /** Finds the sites on loopback; every other name has no address, as with the cable out. */
  readonly resolve: Resolve
  /** The flag that lets one test browser trust these sites. */
  readonly trustFlag: string
  /** Nothing from here on counts for what was before. */
  forgetSeen(): void
  stop(): Promise<void>
}

/** Serves sites under their real names, on one loopback port, told apart by the name that the browser asks for. `untrusted` names get a certificate that nobody trusts. */
export async function startSites(sites: Readonly<Record<string, Site>>, untrusted: readonly string[] = []): Promise<RunningSites> {
  const names = Object.keys(sites)
  const trusted = await certificateFor(names)
  const stranger = await certificateFor(names)
  const contexts = { trusted: createSecureContext(trusted), stranger: createSecureContext(stranger) }
  const requests: { host: string; method: string; path: string; body: string }[] = []
  const connections: string[] = []
  const sockets = new Set<Duplex>()

  const server = createServer(
    {
      SNICallback(name, answer) {
        connections.push(name)
        answer(null, untrusted.includes(name) ? contexts.stranger : contexts.trusted)
      },
      key: trusted.key,
      cert: trusted.cert,
    },
    (request, response) => {
      const host = (request.headers.host ?? '').replace(/:\d+$/, '')
      const seen = { host, method: request.method ?? '', path: request.url ?? '', body: '' }
      requests.push(seen)
      request.on('data', (chunk: Buffer) => {
        seen.body += chunk.toString('utf8')
      })
      const site = sites[host]
      if (site) site(request, response)
      else response.writeHead(404).end()
    },
  )
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  // A web socket is opened and kept, by hand: nothing is ever said on it.
  server.on('upgrade', (request, socket) => {
    socket.on('error', () => socket.destroy())
    const key = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
    socket.write(`HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n\r\n`)
  })
  server.on('tlsClientError', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo

  return {
    requests,
    connections,
    resolve: async (host) => (names.includes(host) ? { address: '127.0.0.1', port } : null),
    trustFlag: `--ignore-certificate-errors-spki-list=${trusted.pin}`,
    forgetSeen() {
      requests.length = 0
      connections.length = 0
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
