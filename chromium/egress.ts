import { randomBytes, timingSafeEqual } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { createServer, type IncomingMessage } from 'node:http'
import { type AddressInfo, BlockList, connect, isIPv6, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'

/** Where a host really is. The port is 443 but in tests. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}
/** Finds a host of the page, or null when it has no address that a page may reach. */
export type Resolve = (host: string) => Promise<Endpoint | null>

/** Addresses that are never a web site's: this machine, the school's own network, and what is reserved (IANA special-purpose registries). */
const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Is this an address of the open internet? An IPv4 address in IPv6 dress is judged as the IPv4 one. */
export function isOutside(address: string): boolean {
  return !inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/** By what this resolver finds, asked anew each time; a name with any address inside is refused whole (DNS rebinding). */
export function publicAddressBy(find: (host: string) => Promise<readonly { readonly address: string }[]>): Resolve {
  return async (host) => {
    const found = await find(host).catch(() => [])
    if (found.length === 0 || !found.every(({ address }) => isOutside(address))) return null
    return { address: found[0]?.address ?? '', port: 443 }
  }
}

/** By the machine's own resolver. */
export const publicAddress = publicAddressBy((host) => lookup(host, { all: true }))

export interface Egress {
  readonly port: number
  /** What the browser answers when the proxy asks who it is. */
  readonly username: string
  readonly password: string
  close(): void
}

const patienceMs = 15_000

/**
 * The only way out: a CONNECT proxy on loopback. It passes nothing but `host:443` where `mayReach(host)`, and only to
 * who knows its token, since every account of the machine can reach a loopback port.
 */
export async function startEgress(mayReach: (host: string) => boolean, resolve: Resolve, refused: () => void): Promise<Egress> {
  const username = 'hedgerow'
  const password = randomBytes(24).toString('base64url')
  const expected = Buffer.from(`Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`)
  const tunnels = new Set<Duplex>()

  function isOurs(request: IncomingMessage): boolean {
    const given = Buffer.from(request.headers['proxy-authorization'] ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  const server = createServer((_, response) => {
    refused()
    response.writeHead(403).end()
  })
  server.on('connect', (request: IncomingMessage, client: Socket, early: Buffer) => {
    tunnels.add(client)
    client.on('close', () => tunnels.delete(client))
    client.on('error', () => client.destroy())
    const answer = (line: string): void => void client.end(`HTTP/1.1 ${line}\r\nContent-Length: 0\r\n\r\n`)
    if (!isOurs(request)) {
      client.end('HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm="hedgerow"\r\nContent-Length: 0\r\n\r\n')
      return
    }
    const asked = /^([a-z0-9.-]+):443$/i.exec(request.url ?? '')
    const host = asked?.[1]?.toLowerCase()
    if (host === undefined || !mayReach(host)) {
      refused()
      answer('403 Not on the list')
      return
    }
    resolve(host).then(
      (endpoint) => {
        if (!endpoint) return answer('502 No such name')
        const upstream = connect({ host: endpoint.address, port: endpoint.port, timeout: patienceMs })
        tunnels.add(upstream)
        upstream.on('timeout', () => {
          if (upstream.connecting) upstream.destroy(new Error('no answer'))
        })
        upstream.on('connect', () => {
          client.write('HTTP/1.1 200 Go on\r\n\r\n')
          upstream.write(early)
          upstream.pipe(client)
          client.pipe(upstream)
        })
        upstream.on('error', () => {
          if (upstream.connecting || upstream.bytesRead === 0) answer('502 Out of reach')
          else client.destroy()
        })
        upstream.on('close', () => {
          tunnels.delete(upstream)
          client.end()
        })
        client.on('close', () => upstream.destroy())
      },
      () => answer('502 No such name'),
    )
  })
  server.on('clientError', (_, socket) => socket.destroy())
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  return {
    port: (server.address() as AddressInfo).port,
    username,
    password,
    close() {
      for (const tunnel of tunnels) tunnel.destroy()
      server.close()
    },
  }
}
