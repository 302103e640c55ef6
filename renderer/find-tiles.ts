import type { TileCard } from '#core/contract/view.ts'

/** Letters and digits only, without accents: what a child types and what a teacher wrote meet here. */
function plain(text: string): string[] {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/**
 * The tiles that have every word typed, nearest first. A word counts when a tile's title, spoken name, subject or search
 * word begins with it or holds it; only when no tile does, a letter or two may be amiss. No words: all tiles, as they stand.
 */
export function findTiles(tiles: readonly TileCard[], typed: string): readonly TileCard[] {
  const wanted = plain(typed)
  if (wanted.length === 0) return tiles
  const exact = nearest(tiles, (tile) => farness(tile, wanted, exactFarness))
  return exact.length > 0 ? exact : nearest(tiles, (tile) => farness(tile, wanted, slippedFarness))
}

/** Those that are near at all, by how far they are; as they stand where that is the same. */
function nearest(tiles: readonly TileCard[], far: (tile: TileCard) => number): readonly TileCard[] {
  return tiles
    .map((tile) => ({ tile, far: far(tile) }))
    .filter((one) => Number.isFinite(one.far))
    .sort((a, b) => a.far - b.far)
    .map((one) => one.tile)
}

/** How far the tile is from all the words: 0 is exact; infinite when one of them is nowhere near. */
function farness(tile: TileCard, wanted: readonly string[], wordFarness: (own: string, typed: string) => number): number {
  const own = plain([tile.title, tile.spoken, tile.subject, ...tile.words].join(' '))
  return wanted.reduce((sum, word) => sum + Math.min(...own.map((one) => wordFarness(one, word))), 0)
}

function exactFarness(own: string, typed: string): number {
  if (own === typed) return 0
  if (own.startsWith(typed)) return 1
  return typed.length >= 3 && own.includes(typed) ? 2 : Number.POSITIVE_INFINITY
}

function slippedFarness(own: string, typed: string): number {
  const allowed = typed.length >= 7 ? 2 : typed.length >= 4 ? 1 : 0
  const slips = Math.min(slipsBetween(own, typed), slipsBetween(own.slice(0, typed.length), typed))
  return slips <= allowed ? 2 + slips : exactFarness(own, typed)
}

/** Letters changed, left out, put in, or swapped with their neighbour (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row += 1) {
    const now = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      let best = Math.min((last[column] ?? 0) + 1, (now[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same)
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      if (isSwapped) best = Math.min(best, (before[column - 2] ?? 0) + 1)
      now.push(best)
    }
    before = last
    last = now
  }
  return last[b.length] ?? 0
}
