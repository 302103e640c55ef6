import { getDomain } from 'tldts'
import type { ErrorCode } from '#core/contract/errors.ts'
import { type ListEntry, limits, type Scope } from '#core/contract/list.ts'
import { type Address, fitsDns, hasEncodedSlash, isNumericHost } from './address.ts'

/** What judging needs of an entry: a tile of a signed list and a line of an import both have it. */
export type PolicyEntry = Pick<ListEntry, 'url' | 'scope' | 'also' | 'companions'>

export type Approval =
  /** `url` is the address as the engine writes it, `https:`, its fragment kept. `upgraded`: it was `http:`. */
  | { readonly kind: 'approval'; readonly url: string; readonly address: Address; readonly upgraded: boolean }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

const refused = (code: ErrorCode): { readonly kind: 'refused'; readonly code: ErrorCode } => ({ kind: 'refused', code })

/** Reads one approved address of a list, or says why it cannot be approved. Never throws. */
export function readApproval(text: string, scope: Scope): Approval {
  if (text.length > limits.urlLength) return refused('HG_ENTRY_URL')
  const given = URL.parse(text)
  if (given === null) return refused('HG_ENTRY_URL')
  if (given.protocol !== 'https:' && given.protocol !== 'http:') return refused('HG_ENTRY_SCHEME')
  if (given.username !== '' || given.password !== '') return refused('HG_ENTRY_LOGIN')
  const upgraded = given.protocol === 'http:'
  // Read again as https, so that every field is what a request for it will have.
  const url = URL.parse(upgraded ? `https://${given.host}${given.pathname}${given.search}${given.hash}` : given.href)
  if (url === null || url.href.length > limits.urlLength) return refused('HG_ENTRY_URL')
  const host = url.hostname
  // `*` is an ordinary sign to the parser; in a list it is a wildcard that somebody hoped for.
  if (isNumericHost(host) || host.endsWith('.') || host.includes('*')) return refused('HG_ENTRY_HOST')
  if (!fitsDns(host)) return refused('HG_ENTRY_URL')
  if (scope === 'site' && !host.includes('.')) return refused('HG_ENTRY_HOST')
  if (scope === 'site' && isPublicSuffix(host)) return refused('HG_ENTRY_TOO_WIDE')
  if (scope === 'section' && hasEncodedSlash(url.pathname)) return refused('HG_ENTRY_ENCODED_SLASH')
  const address: Address = { scheme: 'https', host, port: url.port, path: url.pathname, query: url.search }
  return { kind: 'approval', url: url.href, address, upgraded }
}

export type Companion =
  /** `below`: the subdomains of `host`, and not `host` itself; else exactly `host`. */
  { readonly kind: 'companion'; readonly host: string; readonly below: boolean } | { readonly kind: 'refused'; readonly code: ErrorCode }

/**
 * Reads a companion: `host`, or `*.host` for its subdomains (the apex must be named itself). No scheme, port, path or
 * address, no `*.` before a public suffix. Never throws.
 */
export function readCompanion(text: string): Companion {
  const below = text.startsWith('*.')
  const name = below ? text.slice(2) : text
  if (/[\s/?#@:\\[\]%*]/u.test(name)) return refused('HG_ENTRY_COMPANION')
  const host = URL.parse(`https://${name}/`)?.hostname ?? ''
  if (!host.includes('.') || host.endsWith('.') || isNumericHost(host) || !fitsDns(host)) return refused('HG_ENTRY_COMPANION')
  if (below && isPublicSuffix(host)) return refused('HG_ENTRY_COMPANION')
  return { kind: 'companion', host, below }
}

/** Does everybody share this name (`co.uk`, `github.io`)? Public Suffix List, its private part included. */
function isPublicSuffix(host: string): boolean {
  return getDomain(host, { allowPrivateDomains: true, extractHostname: false, validateHostname: false }) === null
}
