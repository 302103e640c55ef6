import type { Protocol } from 'devtools-protocol'
import { droppedHeaders, permissionsPolicy } from '#core/guard/page-powers.ts'

import { everything, type IsThere } from './measures.ts'

type Headers = readonly Protocol.Fetch.HeaderEntry[]

const noPowers = { name: 'Permissions-Policy', value: permissionsPolicy }

export function headerValue(headers: Headers, name: string): string | null {
  return headers.find((header) => header.name.toLowerCase() === name)?.value ?? null
}

/** The headers with which a document goes to the page: without side channels, without powers. */
export function documentHeaders(headers: Headers, isThere: IsThere = everything): Protocol.Fetch.HeaderEntry[] {
  const isDropped = (name: string): boolean => droppedHeaders.has(name) && isThere(`header:${name}`)
  const saysItsType = !isThere('content-type') || headerValue(headers, 'content-type') !== null
  return [
    ...headers
      .filter(({ name }) => !isDropped(name.toLowerCase()) && name.toLowerCase() !== 'x-content-type-options')
      .map((header) =>
        header.name.toLowerCase() === 'content-security-policy' && isThere('header:csp-report')
          ? { name: header.name, value: header.value.replace(/(^|;)\s*report-(uri|to)[^;]*/gi, '$1') }
          : header,
      ),
    ...(isThere('header:no-powers') ? [noPowers] : []),
    // What a server says a document is, it is: nothing becomes a page by being looked at closely.
    ...(saysItsType ? [] : [{ name: 'Content-Type', value: 'text/plain' }]),
    ...(isThere('content-type') ? [{ name: 'X-Content-Type-Options', value: 'nosniff' }] : []),
  ]
}

/** What a page may be made of; everything else that a server sends as a page is a file to be saved, which is refused. */
const showable =
  /^(text\/html|application\/xhtml\+xml|text\/plain|text\/xml|application\/xml|image\/[a-z0-9.+-]+|audio\/[a-z0-9.+-]+|video\/[a-z0-9.+-]+|application\/json)\s*(;|$)/i

/** Is this a PDF to be shown? The browser's own viewer has doors of its own: ours takes its place. */
export function isPdf(headers: Headers): boolean {
  if (/^\s*(attachment|filename)/i.test(headerValue(headers, 'content-disposition') ?? '')) return false
  return /^\s*application\/pdf\s*(;|$)/i.test(headerValue(headers, 'content-type') ?? '')
}

/** Would the browser save this answer to a navigation instead of showing it? PDF counts, wherever it is not shown by us. */
export function isDownload(headers: Headers): boolean {
  if (/^\s*(attachment|filename)/i.test(headerValue(headers, 'content-disposition') ?? '')) return true
  const contentType = headerValue(headers, 'content-type')
  return contentType !== null && contentType.trim() !== '' && !showable.test(contentType.trim())
}
