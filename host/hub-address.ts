import { HedgerowError } from '#core/contract/errors.ts'

/**
 * The hub's origin from what a technician typed or a file holds. Plain http goes no further than this machine, where
 * nobody can listen in. Throws HG_TLS_NEEDED for http to anywhere else, a plain error for what is no web address.
 */
export function hubOrigin(address: string): URL {
  const url = URL.parse(address)
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '') throw new Error('not the address of a hub')
  if (url.protocol === 'https:') return new URL(url.origin)
  if (url.protocol !== 'http:') throw new Error('not the address of a hub')
  if (!isLoopback(url.hostname)) throw new HedgerowError('HG_TLS_NEEDED', url.host)
  return new URL(url.origin)
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
