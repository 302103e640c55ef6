import { limits } from '#core/contract/list.ts'
import type { PageRequest, RefusalCode, Verdict } from '#core/contract/verdict.ts'
import { hostKey, type Refusal, readAddress } from './address.ts'
import type { PolicyEntry } from './approval.ts'
import { type Approvals, type Cover, nothing } from './approvals.ts'
import { CatalogueWriter } from './catalogue-writer.ts'
import { isCompanion } from './companions.ts'
import { CompiledApprovals } from './compiled-approvals.ts'
import { type Page, Pages } from './pages.ts'
import { provenHostEnd } from './proof.ts'
import { slash } from './signs.ts'
import { isStopped, type StopList } from './stops.ts'
import { type Walk, walkAddress, walkText } from './walk.ts'

export type { PolicyEntry } from './approval.ts'

/** A list made ready to judge by. Made by `compilePolicy`, or by `openCatalogue` from a compiled one. */
export interface Policy {
  /** ms since 1970; null: never. */
  readonly expiresAt: number | null
  readonly approvals: Approvals
  readonly pages: Pages
}

const refuse = (code: RefusalCode): Refusal => ({ kind: 'refuse', code })
const allow = (entry: number): Verdict => ({ kind: 'allow', entry })
const notACompanion = refuse('not-a-companion')
const notOnList = refuse('not-on-list')

/**
 * Makes a list ready to judge by. The entries' numbers are their places in `entries`. An address or companion that an
 * import would refuse approves nothing here. `expiresAt` null: the list has no date. Throws HG_LIST_TOO_LONG, for more
 * addresses than any list may hold.
 */
export function compilePolicy(entries: readonly PolicyEntry[], expiresAt: number | null): Policy {
  const { sections } = new CatalogueWriter(entries).write(expiresAt)
  return policyOfApprovals(new CompiledApprovals(sections), expiresAt)
}

/** A policy of approvals that were made ready before. */
export function policyOfApprovals(approvals: Approvals, expiresAt: number | null): Policy {
  return { expiresAt, approvals, pages: new Pages() }
}

/**
 * Judges one request. Total, synchronous, never throws: every input, however odd, gets a verdict, and doubt is a
 * refusal. `policy` null: there is no valid list. `now`: ms since 1970; the list is refused from `expiresAt` on.
 * `stops` wins over every approval.
 */
export function judge(policy: Policy | null, request: PageRequest, now: number, stops: StopList | null = null): Verdict {
  try {
    if (stops !== null && isStopped(stops, request)) return refuse('stopped')
    return judgeRequest(policy, request, now)
  } catch {
    return refuse('bad-request')
  }
}

function judgeRequest(policy: Policy | null, request: PageRequest, now: number): Verdict {
  const { url, use, top } = request
  if (typeof url !== 'string') return refuse('bad-request')
  if (policy === null) return refuse('no-list')
  // Turned round, so that a clock that gives no number refuses.
  if (policy.expiresAt !== null && !(now < policy.expiresAt)) return refuse('list-expired')
  switch (use) {
    case 'navigation':
    case 'popup':
      return judgeNavigation(policy, url)
    case 'subresource':
      return judgeSubresource(policy, url, top)
    case 'download':
      return refuse('download')
    default:
      return refuse('bad-request')
  }
}

function judgeNavigation(policy: Policy, text: string): Verdict {
  const found = findCover(policy, text)
  if (found.kind === 'refuse') return found
  const { cover, walk } = found
  if (cover.entry !== null) return allow(cover.entry)
  if (cover.encodedSlash) return refuse('encoded-slash')
  if (walk.port !== '' && !policy.approvals.namesPort(walk.port)) return refuse('port')
  return notOnList
}

/** A page may load from its own origin, from the companions of its own approvals on the scheme's own port, and what it holds itself. */
function judgeSubresource(policy: Policy, text: string, top: string | null): Verdict {
  const page = typeof top === 'string' ? (policy.pages.get(top) ?? findPage(policy, top)) : null
  if (page === null) return refuse('no-page')
  const { allowed, companions } = page
  if (text.length <= limits.urlLength) {
    if (beginsWith(text, page.ownPrefix)) return allowed
    const { prefixes } = companions
    for (let at = 0; at < prefixes.length; at++) if (beginsWith(text, prefixes[at] ?? '')) return allowed
    const hostEnd = provenHostEnd(text)
    if (hostEnd > 0) return !companions.onlyPrefixes && isCompanion(companions, text.slice(8, hostEnd)) ? allowed : notACompanion
  }
  // Pictures and fonts inside a page are often longer than an address may be; no more than the scheme decides, so no more is read.
  else if (/^data:[\w,;]/.test(text)) return allowed
  const reading = readAddress(text)
  if (reading.kind === 'refuse') return reading
  if (reading.kind === 'inline') return allowed
  const { host, port } = reading.address
  if (host === page.host && port === page.port) return allowed
  if (port !== '') return port === page.port ? notACompanion : refuse('port')
  return isCompanion(companions, host) ? allowed : notACompanion
}

/** Looks first where the prefix's last slash would stand: most prefixes are not tried any further. */
const beginsWith = (text: string, prefix: string): boolean => text.charCodeAt(prefix.length - 1) === slash && text.startsWith(prefix)

/** The approved page at an address, or null when no approval covers it. */
function findPage(policy: Policy, top: string): Page | null {
  const found = findCover(policy, top)
  if (found.kind === 'refuse' || found.cover.entry === null) return null
  const { cover, walk } = found
  const { text, hostFrom, hostTo, port } = walk
  const host = text.slice(hostFrom, hostTo)
  const page: Page = {
    allowed: allow(found.cover.entry),
    host,
    port,
    ownPrefix: `https://${hostKey(host, port)}/`,
    companions: policy.approvals.companionsOf(cover),
  }
  policy.pages.add(top, page)
  return page
}

type Found = { readonly kind: 'found'; readonly cover: Cover; readonly walk: Walk } | Refusal

/** Longer texts are parsed at once: the parser is faster by the sign, and slower only to begin with. */
const longestProof = 512

/** What covers the address of a top document: https only. A text in the parser's own form is taken at its word. */
function findCover({ approvals }: Policy, text: string): Found {
  const proven = text.length <= longestProof ? walkText(text) : null
  const cover = proven === null ? null : approvals.findCover(proven)
  if (proven !== null && cover !== null) return { kind: 'found', cover, walk: proven }
  const reading = readAddress(text)
  if (reading.kind === 'inline') return refuse('data-or-blob')
  if (reading.kind === 'refuse') return reading
  const { scheme, host, port, path, query } = reading.address
  if (scheme !== 'https') return refuse('not-https')
  const walk = walkAddress(host, port, path, query)
  return { kind: 'found', cover: approvals.findCover(walk) ?? nothing, walk }
}
