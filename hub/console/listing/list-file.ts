import type { ListEntry, Tile } from '#core/contract/list.ts'
import { randomId } from '#hub/console/listing/random-id.ts'

/** The shelf in the documented form: what `npm run verdict` and another class read. Pictures and checks stay behind. */
export function listFileOf(tiles: readonly Tile[]): string {
  const entries = tiles.map(({ title, url, scope, also, companions }) => ({ title, url, scope, also, companions }))
  return `${JSON.stringify({ entries }, null, 2)}\n`
}

/** An entry as a new tile, unchecked: who brings a list in has not looked at its pages by that. */
export function tileOf(entry: ListEntry, picture = 'open-book'): Tile {
  return { ...entry, id: randomId(), picture, spoken: entry.title.slice(0, 80), subject: '', words: [], checkedBy: null, checkedAt: null }
}
