import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Received {
  readonly method: string
  readonly path: string
  /** Names and values in the order in which they came. */
  readonly headers: readonly string[]
  readonly body: Buffer
  readonly port: number
}

/** A hub on loopback that answers as the test says and remembers what it was asked. */
export async function fakeHub(
  answer: (received: Received, response: ServerResponse, request: IncomingMessage) => void,
  tls?: { key: string; cert: string },
) {
  const received: Received[] = []
  const listener: RequestListener = (request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.rawHeaders,
        body: Buffer.concat(parts),
        port: request.socket.remotePort ?? 0,
      }
      received.push(one)
      answer(one, response, request)
    })
  }
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const stop = () => {
    server.closeAllConnections()
    server.close()
  }
  onTestFinished(stop)
  const { port } = server.address() as AddressInfo
  return { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`, received, stop }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
