import type { Engine, Maker } from '#bench/verdicts/engine.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'

const escaped = (text: string): string => text.replace(/[{}()*+?:\\]/g, '\\$&')

/** One pattern for each approval, tried in turn: the platform has no set of patterns. Pages lately seen are remembered. */
function patterns(entries: readonly PolicyEntry[]): Engine<PageRequest> {
  const all = entries.flatMap(({ url, scope, also, companions }) =>
    [url, ...also].map((text) => {
      const { hostname, port, pathname, search } = new URL(text)
      const below = pathname.endsWith('/') ? `${escaped(pathname)}*` : `${escaped(pathname)}{/*}?`
      const pattern = {
        protocol: 'https',
        hostname: scope === 'site' ? `{*.}?${hostname}` : hostname,
        port,
        pathname: scope === 'page' ? escaped(pathname) : scope === 'site' ? '*' : below,
        search: scope === 'page' ? escaped(search.slice(1)) : '*',
      }
      return { pattern: new URLPattern(pattern), companions: new Set(companions) }
    }),
  )
  const pages = new Map<string, { host: string; companions: ReadonlySet<string> } | null>()
  const pageAt = (top: string) => {
    let page = pages.get(top)
    if (page === undefined) {
      const found = all.find(({ pattern }) => pattern.test(top))
      page = found === undefined ? null : { host: new URL(top).host, companions: found.companions }
      if (pages.size > 256) pages.clear()
      pages.set(top, page)
    }
    return page
  }
  const allows = ({ url, use, top }: PageRequest): boolean => {
    if (use !== 'subresource') return all.some(({ pattern }) => pattern.test(url))
    const page = pageAt(top ?? '')
    const part = page === null ? null : URL.parse(url)
    return page !== null && part !== null && (part.host === page.host || page.companions.has(part.host))
  }
  return {
    name: 'URLPattern, one by one',
    prepare: (requests) => requests,
    run(requests) {
      let allowed = 0
      for (let at = 0; at < requests.length; at++) {
        const request = requests[at]
        if (request !== undefined && allows(request)) allowed++
      }
      return allowed
    },
    allows,
  }
}

export const urlPattern: Maker = { name: 'URLPattern, one by one', build: async (entries) => patterns(entries), kept: null }
