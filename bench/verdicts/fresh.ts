import type { PageRequest } from '#core/contract/verdict.ts'

/** The same text in memory of its own. V8 keeps a string's hash, so a string that was looked up before would flatter every map. */
export function fresh(text: string): string {
  return isLatin(text) ? Buffer.from(text, 'latin1').toString('latin1') : Buffer.from(text, 'utf16le').toString('utf16le')
}

/** The requests with fresh strings. Parts that shared their page's string share the fresh one: a tab keeps its own address. */
export function freshRequests(requests: readonly PageRequest[]): PageRequest[] {
  const lately = new Map<string, string>()
  return requests.map(({ url, use, top, method }) => {
    // A page that is opened again is another tab: its address is another string.
    if (use !== 'subresource') lately.delete(url)
    let own = top === null ? null : lately.get(top)
    if (own === undefined && top !== null) {
      own = fresh(top)
      lately.set(top, own)
    }
    return { url: fresh(url), use, top: own ?? null, method }
  })
}

function isLatin(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 255) return false
  return true
}
