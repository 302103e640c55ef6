import type { ShellFacts } from '#core/contract/hub-api.ts'
import { byHand, byHandRecipe, canaryNames, type SelfCheck } from '#core/contract/self-check.ts'

/**
 * What Electron can honestly say of itself today: no canary of its own has been written for it, since its binary could not
 * be had to see one fail. Each is reported as not tried, which the technician sees as a gap and never as held.
 */
export function untriedCheck(facts: ShellFacts): SelfCheck {
  return {
    at: Date.now(),
    tookMs: 0,
    engine: { name: facts.engine, version: facts.version, fileFrom: null },
    canaries: canaryNames.map((name) => ({ name, result: 'not-tried' })),
    systemKeys: [],
    byHand: byHand.map((attempt) => ({ attempt, recipe: byHandRecipe, seen: 'unknown' })),
  }
}
