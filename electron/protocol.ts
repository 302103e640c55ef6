import type { BuiltInSite } from '#host/built-in-site.ts'
import type { ApiSession } from './electron-api.ts'

/**
 * Serves one of our own sites from its files, on this session only. `protocol.handle('https')` takes ALL https of a session:
 * whatever is not this site is refused, never passed on. Passing on was looked at and rejected: request listeners were not run
 * for intercepted schemes (electron#45865), and a forwarded fetch follows redirects that no event shows. So our screens and
 * the practice pages each have a session without any network, and the session of web pages has no handler at all.
 */
export function serveSite(session: ApiSession, site: BuiltInSite, mayServe: (url: string, method: string) => boolean): void {
  session.protocol.handle('https', (request) => answer(site, request, mayServe))
}

/** Exported for its test: the whole of what a made-up origin answers. */
export function answer(site: BuiltInSite, request: Request, mayServe: (url: string, method: string) => boolean): Response {
  const url = URL.parse(request.url)
  if (url === null || url.origin !== site.origin || !mayServe(request.url, request.method)) return Response.error()
  if (request.method !== 'GET' && request.method !== 'HEAD') return new Response(null, { status: 405 })
  const file = site.file(url.pathname)
  if (file === null) return new Response(null, { status: 404 })
  const headers = { ...site.headers, 'content-type': file.contentType, 'x-content-type-options': 'nosniff' }
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.body), { headers })
}
