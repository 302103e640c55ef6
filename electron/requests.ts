import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { ApiRequest, ApiSession } from './electron-api.ts'
import { allowedHeaders } from './response-headers.ts'

/** Where the top document is, and where it is going. Kept by the page, read by the listener. */
export interface Whereabouts {
  committed: string | null
  pending: string | null
}

export interface RequestRules {
  judge(request: PageRequest): Verdict
  /** Null when no page is open: then nothing passes. */
  where(): Whereabouts | null
  /** This request has been allowed: the way out may be used for it. */
  passed(url: string): void
  /** Keeps a request that may go on until the child has answered what is being asked; false when nothing is asked now. */
  hold(answer: (mayGo: boolean) => void, isNavigation: boolean): boolean
  /** A top navigation got this far without its own event: refused here, and told. */
  onRefusedTop(url: string, verdict: Extract<Verdict, { kind: 'refuse' }>): void
}

/**
 * Electron keeps ONE listener for each event of a session: a second registration silently takes the first one's place.
 * This file alone registers any; a test looks for others.
 */
export function guardRequests(session: ApiSession, rules: RequestRules): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    const isAllowed = mayPass(details, rules)
    const isHeld = isAllowed && rules.hold((mayGo) => callback({ cancel: !mayGo }), details.resourceType === 'mainFrame')
    if (!isHeld) callback({ cancel: !isAllowed })
  })
  // No service workers: Electron does not ask about the WebSockets that one opens (B102, electron#47857).
  session.webRequest.onBeforeSendHeaders(({ requestHeaders }, callback) => callback({ cancel: isWorkerScript(requestHeaders) }))
  session.webRequest.onHeadersReceived((details, callback) => {
    const isDocument = details.resourceType === 'mainFrame' || details.resourceType === 'subFrame'
    callback({ responseHeaders: allowedHeaders(details.responseHeaders ?? {}, isDocument) })
  })
}

/** The fetch of a service worker's script names itself (Service Workers, "Service-Worker: script"); no page can leave that out. */
function isWorkerScript(headers: Readonly<Record<string, string>>): boolean {
  return Object.entries(headers).some(([name, value]) => name.toLowerCase() === 'service-worker' && value === 'script')
}

/** Our own screens have no network: everything but their own origin is refused. */
export function refuseAllBut(session: ApiSession, origin: string): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: URL.parse(details.url)?.origin !== origin }))
}

/** Asks for a verdict; a fault while asking is a refusal (B118). */
export function mayPass(details: Pick<ApiRequest, 'url' | 'method' | 'resourceType'>, rules: RequestRules): boolean {
  const isAllowed = isVerdictGood(details, rules)
  if (isAllowed) rules.passed(details.url)
  return isAllowed
}

function isVerdictGood(details: Pick<ApiRequest, 'url' | 'method' | 'resourceType'>, rules: RequestRules): boolean {
  const where = rules.where()
  if (where === null) return false
  const { url, method } = details
  try {
    if (details.resourceType === 'mainFrame') {
      const verdict = rules.judge({ url, use: 'navigation', top: null, method })
      if (verdict.kind === 'refuse') rules.onRefusedTop(url, verdict)
      return verdict.kind === 'allow'
    }
    if (rules.judge({ url, use: 'subresource', top: where.committed, method }).kind === 'allow') return true
    // The new document's first requests can come before Electron says that it has committed.
    return where.pending !== null && rules.judge({ url, use: 'subresource', top: where.pending, method }).kind === 'allow'
  } catch {
    return false
  }
}
