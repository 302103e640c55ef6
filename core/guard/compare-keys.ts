import type { KeyStatement, SaidKeys } from '#core/sealing/key-statement.ts'

/** What this kiosk holds, and since when (ms since 1970). */
export interface OwnKeys extends SaidKeys {
  readonly since: number
}

export type KeyComparison =
  /** Nobody has said anything that counts. */
  | { readonly kind: 'alone' }
  /** `by`: who says the same. */
  | { readonly kind: 'same'; readonly by: readonly string[] }
  /** Somebody says otherwise. `fork`: another list under the same number, which no honest hub gives out. `newest`: the highest number said. */
  | { readonly kind: 'other'; readonly fork: boolean; readonly newest: number; readonly count: number }

/**
 * Compares the key list that a kiosk holds with what others say of theirs. What was said of an older list counts only when it
 * was said after this kiosk took its own: until then nobody can be blamed for not having it. Pure.
 */
export function compareKeys(own: OwnKeys, statements: readonly KeyStatement[]): KeyComparison {
  const counted = statements.filter((one) => one.epoch >= own.epoch || one.at > own.since)
  const others = counted.filter((one) => one.epoch !== own.epoch || one.hash !== own.hash)
  if (others.length > 0) {
    return {
      kind: 'other',
      fork: others.some((one) => one.epoch === own.epoch),
      newest: Math.max(...others.map((one) => one.epoch)),
      count: others.length,
    }
  }
  return counted.length === 0 ? { kind: 'alone' } : { kind: 'same', by: counted.map((one) => one.by) }
}
