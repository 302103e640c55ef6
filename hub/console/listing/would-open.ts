import type { Tile } from '#core/contract/list.ts'
import type { RefusalCode } from '#core/contract/verdict.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { webAddress } from '#hub/console/listing/pasted.ts'

export type WouldOpen =
  | { readonly kind: 'yes'; readonly url: string; readonly tile: Tile }
  | {
      readonly kind: 'no'
      readonly url: string
      readonly code: RefusalCode /** Tiles of the same site, that open another part of it. */
      readonly near: readonly Tile[]
    }

/** Would a kiosk with these tiles open this address? Answered by the very code that the kiosk judges by. */
export function wouldOpen(tiles: readonly Tile[], text: string, now = Date.now()): WouldOpen {
  const typed = text.trim()
  const url = webAddress(typed) ?? typed
  const policy = tiles.length === 0 ? null : compilePolicy(tiles, null)
  const verdict = judge(policy, { url, use: 'navigation', top: null, method: 'GET' }, now)
  const tile = verdict.kind === 'allow' ? tiles[verdict.entry] : undefined
  if (tile !== undefined) return { kind: 'yes', url, tile }
  const host = URL.parse(url)?.hostname ?? ''
  const near = host === '' ? [] : tiles.filter((one) => [one.url, ...one.also].some((address) => URL.parse(address)?.hostname === host))
  return { kind: 'no', url, code: verdict.kind === 'refuse' ? verdict.code : 'not-on-list', near: near.slice(0, 5) }
}
