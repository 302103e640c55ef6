import type { ClassList, Tile } from '#core/contract/list.ts'
import type { Stop } from '#core/contract/stops.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import { compilePolicy, judge, type Policy } from '#core/policy/policy.ts'
import { openTiles } from './open-tiles.ts'
import { stopsInForce } from './stops-in-force.ts'

/**
 * The verdicts in force: the policy of the tiles that are open for the class that is signed in, and before it what the
 * school has stopped. Nobody signed in: everything is refused.
 */
export interface Guard {
  judge(request: PageRequest): Verdict
  /** The tile whose approval covers this address, or null. */
  tileOf(url: string): Tile | null
  /** Takes this list into force, or none. Answers whether the open tiles changed. */
  serve(list: ClassList | null): boolean
  /** True when the list in force is past its date. */
  isExpired(): boolean
  /** Has the school stopped this address, from now or earlier on? */
  isStopped(url: string): boolean
}

export function createGuard(now: () => number, stops: () => readonly Stop[] = () => []): Guard {
  const stopped = stopsInForce(stops)
  let tiles: readonly Tile[] = []
  let policy: Policy | null = null
  let expiresAt = 0
  /** What the policy was compiled from, so that a tick of the clock costs nothing. */
  let compiledFrom = ''

  const answer = (request: PageRequest): Verdict => {
    const at = now()
    return judge(policy, request, at, stopped.at(at).list)
  }
  return {
    judge: answer,
    tileOf(url) {
      const verdict = answer({ url, use: 'navigation', top: null, method: 'GET' })
      return verdict.kind === 'allow' ? (tiles[verdict.entry] ?? null) : null
    },
    serve(list) {
      const open = list === null ? [] : openTiles(list, now())
      const source =
        list === null ? '' : `${list.classId} ${list.version} ${stopped.at(now()).turn} ${open.map((tile) => tile.id).join(' ')}`
      if (source === compiledFrom) return false
      compiledFrom = source
      tiles = open
      expiresAt = list?.expiresAt ?? 0
      policy = list === null ? null : compilePolicy(open, list.expiresAt)
      return true
    },
    isExpired: () => policy !== null && now() >= expiresAt,
    isStopped: (url) => stopped.stops(url, now()),
  }
}
