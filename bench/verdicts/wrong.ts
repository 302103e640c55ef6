import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { Engine } from './engine.ts'

export interface Wrong {
  readonly asked: number
  /** Opened what the reference refuses: the dangerous kind. */
  readonly allowed: number
  /** Refused what the reference allows. */
  readonly refused: number
}

/** Counts an engine's wrong verdicts against expected ones, in the requests' order; null for one that gives none. */
export function countWrong(engine: Engine, requests: readonly PageRequest[], expected: readonly Verdict['kind'][]): Wrong | null {
  let allowed = 0
  let refused = 0
  for (const [at, prepared] of engine.prepare(requests).entries()) {
    const isAllowed = engine.allows(prepared)
    if (isAllowed === null) return null
    if (isAllowed && expected[at] !== 'allow') allowed++
    if (!isAllowed && expected[at] === 'allow') refused++
  }
  return { asked: requests.length, allowed, refused }
}
