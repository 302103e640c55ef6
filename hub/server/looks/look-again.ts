import type { Activity } from '#core/contract/activity.ts'
import type { Tile } from '#core/contract/list.ts'
import { FoundCode, type LookAgain, LookAgainKind, type LookAgainLine, mostLookAgainLines } from '#core/contract/look-again.ts'
import type { Hub } from '../hub.ts'
import { publishedList } from '../school/documents.ts'
import { schoolDay } from '../school-time.ts'
import { theClass } from '../teacher/classes.ts'

/** Is it something for which a teacher is asked to look again? The other ways to close a page are no sign of a changed one. */
export function asksToLook(event: Activity): boolean {
  return (event.kind === 'closed-unsure' || event.kind === 'looked-different') && kindOf(event.kind, event.code) !== null
}

function kindOf(kind: string, code: string): LookAgainKind | null {
  const read = LookAgainKind.safeParse(kind === 'looked-different' ? kind : code.split(' ', 1)[0])
  return read.success ? read.data : null
}

/** `content gambling,scams` as a closed page, `reworded` as one that was shown. What this hub has no words for is left out. */
function foundIn(kind: string, code: string): LookAgainLine['found'] {
  const found = kind === 'looked-different' ? code : (code.split(' ', 2)[1] ?? '')
  return found.split(',').flatMap((one) => FoundCode.safeParse(one).data ?? [])
}

/**
 * What happened to a class's tiles since its list was last published. Counted without who it was: neither the child nor the
 * kiosk leaves the table. Throws HG_NOT_FOUND.
 */
export async function readLookAgain(hub: Hub, classId: string): Promise<LookAgain> {
  await theClass(hub.db, classId)
  const published = await publishedList(hub.db, classId)
  if (published === null) return { lines: [], more: 0 }
  const rows = await hub.db
    .selectFrom('activity')
    .select(({ fn }) => ['kind', 'tile', 'page', 'code', fn.countAll<number>().as('times'), fn.max('at').as('lastAt')])
    .where('classId', '=', classId)
    .where('at', '>=', published.at)
    .where('kind', 'in', ['closed-unsure', 'looked-different'])
    .groupBy(['kind', 'tile', 'page', 'code'])
    .orderBy('lastAt', 'desc')
    .execute()
  const lines = new Map<string, LookAgainLine>()
  for (const { kind: event, tile, page, code, times, lastAt } of rows) {
    const kind = kindOf(event, code)
    if (kind === null) continue
    const key = JSON.stringify([tile, kind, page])
    const known = lines.get(key)
    const found = new Set([...(known?.found ?? []), ...foundIn(event, code)])
    lines.set(key, {
      tileId: idOf(published.draft.tiles, tile),
      tile,
      kind,
      found: [...found],
      page,
      times: (known?.times ?? 0) + times,
      // The newest row came first.
      lastDay: known?.lastDay ?? schoolDay(lastAt),
    })
  }
  const all = [...lines.values()]
  return { lines: all.slice(0, mostLookAgainLines), more: Math.max(0, all.length - mostLookAgainLines) }
}

/** Kiosks tell a tile by its title. Two of one title are not told apart. */
function idOf(tiles: readonly Tile[], title: string): string | null {
  const [tile, twin] = tiles.filter((one) => one.title === title)
  return tile === undefined || twin !== undefined ? null : tile.id
}
