import { z } from 'zod'

/** Why a request is refused. Append only: these codes reach the child's page, the logs and `npm run verdict`. None is renamed or reused. */
export const refusalCodes = [
  'unreadable', // the WHATWG parser refuses it, or it is longer than 8,192 characters
  'not-https', // any scheme but https (wss for subresources)
  'hidden-login', // a user name or password in the address
  'address-host', // an IP address as host
  'trailing-dot', // host ends in a dot
  'port', // a port that no approval names
  'encoded-slash', // %2f or %5c left in the path of a section
  'not-on-list', // no approval covers it
  'not-a-companion', // subresource from a host that the page's approval does not name
  'no-page', // subresource of a page that is not itself approved
  'data-or-blob', // data: or blob: anywhere but as a subresource
  'download', // downloads are always refused
  'list-expired', // the list is past its date
  'no-list', // there is no valid list
  'bad-request', // a request that is not of the documented form
  'stopped', // the school has stopped this page or site for everyone
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export type Verdict =
  | { readonly kind: 'allow' /** Index of the entry that covers it. */; readonly entry: number }
  | { readonly kind: 'refuse'; readonly code: RefusalCode }

export const uses = ['navigation', 'subresource', 'popup', 'download'] as const
export type Use = (typeof uses)[number]

export interface PageRequest {
  readonly url: string
  readonly use: Use
  /** The page's own address (top document); null for a navigation. */
  readonly top: string | null
  readonly method: string
}

/** One line of `npm run verdict`'s standard input, when it is not a bare URL. */
export const VerdictRequest = z.object({
  url: z.string(),
  use: z.enum(uses).default('navigation'),
  top: z.string().nullish(),
  method: z.string().default('GET'),
})
