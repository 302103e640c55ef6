import type { Protocol } from 'devtools-protocol'
import { kioskOrigin } from '#core/contract/bridge.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { ShellOwner } from '#core/ports.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import { pdfFaultUrl, pdfPage } from '#host/pdf-page.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { documentHeaders, isDownload, isPdf } from './document-headers.ts'
import type { IsThere } from './measures.ts'
import { fulfilFrom, type OwnScreens } from './own-screens.ts'
import type { KioskPage } from './page.ts'

export interface RequestNeeds {
  readonly pipe: DevtoolsPipe
  readonly owner: Pick<ShellOwner, 'judge'>
  readonly practice: BuiltInSite
  readonly proxyLogin: { readonly port: number; readonly username: string; readonly password: string }
  page(): KioskPage | null
  readonly screens: Pick<OwnScreens, 'isOwn' | 'isOwnSession'>
  /** A request for this address has just been allowed: the way out may be used for it. */
  passed(url: string): void
  readonly isThere: IsThere
}

type Paused = Protocol.Fetch.RequestPausedEvent

/** A judge that throws has not allowed anything. */
export function sureVerdict(owner: Pick<ShellOwner, 'judge'>, request: PageRequest): Verdict {
  try {
    return owner.judge(request)
  } catch {
    return { kind: 'refuse', code: 'bad-request' }
  }
}

/**
 * The only listener for the page's requests, on the browser itself: every frame, worker and window, each hop of a
 * redirect. What is not allowed is refused; what cannot be understood is refused.
 */
export async function watchRequests(needs: RequestNeeds): Promise<void> {
  const { pipe, isThere } = needs

  const refuse = ({ requestId }: Paused, errorReason: Protocol.Network.ErrorReason, session: string | undefined): void =>
    pipe.tell('Fetch.failRequest', { requestId, errorReason }, session)

  /** `hasWaited`: it was held for what the child typed, and may go on as far as that is concerned. */
  function request(paused: Paused, session: string | undefined, hasWaited = false): void {
    const page = needs.page()
    const url = URL.parse(paused.request.url)
    const isNavigation = page !== null && paused.resourceType === 'Document' && paused.frameId === page.targetId
    if (!page || !url || needs.screens.isOwn(paused.frameId)) {
      refuse(paused, 'BlockedByClient', session)
      return
    }
    const verdict = sureVerdict(needs.owner, {
      url: paused.request.url + (paused.request.urlFragment ?? ''),
      use: isNavigation ? 'navigation' : 'subresource',
      top: isNavigation ? null : page.top(),
      method: paused.request.method,
    })
    if ((verdict.kind === 'refuse' && isThere('verdicts')) || url.origin === kioskOrigin) {
      // A refused navigation is aborted, so that the old page stays until it is covered; anything else just has no network.
      refuse(paused, isNavigation ? 'Aborted' : 'BlockedByClient', session)
      // A page may say of itself that it failed; it can do that in many ways.
      if (url.href === pdfFaultUrl && !isNavigation) page.emit({ kind: 'failed', fault: 'load' })
      if (!isNavigation) return
      const code = verdict.kind === 'refuse' ? verdict.code : 'not-on-list'
      const redirect = paused.redirectedRequestId !== undefined
      page.emit({ kind: 'refused', url: paused.request.url, code, use: 'navigation', byChild: page.wasPressed(), redirect })
      return
    }
    // What waited is judged again: the list may be another one, and the page gone.
    const go = () => request(paused, session, true)
    const held = { go, refuse: () => refuse(paused, isNavigation ? 'Aborted' : 'BlockedByClient', session), isNavigation }
    if (!hasWaited && page.hold(held)) return
    if (url.origin === needs.practice.origin) {
      if (isNavigation) page.arriving(url.href)
      fulfilFrom(pipe, needs.practice, paused, session, paused.resourceType === 'Document' ? documentHeaders : undefined)
      return
    }
    if (verdict.kind === 'allow') needs.passed(url.href)
    pipe.tell('Fetch.continueRequest', { requestId: paused.requestId }, session)
  }

  function response(paused: Paused, session: string | undefined): void {
    const page = needs.page()
    const status = paused.responseStatusCode
    if (!page) {
      refuse(paused, 'BlockedByClient', session)
      return
    }
    const isTop = paused.frameId === page.targetId
    const headers = paused.responseHeaders ?? []
    const isRedirect = status !== undefined && status >= 300 && status < 400 && headers.some((header) => /^location$/i.test(header.name))
    if (status === undefined || isRedirect) {
      // A failed request, or a hop whose target comes back as a request of its own.
      pipe.tell('Fetch.continueResponse', { requestId: paused.requestId }, session)
      return
    }
    if (isTop && status === 200 && paused.request.method === 'GET' && isPdf(headers)) {
      showPdf(paused, session, page)
      return
    }
    const isFile = isThere('downloads-answer') && isDownload(headers)
    if (isTop && (status >= 400 || isFile)) {
      refuse(paused, 'Aborted', session)
      if (status === 401 || status === 407) page.emit({ kind: 'failed', fault: 'login' })
      else page.emit(status >= 400 ? { kind: 'failed', fault: 'load' } : { kind: 'download' })
      return
    }
    if (isFile) {
      refuse(paused, 'BlockedByResponse', session)
      return
    }
    if (isTop && status !== 204 && status !== 205) page.arriving(paused.request.url)
    pipe.tell(
      'Fetch.continueResponse',
      { requestId: paused.requestId, responseCode: status, responseHeaders: documentHeaders(headers, isThere) },
      session,
    )
  }

  /** Our own page in the place of the PDF, at its address: it loads the PDF itself, judged like all that a page loads. */
  function showPdf(paused: Paused, session: string | undefined, page: KioskPage): void {
    const { headers, body } = pdfPage()
    const given = Object.entries(headers).map(([name, value]) => ({ name, value }))
    page.arriving(paused.request.url)
    pipe.tell(
      'Fetch.fulfillRequest',
      { requestId: paused.requestId, responseCode: 200, responseHeaders: documentHeaders(given, isThere), body: body.toString('base64') },
      session,
    )
  }

  pipe.on('Fetch.requestPaused', (paused, session) => {
    // Our own screens' requests for our own files are answered where they are known: own-screens.ts.
    if (needs.screens.isOwnSession(session)) return
    if (paused.responseStatusCode !== undefined || paused.responseErrorReason !== undefined) response(paused, session)
    else request(paused, session)
  })
  pipe.on('Fetch.authRequired', ({ requestId, authChallenge, resourceType, frameId }, session) => {
    const { port, username, password } = needs.proxyLogin
    const isProxy = authChallenge.source === 'Proxy' && new URL(authChallenge.origin).port === String(port)
    pipe.tell(
      'Fetch.continueWithAuth',
      { requestId, authChallengeResponse: isProxy ? { response: 'ProvideCredentials', username, password } : { response: 'CancelAuth' } },
      session,
    )
    const page = needs.page()
    if (!isProxy && page && resourceType === 'Document' && frameId === page.targetId) page.emit({ kind: 'failed', fault: 'login' })
  })
  await pipe.send('Fetch.enable', {
    patterns: [{ urlPattern: '*' }, { urlPattern: '*', resourceType: 'Document', requestStage: 'Response' }],
    handleAuthRequests: true,
  })
}
