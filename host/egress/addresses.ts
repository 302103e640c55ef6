import { lookup } from 'node:dns/promises'
import { BlockList, isIP, isIPv6 } from 'node:net'

/** Where a host really is. The port is the one that was asked for but in tests. */
export interface Endpoint {
  readonly address: string
  readonly port: number
}
/** Finds a host of the page, or null when it has no address that a page may reach. */
export type Resolve = (host: string, port: number) => Promise<Endpoint | null>
/** Every address of a name, as the machine's resolver gives them. Rejects or is empty when there is none. */
export type FindAddresses = (host: string) => Promise<readonly { readonly address: string }[]>

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
  // Among them `::`, `::1` and IPv4 written the old way.
  ['::', 96],
  ['64:ff9b:1::', 48],
  // Teredo and 6to4 carry an IPv4 address that nobody here could judge.
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant. */
const translated = new BlockList()
translated.addSubnet('64:ff9b::', 96, 'ipv6')

/** Is this an address of the open internet? An IPv4 address in IPv6 dress is judged as the IPv4 one; what is no address is not. */
export function isOutside(address: string): boolean {
  if (isIP(address) === 0) return false
  if (!isIPv6(address)) return !inside.check(address, 'ipv4')
  if (translated.check(address, 'ipv6')) {
    // The URL parser writes it in one form: two groups of 16 bits at the end.
    const groups = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1).split('::').at(-1)?.split(':') ?? []
    const [high, low] = [groups.at(-2), groups.at(-1)].map((group) => Number.parseInt(group || '0', 16))
    if (high === undefined || low === undefined || Number.isNaN(high) || Number.isNaN(low) || groups.length > 2) return false
    return !inside.check([high >> 8, high & 255, low >> 8, low & 255].join('.'), 'ipv4')
  }
  return !inside.check(address, 'ipv6')
}

/** Endings that name something inside a house (RFC 6761, 6762, 8375, ICANN's list of names never to be delegated). */
const privateEndings = /(^|\.)(localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa)$/

/**
 * Can this be the name of a web site? Not: an address in any spelling that a resolver takes (`127.1`, `0x7f000001`), a
 * single word, and names that only a house of its own has. Asked before anybody is asked where the name leads.
 */
export function isPublicName(host: string): boolean {
  if (!/^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) || host.length > 253) return false
  // The last label of a name is never a number; of an address it always is (WHATWG URL, "ends in a number").
  return !/\.(\d+|0x[0-9a-f]*)$/.test(host) && !privateEndings.test(host)
}

/**
 * By what this resolver finds, asked anew each time, and the address that was judged is the one that is dialled; a name
 * with any address inside is refused whole (DNS rebinding). `isFine`: another rule than `isOutside`, in tests alone.
 */
export function publicAddressBy(find: FindAddresses, isFine: (address: string) => boolean = isOutside): Resolve {
  return async (host, port) => {
    const found = await find(host).catch(() => [])
    if (found.length === 0 || !found.every(({ address }) => isFine(address))) return null
    return { address: found[0]?.address ?? '', port }
  }
}

/** The machine's own resolver. */
export const findAddresses: FindAddresses = (host) => lookup(host, { all: true })

/** By the machine's own resolver. */
export const publicAddress = publicAddressBy(findAddresses)
