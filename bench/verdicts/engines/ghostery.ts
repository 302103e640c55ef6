import { FiltersEngine, Request } from '@ghostery/adblocker'
import { parse } from 'tldts'
import type { Engine, Maker } from '#bench/verdicts/engine.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'
import { invertedRules } from './inverted-rules.ts'

interface Details {
  readonly url: string
  readonly type: 'main_frame' | 'script'
  readonly sourceUrl: string
  readonly sourceHostname: string
  readonly sourceDomain: string
}

const compile = (entries: readonly PolicyEntry[]): FiltersEngine =>
  FiltersEngine.parse(invertedRules(entries).join('\n'), { loadCosmeticFilters: false, enableCompression: false })

/** Its page's host and domain are read beforehand, as a browser extension would for each tab. */
function matching(filters: FiltersEngine): Engine<Details> {
  const allows = (details: Details): boolean => filters.match(Request.fromRawDetails(details)).match
  return {
    name: 'ghostery',
    prepare: (requests) =>
      requests.map(({ url, use, top }) => {
        const sourceUrl = top ?? ''
        const { hostname, domain } = parse(sourceUrl)
        return {
          url,
          type: use === 'subresource' ? 'script' : 'main_frame',
          sourceUrl,
          sourceHostname: hostname ?? '',
          sourceDomain: domain ?? hostname ?? '',
        }
      }),
    run(all) {
      let allowed = 0
      for (let at = 0; at < all.length; at++) {
        const details = all[at]
        if (details !== undefined && allows(details)) allowed++
      }
      return allowed
    },
    allows,
  }
}

export const ghostery: Maker = {
  name: 'ghostery',
  build: async (entries) => matching(compile(entries)),
  kept: {
    serialise: async (entries) => compile(entries).serialize(),
    load: async (bytes) => matching(FiltersEngine.deserialize(bytes)),
  },
}
