import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** A school's proxy, on loopback. */
export interface SchoolProxy {
  readonly port: number
  /** `host:port` of every CONNECT, with whether it brought a login. */
  readonly asked: readonly { readonly target: string; readonly login: string | null }[]
  stop(): Promise<void>
}

export interface SchoolProxyNeeds {
  /** Where its own resolver finds a host. */
  where(host: string): { readonly address: string; readonly port: number } | null
  /** What it answers in the place of going on: a status line, and headers. Null: it goes on. */
  answer?(request: IncomingMessage): string | null
}

export const basic = (name: string, password: string): string => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

export async function startSchoolProxy({ where, answer = () => null }: SchoolProxyNeeds, port = 0): Promise<SchoolProxy> {
  const asked: { target: string; login: string | null }[] = []
  const open = new Set<Socket>()
  const server = createServer((_, response) => response.writeHead(400).end())
  server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
  })
  server.on('connect', (request: IncomingMessage, client: Socket, early: Buffer) => {
    client.on('error', () => client.destroy())
    const target = request.url ?? ''
    asked.push({ target, login: request.headers['proxy-authorization'] ?? null })
    const refusal = answer(request)
    if (refusal !== null) return void client.end(`HTTP/1.1 ${refusal}\r\nContent-Length: 0\r\n\r\n`)
    const found = where(target.replace(/:\d+$/, ''))
    if (found === null) return void client.end('HTTP/1.1 503 No such name\r\nContent-Length: 0\r\n\r\n')
    const far = connect(found.port, found.address, () => {
      client.write('HTTP/1.1 200 Connection established\r\nVia: school\r\n\r\n')
      far.write(early)
      far.pipe(client)
      client.pipe(far)
    })
    open.add(far)
    far.on('close', () => {
      open.delete(far)
      client.end()
    })
    far.on('error', () => client.destroy())
    client.on('close', () => far.destroy())
  })
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async stop() {
      for (const socket of open) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}
