import type { LookAgain, LookAgainLine } from '#core/contract/look-again.ts'
import { contentWords } from '#core/contract/phrases.ts'
import { driftWords } from '#core/contract/uncertain.ts'
import { count } from '#hub/console/words/count.ts'
import { dateField, dayWords } from '#hub/console/words/dates.ts'

const foundWords: Readonly<Record<string, string>> = { ...contentWords, ...driftWords }

/** What happened, in plain words, with the day on which it last did. */
export function lookAgainWords({ kind, found, times, lastDay }: LookAgainLine, now = Date.now()): string {
  const isToday = lastDay === dateField(now)
  const day = isToday ? 'today' : `on ${dayWords(Date.parse(`${lastDay}T12:00:00`), now)}`
  const visits = `on ${count(times, 'visit')}, ${times === 1 ? '' : 'last '}${day}`
  const what = found.flatMap((code) => foundWords[code] ?? [])
  switch (kind) {
    case 'looked-different':
      return [`Looked different ${visits}, and was shown.`, ...what].join(' ')
    case 'changed':
      return [`Was closed ${visits}: not the page that was approved.`, ...what].join(' ')
    case 'content':
      return `Was closed for its words ${visits}${what.length === 0 ? '.' : `: ${what.join('; ')}.`}`
    case 'set-aside': {
      if (!isToday) return `Had a rest on a kiosk ${day}, after three failures in a day.`
      return `Is having a rest on a kiosk after three failures today: until tomorrow, or until you publish.`
    }
  }
}

/** All that happened to one tile. `tileId` null: the published list has no one tile of this title. */
export interface TileToLookAt {
  readonly tileId: string | null
  readonly title: string
  readonly lines: readonly LookAgainLine[]
}

/** By tile, in the hub's order: the newest first. */
export function byTile({ lines }: LookAgain): readonly TileToLookAt[] {
  return [...Map.groupBy(lines, (line) => line.tile)].map(([title, own]) => ({ title, tileId: own[0]?.tileId ?? null, lines: own }))
}
