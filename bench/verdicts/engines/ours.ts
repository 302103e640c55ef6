import type { Engine, Maker } from '#bench/verdicts/engine.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import { compileCatalogue, openCatalogue } from '#core/policy/catalogue.ts'
import { compilePolicy, judge, type Policy } from '#core/policy/policy.ts'

function judging(name: string, policy: Policy): Engine<PageRequest> {
  return {
    name,
    prepare: (requests) => requests,
    run(requests) {
      let allowed = 0
      for (let at = 0; at < requests.length; at++) {
        const request = requests[at]
        if (request !== undefined && judge(policy, request, 0).kind === 'allow') allowed++
      }
      return allowed
    },
    allows: (request) => judge(policy, request, 0).kind === 'allow',
  }
}

/** The list as a kiosk holds a class's. */
export const ours: Maker = {
  name: 'hedgerow, list',
  build: async (entries) => judging('hedgerow, list', compilePolicy(entries, null)),
  kept: null,
}

/** The list in its compiled form. */
export const oursCompiled: Maker = {
  name: 'hedgerow, compiled',
  build: async (entries) => judging('hedgerow, compiled', openCatalogue(compileCatalogue(entries, null))),
  kept: {
    serialise: async (entries) => compileCatalogue(entries, null),
    load: async (bytes) => judging('hedgerow, compiled', openCatalogue(bytes)),
  },
}
