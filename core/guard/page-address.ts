/**
 * Host and path of a page, for what is kept of it: query, fragment and login are dropped, since they can name a child
 * (anonymous-report check P18). Empty when the address cannot be read.
 */
export function pageAddress(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null || parsed.host === '') return ''
  return `${parsed.hostname}${parsed.pathname}`.slice(0, 2_000)
}
