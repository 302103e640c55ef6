import type { PolicyEntry } from '#core/policy/policy.ts'
import type { Site } from './https-sites.ts'
import { approvals, approvedColour, hosts } from './neighbourhood.ts'

/** A site on the list that sends whatever its address asks for, and its companion, which does the same. */
export const labHost = 'www.try-it-out.org.uk'
export const companionHost = 'parts.try-it-out.org.uk'

const lab: Site = (request, response) => {
  const { searchParams } = new URL(request.url ?? '/', `https://${labHost}`)
  const headers = JSON.parse(searchParams.get('headers') ?? '{}') as Record<string, string>
  response
    .writeHead(Number(searchParams.get('status') ?? 200), {
      'Content-Type': searchParams.get('type') ?? 'text/html; charset=utf-8',
      'Access-Control-Allow-Origin': '*',
      'Service-Worker-Allowed': '/',
      ...headers,
    })
    .end(searchParams.get('body') ?? '')
}

export const labSites: Readonly<Record<string, Site>> = { [labHost]: lab, [companionHost]: lab }
export const labApprovals: readonly PolicyEntry[] = [
  ...approvals,
  { url: `https://${labHost}/play/`, scope: 'section', also: [], companions: [companionHost, hosts.media] },
]

/** The address of an answer with this body. */
export function answerAt(
  body: string,
  { host = labHost, type, headers, status }: { host?: string; type?: string; headers?: Record<string, string>; status?: number } = {},
): string {
  const url = new URL(`https://${host}/play/answer`)
  url.searchParams.set('body', body)
  if (type !== undefined) url.searchParams.set('type', type)
  if (headers) url.searchParams.set('headers', JSON.stringify(headers))
  if (status !== undefined) url.searchParams.set('status', String(status))
  return url.href
}

/** The address of a page in the approved colour. */
export function pageAt(body: string, more: Parameters<typeof answerAt>[1] = {}): string {
  return answerAt(
    `<!doctype html><html lang="en"><title>Lab</title><body style="margin:0;min-height:100vh;background:${approvedColour}">${body}`,
    more,
  )
}

export const scriptAt = (source: string): string => answerAt(source, { type: 'text/javascript' })
