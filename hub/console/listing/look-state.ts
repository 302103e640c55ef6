import type { LookResult, TileLook } from '#core/contract/look.ts'
import { contentWords } from '#core/contract/phrases.ts'
import { driftWords, uncertainReasons } from '#core/contract/uncertain.ts'
import type { Mark } from '#hub/console/ui/chip.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

export interface LookWords {
  readonly mark: Mark
  readonly words: string
}

/** What a kiosk found out about a tile's page, in a few words. `look` undefined: the tile is newer than the answer. */
export function lookWords(look: TileLook | undefined, now = Date.now()): LookWords {
  if (look?.state === 'looking') return { mark: 'info', words: 'A kiosk is looking now' }
  if (look?.state === 'waiting') return { mark: 'info', words: 'Waits for a kiosk that nobody uses' }
  if (look?.state === 'gave-up') return { mark: 'wait', words: 'No kiosk came to an end with it' }
  const last = look?.last ?? null
  if (last === null) return { mark: 'wait', words: 'Not looked at yet' }
  const when = `looked at ${dayWords(last.at, now)}`
  if (last.result.kind === 'closes') return { mark: 'now', words: `Does not open, ${when}` }
  if (last.result.seen === null) return { mark: 'ok', words: `Opens, ${when}; it has no words to compare` }
  return { mark: 'ok', words: `Opens, ${when}` }
}

/** Why it would close for a child too. */
export function whyItCloses({ reason, found }: Extract<LookResult, { kind: 'closes' }>): string {
  const more: Readonly<Record<string, string>> = { ...contentWords, ...driftWords }
  const codes = found.split(',').flatMap((code) => more[code] ?? [])
  return codes.length === 0 ? uncertainReasons[reason] : `${uncertainReasons[reason]} Found: ${codes.join('; ')}.`
}

/** Tiles for which nothing would be compared: nobody's kiosk has looked, or there was nothing to see. */
export function notLookedAt(tiles: readonly { readonly id: string; readonly seen?: unknown }[]): readonly string[] {
  return tiles.filter((tile) => tile.seen === undefined || tile.seen === null).map((tile) => tile.id)
}
