import { getDomain } from 'tldts'

/** The registrable domain of a host (`docs.google.com` → `google.com`); the host itself where there is none, as with addresses in figures. */
export function siteOf(host: string): string {
  return getDomain(host) ?? host
}
