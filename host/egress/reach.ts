import type { PageRequest, Verdict } from '#core/contract/verdict.ts'

/** What the way out lets through for the page that is open: the second asking, by host and port. */
export interface Reach {
  /** This request has just been allowed: the way out may be used for its host and port. */
  passed(url: string): void
  mayReach(host: string, port: number): boolean
  /** The page is gone; nothing of what it was allowed holds for the next one. */
  forget(): void
}

/**
 * `tops`: the addresses that a request of the open page may belong to; empty when none is open, and then nothing passes.
 * A web socket is no request in every shell: for a host that nobody asked for yet the judge is asked, as for its web socket.
 */
export function reachOf(judge: (request: PageRequest) => Verdict, tops: () => readonly (string | null)[] | null): Reach {
  const reachable = new Set<string>()
  return {
    passed(url) {
      const { protocol, hostname, port } = new URL(url)
      if (protocol === 'https:' || protocol === 'wss:') reachable.add(`${hostname}:${port === '' ? 443 : port}`)
    },
    mayReach(host, port) {
      const of = tops()
      if (of === null) return false
      if (reachable.has(`${host}:${port}`)) return true
      try {
        const request = { url: `wss://${host}:${port}/`, use: 'subresource', method: 'GET' } as const
        return of.some((top) => top !== null && judge({ ...request, top }).kind === 'allow')
      } catch {
        return false
      }
    },
    forget: () => reachable.clear(),
  }
}
