import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { ErrorCode } from '#core/contract/errors.ts'
import { isPublicName } from './addresses.ts'
import { type Dial, staffCode } from './dial.ts'

export interface EgressNeeds {
  /** May the open page speak to this host on this port? */
  mayReach(host: string, port: number): boolean
  readonly dial: Dial
  /** Somebody asked for what may not be reached. */
  refused(): void
  /** The way out has a fault that staff can do something about; told at every try. */
  fault(code: ErrorCode): void
  /** It stopped listening, and every connection is cut. It is coming back by itself at the same port. */
  died(): void
  /** It could not come back: whoever was told its port must be told another. */
  lost(): void
  /** Tests only: what does not hold in this run. */
  readonly isThere?: (rule: 'egress-hosts' | 'egress-ports' | 'egress-names') => boolean
}

export interface Egress {
  readonly port: number
  /** What the browser answers when the proxy asks who it is. */
  readonly username: string
  readonly password: string
  /** For tests, which make it die. */
  readonly server: Server
  /** Cuts every connection that stands; new ones are let through as before. */
  cut(): void
  close(): void
}

const comeBackEveryMs = 250
const comeBackTries = 20

/**
 * The only way out: a CONNECT proxy on loopback. It passes nothing but `host:port` where `mayReach` says so, and only to
 * who knows its token, since every account of the machine can reach a loopback port. Rejects when no port can be had.
 */
export async function startEgress(needs: EgressNeeds): Promise<Egress> {
  const { isThere = () => true } = needs
  const username = 'hedgerow'
  const password = randomBytes(24).toString('base64url')
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  const tunnels = new Set<Duplex>()
  let isClosing = false

  function isOurs(request: IncomingMessage): boolean {
    const given = Buffer.from(request.headers['proxy-authorization'] ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  function keep(socket: Duplex): void {
    tunnels.add(socket)
    socket.on('close', () => tunnels.delete(socket))
    socket.on('error', () => socket.destroy())
  }
  function cutAll(): void {
    for (const tunnel of tunnels) tunnel.destroy()
  }
  function isAllowed(host: string, port: number): boolean {
    if (isThere('egress-names') && !isPublicName(host)) return false
    if (!isThere('egress-hosts')) return true
    return needs.mayReach(host, isThere('egress-ports') ? port : 443)
  }

  const server = createServer((_, response) => {
    needs.refused()
    response.writeHead(403).end()
  })
  server.on('connect', (request: IncomingMessage, client: Socket, early: Buffer) => {
    keep(client)
    const answer = (line: string): void => void client.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`)
    if (!isOurs(request)) {
      client.end('HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="hedgerow"\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const asked = /^([a-z0-9_.-]+):(\d{1,5})$/i.exec(request.url ?? '')
    const host = asked?.[1]?.toLowerCase()
    const port = Number(asked?.[2])
    if (host === undefined || port > 65_535 || !isAllowed(host, port)) {
      needs.refused()
      answer('403 Not on the list')
      return
    }
    needs.dial(host, port).then(
      (far) => {
        keep(far)
        if (client.destroyed || isClosing) return void far.destroy()
        client.write('HTTP/1.1 200 Go on\r\n\r\n')
        far.write(early)
        far.pipe(client)
        client.pipe(far)
        far.on('close', () => client.end())
        client.on('close', () => far.destroy())
      },
      (fault: unknown) => {
        const code = staffCode(fault)
        if (code !== null) needs.fault(code)
        answer('502 Out of reach')
      },
    )
  })
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      server.off('error', failed)
      listening()
    })
  })
  const { port } = server.address() as AddressInfo

  let tries = 0
  function comeBack(): void {
    if (isClosing) return
    tries += 1
    if (tries > comeBackTries) needs.lost()
    else server.listen(port, '127.0.0.1')
  }
  server.on('listening', () => {
    tries = 0
  })
  server.on('error', () => {
    if (!isClosing && !server.listening) setTimeout(comeBack, comeBackEveryMs).unref()
  })
  server.on('close', () => {
    if (isClosing) return
    cutAll()
    needs.died()
    setTimeout(comeBack, comeBackEveryMs).unref()
  })

  return {
    port,
    username,
    password,
    server,
    cut: cutAll,
    close() {
      isClosing = true
      cutAll()
      server.close()
    },
  }
}
