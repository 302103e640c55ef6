import { getDomain } from 'tldts'
import type { Stop, StopScope } from '#core/contract/stops.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import { fitsDns, isNumericHost } from './address.ts'

/** What is stopped, ready to be asked for each request. */
export interface StopList {
  readonly sites: ReadonlySet<string>
  /** Paths by host, as `pathKey` writes them. */
  readonly pages: ReadonlyMap<string, ReadonlySet<string>>
}

export type ReadStop =
  | { readonly kind: 'stop'; readonly host: string; readonly path: string | null }
  /** `no-address`: no web address with a site's name. `too-wide`: an ending that everybody shares. */
  | { readonly kind: 'refused'; readonly why: 'no-address' | 'too-wide' }

/**
 * What a stop of this address and scope covers. Takes a whole address, or host and path as a report shows them. Query,
 * fragment, port and login count for nothing: whoever stops a page means the page. Never throws.
 */
export function readStop(text: string, scope: StopScope): ReadStop {
  const trimmed = text.trim()
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return { kind: 'refused', why: 'no-address' }
  const host = hostKey(url.hostname)
  if (!host.includes('.') || isNumericHost(host) || !fitsDns(host) || host.includes('*')) return { kind: 'refused', why: 'no-address' }
  if (getDomain(host, { extractHostname: false, validateHostname: false }) === null) return { kind: 'refused', why: 'too-wide' }
  const path = scope === 'site' ? null : pathKey(url.pathname)
  return path !== null && path.length > 2_000 ? { kind: 'refused', why: 'no-address' } : { kind: 'stop', host, path }
}

/** Makes stops ready. Null when there is none, so that asking costs nothing. */
export function compileStops(stops: readonly Pick<Stop, 'host' | 'path'>[]): StopList | null {
  if (stops.length === 0) return null
  const sites = new Set<string>()
  const pages = new Map<string, Set<string>>()
  for (const { host, path } of stops) {
    if (path === null) sites.add(hostKey(host))
    else pages.set(hostKey(host), (pages.get(hostKey(host)) ?? new Set()).add(pathKey(path)))
  }
  return { sites, pages }
}

/** Is this request for something that is stopped, or made by a page that is? Never throws for a text, however odd. */
export function isStopped(list: StopList, { url, top }: Pick<PageRequest, 'url' | 'top'>): boolean {
  return stopsAddress(list, url) || (top !== null && stopsAddress(list, top))
}

/**
 * Wider than an approval on purpose: `http:`, `wss:`, another port, `www.`, capitals, percent signs, a closing slash and an
 * index file make no difference, since each of them could bring the same page back.
 */
function stopsAddress({ sites, pages }: StopList, text: string): boolean {
  // Pictures inside a page are long and have no host.
  if (text.startsWith('data:')) return false
  const url = URL.parse(text)
  if (url === null || url.hostname === '') return false
  const host = hostKey(url.hostname)
  for (let name = host; name !== ''; name = name.slice(name.indexOf('.') + 1)) {
    if (sites.has(name)) return true
    if (!name.includes('.')) break
  }
  return pages.get(host)?.has(pathKey(url.pathname)) ?? false
}

/** A host without the `www.` that most sites answer to as well, and without a closing dot. */
function hostKey(host: string): string {
  const bare = host.toLowerCase().replace(/\.$/, '')
  const short = bare.replace(/^www\d?\./, '')
  return short.includes('.') ? short : bare
}

/** A path as something to compare: `''` for the front page. */
export function pathKey(path: string): string {
  return plain(path)
    .toLowerCase()
    .replace(/[\\/]+/g, '/')
    .replace(/\/(?:index|default)\.[a-z]{3,5}$/, '/')
    .replace(/\/$/, '')
}

/** Percent signs undone, as often as they were put there. */
function plain(path: string): string {
  let text = path
  for (let layer = 0; layer < 3; layer++) {
    try {
      text = decodeURIComponent(text)
    } catch {
      break
    }
  }
  return text.normalize('NFC')
}
