import type { Stop } from '#core/contract/stops.ts'
import { compileStops, isStopped, type StopList } from '#core/policy/stops.ts'

interface Compiled {
  readonly list: StopList | null
  /** Rises whenever another set of stops comes into force. */
  readonly turn: number
}

/** What is stopped at a moment: compiled once for each set, since it is asked for every request. */
export interface StopsInForce {
  at(now: number): Compiled
  stops(url: string, now: number): boolean
}

/** `stops`: all that the school has named, also those that begin later. */
export function stopsInForce(stops: () => readonly Stop[]): StopsInForce {
  let madeOf: readonly Stop[] | null = null
  /** The set holds from here until here: a stop "at the next break" begins by itself, and a clock may be set back. */
  let since = 0
  let until = 0
  let compiled: Compiled = { list: null, turn: 0 }

  function at(now: number): Compiled {
    const all = stops()
    if (all === madeOf && now >= since && now < until) return compiled
    madeOf = all
    const begun = all.filter((one) => one.from <= now)
    since = Math.max(Number.NEGATIVE_INFINITY, ...begun.map((one) => one.from))
    until = Math.min(Number.POSITIVE_INFINITY, ...all.filter((one) => one.from > now).map((one) => one.from))
    compiled = { list: compileStops(begun), turn: compiled.turn + 1 }
    return compiled
  }

  return {
    at,
    stops(url, now) {
      const { list } = at(now)
      return list !== null && isStopped(list, { url, top: null })
    },
  }
}
