import { HedgerowError } from '#core/contract/errors.ts'
import type { ClassDraft, Tile } from '#core/contract/list.ts'
import { importList } from '#core/policy/import.ts'

/**
 * The draft with its addresses as the engine writes them (`http:` made `https:`), by the same rules as an import.
 * Throws HG_ENTRY_… naming the tile by its place, and HG_LIST_SHAPE for tiles and lessons that do not fit together.
 */
export function readDraft(draft: ClassDraft): ClassDraft {
  if (new Set(draft.tiles.map((tile) => tile.id)).size < draft.tiles.length)
    throw new HedgerowError('HG_LIST_SHAPE', 'two tiles with one id')
  const known = new Set(draft.tiles.map((tile) => tile.id))
  for (const [index, lesson] of draft.lessons.entries()) {
    if (lesson.endsAt <= lesson.startsAt) throw new HedgerowError('HG_LIST_SHAPE', `lesson ${index + 1} ends before it starts`)
    if (lesson.tileIds.some((id) => !known.has(id)))
      throw new HedgerowError('HG_LIST_SHAPE', `lesson ${index + 1} names a tile that is not there`)
  }
  const { entries } = importList({ entries: draft.tiles.map(entryOf) })
  return { ...draft, tiles: draft.tiles.map((tile, index) => ({ ...tile, ...entries[index] })) }
}

function entryOf({ title, url, scope, also, companions }: Tile) {
  return { title, url, scope, also, companions }
}
