/** Signs that begin a key, by what it covers. */
export const keyKinds = { page: 112, section: 115, site: 116, origin: 111 } as const
export type KeyKind = (typeof keyKinds)[keyof typeof keyKinds]

const prime = 0x01000193

/** FNV-1a, one sign further (Fowler, Noll, Vo). It rolls: a path's hash begins with its beginning's. */
export const rolled = (hash: number, code: number): number => Math.imul(hash ^ code, prime)

/** Where a host's hash begins: it rolls from the last sign to the first, so that it passes the names above it on its way. */
export const hostSeed = (port: string): number => (port === '' ? 0x811c9dc5 | 0 : Math.imul(0x811c9dc5 ^ Number(port), prime))

/** The last step, for a key of this kind: spreads the hash over all bits, since a table takes the low ones. */
export function spread(hash: number, kind: KeyKind): number {
  let mixed = Math.imul(hash ^ kind, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

export function hashHost(host: string, port: string): number {
  let hash = hostSeed(port)
  for (let at = host.length - 1; at >= 0; at--) hash = rolled(hash, host.charCodeAt(at))
  return hash
}

export function hashOn(from: number, text: string): number {
  let hash = from
  for (let at = 0; at < text.length; at++) hash = rolled(hash, text.charCodeAt(at))
  return hash
}
