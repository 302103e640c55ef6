import type { Tile } from '#core/contract/list.ts'
import type { UncertainReason } from '#core/contract/uncertain.ts'
import type { Context } from './context.ts'
import { halfDay } from './half-day.ts'

/** So often in one day on one kiosk, and a page is set aside there. */
const mostFailures = 3
const failures: ReadonlySet<UncertainReason> = new Set(['crashed', 'hung', 'memory-hog'])

export interface SetAside {
  /** Counts a page that was closed for this reason. True when that was once too often: it is set aside from now on. */
  failed(tile: Tile, reason: UncertainReason): boolean
  /** Until tomorrow, or until the class's list is published again. */
  isAside(tile: Tile): boolean
}

/** Pages that fail again and again on this kiosk are not opened again today (B122). Kept over restarts; nothing of a child is in it. */
export function setAside(context: Context): SetAside {
  const day = (): string => halfDay(context.now()).slice(0, 10)
  const version = (): number => (context.person === null ? 0 : (context.held.list(context.person.class.id)?.version ?? 0))
  const known = (tile: Tile) => {
    const found = context.state().failures?.[tile.id]
    return found !== undefined && found.day === day() && found.version === version() ? found : { day: day(), version: version(), times: 0 }
  }
  return {
    failed(tile, reason) {
      if (!failures.has(reason)) return false
      const now = known(tile)
      const today = Object.entries(context.state().failures ?? {}).filter(([, one]) => one.day === now.day)
      void context.save({ failures: { ...Object.fromEntries(today), [tile.id]: { ...now, times: now.times + 1 } } })
      return now.times + 1 === mostFailures
    },
    isAside: (tile) => known(tile).times >= mostFailures,
  }
}
