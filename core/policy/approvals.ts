import type { Companions } from './companions.ts'
import type { Walk } from './walk.ts'

/** What covers an address. */
export interface Cover {
  /** The lowest number of an entry that covers it; null when none does. */
  readonly entry: number | null
  /** The approvals that do, for `companionsOf`. */
  readonly keys: readonly number[]
  /** A section would have covered it, but for an encoded slash in the path. */
  readonly encodedSlash: boolean
}

export const nothing: Cover = { entry: null, keys: [], encodedSlash: false }

/** What a list approves. */
export interface Approvals {
  /** Finds all that covers the address whose host was walked, and walks the rest where it matters. Null: it must be parsed first. */
  findCover(walk: Walk): Cover | null
  /** Does any approval name this port, beside the scheme's own? */
  namesPort(port: string): boolean
  /** The companions of all entries behind a cover together. */
  companionsOf(cover: Cover): Companions
}
