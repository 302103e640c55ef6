import { siteOf } from '#core/policy/site-of.ts'

/**
 * Host and path of a page, for what is kept of it: query, fragment and login are dropped, since they can name a child
 * (anonymous-report check P18). Empty when the address cannot be read.
 */
export function pageAddress(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host === '') return ''
  return `${parsed.hostname}${parsed.pathname}`.slice(0, 2_000)
}

/** First labels of hosts behind which lies somebody's own: sign-in, mail, documents, a class's rooms. */
const accountHost =
  /^(?:accounts?|auth|classroom|docs?|drive|id|identity|idp|login|mail|my|outlook|portal|profiles?|signin|sso|user|webmail)$/
/** Parts of a path that name an account: `/@kezia`, `/~kezia`, `/users/kezia`, an address of mail. */
const accountPath = /(?:^|\/)(?:[~@]|(?:accounts?|members?|my|people|profiles?|pupils?|students?|u|users?)(?:\/|$))|@/i

/**
 * The page as a child may show it in a report: as `pageAddress`, and no more than the site where host or path may name the
 * account of a child (check P18). Empty when the address cannot be read.
 */
export function reportAddress(url: string): string {
  const address = pageAddress(url)
  const slash = address.indexOf('/')
  if (slash < 0) return address
  const host = address.slice(0, slash)
  const isAccount = host.split('.').some((label) => accountHost.test(label)) || accountPath.test(plain(address.slice(slash)))
  return isAccount ? siteOf(host) : address
}

/** Percent signs undone, as often as they were put there. */
function plain(path: string): string {
  let text = path
  for (let layer = 0; layer < 3; layer++) {
    try {
      text = decodeURIComponent(text)
    } catch {
      return text
    }
  }
  return text
}
