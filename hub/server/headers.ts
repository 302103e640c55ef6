import { isIP } from 'node:net'
import { hostname } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { HedgerowError } from '#core/contract/errors.ts'

/** The console takes everything from the hub and nothing from anywhere else; nothing may frame it, and no text becomes script. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** Puts the same strict headers on every answer, and refuses requests that were meant for another name. */
export function guardAnswers(app: FastifyInstance, secure: boolean, hostNames: readonly string[]): void {
  const names = new Set([...hostNames, hostname(), `${hostname()}.local`, 'localhost'].map((name) => name.toLowerCase()))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
      ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    })
    if (!isOwnName(names, request.headers.host, request.socket.localAddress)) throw new HedgerowError('HG_HOST_UNKNOWN')
  })
}

/**
 * DNS rebinding: a hostile page gives its own name this machine's address, and its requests then carry that name. A plain
 * address cannot be given away so; it has to be the one that was called.
 */
function isOwnName(names: ReadonlySet<string>, header: string | undefined, calledAddress: string | undefined): boolean {
  const host = URL.parse(`http://${header ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  if (isIP(host) === 0) return names.has(host)
  return host === '127.0.0.1' || host === '::1' || host === calledAddress?.replace(/^::ffff:/, '')
}
