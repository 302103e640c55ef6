import { createSocket, type Socket as UdpSocket } from 'node:dgram'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createSecureContext } from 'node:tls'
import type { Resolve } from '#host/egress/addresses.ts'
import { certificateFor } from '#test/sites/certificates.ts'
import type { PagesFolder } from './pages-folder.ts'

export const approvedHost = 'approved.test'
export const forbiddenHost = 'forbidden.test'
export const otherHost = 'other.test'

/** What a page is told about who may not be spoken to. */
export interface Target {
  readonly forbidden: string
  readonly other: string
  readonly ws: string
  readonly ip: string
  readonly stun: string
}

export interface AttackSites {
  readonly target: Target
  /** The colour of everything that a child must never see, `rrggbb`; another one each time, so that no page can know it. */
  readonly marker: string
  readonly resolve: Resolve
  readonly trustFlag: string
  /** One line for each thing that reached somebody who is not approved: who, how, and its first words. */
  readonly heard: readonly string[]
  forgetHeard(): void
  stop(): Promise<void>
}

const listening = (server: Server, host: string): Promise<number> =>
  new Promise((done, failed) => {
    server.once('error', failed)
    server.listen(0, host, () => done((server.address() as AddressInfo).port))
  })
const bound = (socket: UdpSocket, port: number): Promise<number> =>
  new Promise((done, failed) => {
    socket.once('error', failed)
    socket.bind(port, '127.0.0.1', () => done(socket.address().port))
  })

/** The first bytes of something that should never have come, so that a person can read them. */
export function firstWords(bytes: Uint8Array): string {
  const start = Buffer.from(bytes.subarray(0, 48))
  const line = start.toString('latin1').split(/\r?\n/)[0] ?? ''
  return /^[\x20-\x7e]{4,}$/.test(line) ? `"${line}"` : `${bytes.length} bytes ${start.subarray(0, 16).toString('hex')}…`
}

/** A colour that nothing of ours has: two strong channels with odd values. */
function someColour(): string {
  const [a = 0, b = 0, c = 0] = crypto.getRandomValues(new Uint8Array(3))
  return [0xd0 | (a & 0x2f), 0x01 | (b & 0x1e), 0x91 | (c & 0x6e)].map((one) => one.toString(16).padStart(2, '0')).join('')
}

/**
 * The approved site, which serves a folder of somebody's pages; the forbidden and the other one, which paint the marker;
 * and listeners at the addresses of `TARGET`. All on loopback.
 */
export async function startAttackSites(folder: PagesFolder): Promise<AttackSites> {
  const marker = someColour()
  const heard: string[] = []
  /** A page that floods a canary must not fill the memory. */
  const hear = (line: string): void => void (heard.length < 500 && heard.push(line))
  const { key, cert, pin } = await certificateFor([approvedHost, forbiddenHost, otherHost])
  const context = createSecureContext({ key, cert })
  const open = new Set<Socket>()
  const track = (socket: Socket): void => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  let head = ''
  const site = (request: IncomingMessage, response: ServerResponse): void => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase()
    if (host === approvedHost) {
      folder.serve(request, response, head)
      return
    }
    hear(`HTTPS request to ${host}: ${request.method} ${(request.url ?? '').slice(0, 120)}`)
    answerForbidden(request, response, marker)
  }
  const sites = createServer(
    {
      key,
      cert,
      SNICallback(name, answer) {
        if (name.toLowerCase() !== approvedHost) hear(`TCP connection to ${name}:443 (TLS hello)`)
        answer(null, context)
      },
    },
    site,
  )
  sites.on('connection', track)
  sites.on('tlsClientError', () => {})
  sites.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    if (host !== approvedHost) hear(`WebSocket to ${host}: ${request.url}`)
    socket.destroy()
  })
  const byAddress = createTcpServer((socket) => {
    track(socket)
    let isFirst = true
    hear(`TCP connection to ${target.ip}`)
    socket.on('data', (bytes: Buffer) => {
      if (isFirst) hear(`TCP bytes to ${target.ip}: ${firstWords(bytes)}`)
      isFirst = false
    })
  })
  const sitesPort = await listening(sites, '127.0.0.1')
  const ipPort = await listening(byAddress, '127.0.0.1')
  const stun = createSocket('udp4', (bytes) => hear(`UDP packet to ${target.stun}: ${firstWords(bytes)}`))
  const quic = createSocket('udp4', (bytes) => hear(`UDP packet to ${target.ip} (QUIC): ${firstWords(bytes)}`))
  const stunPort = await bound(stun, 0)
  await bound(quic, ipPort)
  const target: Target = {
    forbidden: `https://${forbiddenHost}`,
    other: `https://${otherHost}`,
    ws: `wss://${forbiddenHost}/socket`,
    ip: `https://127.0.0.1:${ipPort}`,
    stun: `stun:127.0.0.1:${stunPort}`,
  }
  head = `<script>window.TARGET=Object.freeze(${JSON.stringify(target)})</script>`

  return {
    target,
    marker,
    heard,
    async resolve(host) {
      if (host !== approvedHost && !host.endsWith(`.${approvedHost}`)) hear(`DNS question for ${host} (asked by the kiosk's own way out)`)
      return [approvedHost, forbiddenHost, otherHost].includes(host) ? { address: '127.0.0.1', port: sitesPort } : null
    },
    trustFlag: `--ignore-certificate-errors-spki-list=${pin}`,
    forgetHeard() {
      heard.length = 0
    },
    async stop() {
      for (const socket of open) socket.destroy()
      for (const socket of [stun, quic]) socket.close()
      await Promise.all([sites, byAddress].map((server) => new Promise((closed) => server.close(closed))))
    },
  }
}

/** Whatever is asked for, in the marker's colour: a page, a picture, a style sheet, a script. */
function answerForbidden(request: IncomingMessage, response: ServerResponse, marker: string): void {
  const wanted = request.headers['sec-fetch-dest'] ?? ''
  const [type, body] = inColour(`#${marker}`)[String(wanted)] ?? [
    'text/html; charset=utf-8',
    `<!doctype html><title>Forbidden</title><body style="margin:0;min-height:100vh;background:#${marker}"><h1>You won</h1>`,
  ]
  const anyOrigin = { 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' }
  response.writeHead(200, { 'Content-Type': type, ...anyOrigin }).end(body)
}

/** What each kind of part of a page is answered with. */
const inColour = (colour: string): Readonly<Record<string, readonly [type: string, body: string]>> => ({
  image: [
    'image/svg+xml',
    `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720"><rect width="100%" height="100%" fill="${colour}"/></svg>`,
  ],
  style: ['text/css', `html,body{background:${colour}!important}`],
  script: ['text/javascript', `document.documentElement.style.background='${colour}'`],
})
