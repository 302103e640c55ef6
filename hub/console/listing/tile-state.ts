import type { Tile } from '#core/contract/list.ts'
import type { Mark } from '#hub/console/ui/chip.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

/** Pages change: a check is worth a term or so. */
const lookAgainAfter = 90 * 86_400_000

export interface TileState {
  readonly mark: Mark
  readonly words: string
  readonly checked: string
}

/** Whether somebody looked at the tile's page, and how long ago. */
export function tileState(tile: Tile, now = Date.now()): TileState {
  if (tile.checkedAt === null) return { mark: 'now', words: 'Needs a check', checked: 'not yet' }
  const checked = `${tile.checkedBy ?? 'somebody'}, ${dayWords(tile.checkedAt, now)}`
  return now - tile.checkedAt > lookAgainAfter
    ? { mark: 'wait', words: 'Look again soon', checked }
    : { mark: 'ok', words: 'Checked', checked }
}
