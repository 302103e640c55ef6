import { limits } from '#core/contract/list.ts'
import type { RefusalCode, Verdict } from '#core/contract/verdict.ts'

/** What the WHATWG parser made of an address: matched field by field, never as a string. `port` is empty for the scheme's own. */
export interface Address {
  readonly scheme: 'https' | 'wss'
  readonly host: string
  readonly port: string
  readonly path: string
  readonly query: string
}

export type Refusal = Extract<Verdict, { kind: 'refuse' }>

export type Reading =
  | { readonly kind: 'address'; readonly address: Address }
  /** `data:` or `blob:`: part of a page, with no host of its own. */
  | { readonly kind: 'inline' }
  | Refusal

const refused = (code: RefusalCode): Refusal => ({ kind: 'refuse', code })

/**
 * Reads any text as an address, once, by the WHATWG parser; nothing is decoded before. Gives what it is, or why no
 * policy may allow it. Longer than 8,192 characters is refused unread. Never throws.
 */
export function readAddress(text: string): Reading {
  if (text.length > limits.urlLength) return refused('unreadable')
  const url = URL.parse(text)
  if (url === null) return refused('unreadable')
  // The protocol comes first: `new URL('blob:https://ok.example/x').origin` is `https://ok.example`.
  if (url.protocol === 'data:' || url.protocol === 'blob:') return { kind: 'inline' }
  if (url.protocol !== 'https:' && url.protocol !== 'wss:') return refused('not-https')
  if (url.username !== '' || url.password !== '') return refused('hidden-login')
  const host = url.hostname
  if (isNumericHost(host)) return refused('address-host')
  if (host.endsWith('.')) return refused('trailing-dot')
  if (!fitsDns(host)) return refused('unreadable')
  const scheme = url.protocol === 'https:' ? 'https' : 'wss'
  return { kind: 'address', address: { scheme, host, port: url.port, path: url.pathname, query: url.search } }
}

/** Is a parsed host an IPv4 or IPv6 address? The parser has already turned every spelling (hex, octal, short) into the plain one. */
export function isNumericHost(host: string): boolean {
  return host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+\.?$/.test(host)
}

/** Can the name be looked up at all (RFC 1035: labels of 1 to 63, 253 in all)? The WHATWG parser does not ask. */
export function fitsDns(host: string): boolean {
  if (host.length === 0 || host.length > 253) return false
  return host.split('.').every((label) => label.length >= 1 && label.length <= 63)
}

/** An encoded slash or backslash that is left after parsing: some servers decode it and climb out of the section. */
export function hasEncodedSlash(path: string): boolean {
  return path.includes('%') && /%(?:2f|5c)/i.test(path)
}

/** `host`, or `host:port` where the port is not the scheme's own. */
export function hostKey(host: string, port: string): string {
  return port === '' ? host : `${host}:${port}`
}
