import { type Hash, leafHash } from './merkle.ts'

/** One act of staff, as it is bound into the record. */
export interface RecordedAct {
  /** ms since 1970. */
  readonly at: number
  readonly staffId: string | null
  readonly who: string
  readonly act: string
  /** An id, a state or a version; never a child's name. */
  readonly about: string
}

/** So many random bytes stand before each act: without them nobody can guess an erased act from its leaf. */
export const saltBytes = 32

/** The leaf of an act. It stays when salt and act are erased, and then says nothing. */
export function actLeaf(salt: Uint8Array, { at, staffId, who, act, about }: RecordedAct): Hash {
  return leafHash(salt, new TextEncoder().encode(JSON.stringify(['hedgerow-act/1', at, staffId, who, act, about])))
}
