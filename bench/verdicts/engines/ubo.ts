/// <reference path="../../ubo-core.d.ts" />
import { enableWASM, StaticNetFilteringEngine } from '@gorhill/ubo-core'
import type { Engine, Maker } from '#bench/verdicts/engine.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'
import { invertedRules } from './inverted-rules.ts'

interface Details {
  readonly originURL: string
  readonly url: string
  readonly type: 'main_frame' | 'script'
}

/** The package has one engine for each process: the last one built is the one that answers. */
async function empty(): Promise<StaticNetFilteringEngine> {
  await StaticNetFilteringEngine.release()
  const filters = await StaticNetFilteringEngine.create()
  await enableWASM()
  return filters
}

async function compile(entries: readonly PolicyEntry[]): Promise<StaticNetFilteringEngine> {
  const filters = await empty()
  // biome-ignore lint/correctness/useHookAtTopLevel: a list of filters, not a hook of React's.
  await filters.useLists([{ name: 'approvals', raw: invertedRules(entries).join('\n') }])
  return filters
}

function matching(filters: StaticNetFilteringEngine): Engine<Details> {
  return {
    name: 'ubo-core',
    prepare: (requests) =>
      requests.map(({ url, use, top }) => ({ originURL: top ?? url, url, type: use === 'subresource' ? 'script' : 'main_frame' })),
    run(all) {
      let allowed = 0
      for (let at = 0; at < all.length; at++) {
        const details = all[at]
        if (details !== undefined && filters.matchRequest(details) !== 0) allowed++
      }
      return allowed
    },
    allows: (details) => filters.matchRequest(details) !== 0,
  }
}

export const ubo: Maker = {
  name: 'ubo-core',
  build: async (entries) => matching(await compile(entries)),
  kept: {
    serialise: async (entries) => new TextEncoder().encode(await (await compile(entries)).serialize()),
    async load(bytes) {
      const filters = await empty()
      await filters.deserialize(new TextDecoder().decode(bytes))
      return matching(filters)
    },
  },
}
