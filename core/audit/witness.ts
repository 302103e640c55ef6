import { fromBase64 } from '#core/sealing/base64.ts'
import { type RecordKey, readCheckpoint } from './checkpoint.ts'
import { type Hash, isConsistent, isSame } from './merkle.ts'

/** What the hub shows of its record of staff acts: its newest checkpoint, and a proof that it begins with the one that was kept. */
export interface ShownRecord {
  readonly note: string
  /** base64 of 32 bytes each. */
  readonly proof: readonly string[]
}

/**
 * Append only. `unsigned`: no checkpoint of this school. `shorter`: acts are missing at its end, as after a rollback.
 * `changed`: what was kept is not how it begins: something was edited, taken out, moved, or it is another record.
 */
export type RecordAlarm = 'unsigned' | 'shorter' | 'changed'

export type Witnessed =
  | { readonly kind: 'same' }
  /** Keep this note from now on. */
  | { readonly kind: 'grown'; readonly note: string }
  /** Go on keeping the old one. */
  | { readonly kind: 'alarm'; readonly why: RecordAlarm }

/**
 * Compares what is shown with the note that was kept. Whoever keeps the last note of a record and asks this each time notices
 * when anything that it once saw is no longer so; a first note is taken as it is. Total.
 */
export function witnessRecord(kept: string | null, shown: ShownRecord, key: RecordKey): Witnessed {
  const now = readCheckpoint(shown.note, key)
  if (now === null) return { kind: 'alarm', why: 'unsigned' }
  const before = kept === null ? null : readCheckpoint(kept, key)
  if (before === null) return { kind: 'grown', note: shown.note }
  if (now.size < before.size) return { kind: 'alarm', why: 'shorter' }
  if (now.size === before.size) return isSame(now.root, before.root) ? { kind: 'same' } : { kind: 'alarm', why: 'changed' }
  const proof = readProof(shown.proof)
  if (proof === null || !isConsistent(before.size, now.size, proof, before.root, now.root)) return { kind: 'alarm', why: 'changed' }
  return { kind: 'grown', note: shown.note }
}

/** Two signed notes of one length with different roots: the hub has shown two records. */
export function isFork(kept: string, seen: string, key: RecordKey): boolean {
  const [one, other] = [readCheckpoint(kept, key), readCheckpoint(seen, key)]
  return one !== null && other !== null && one.size === other.size && !isSame(one.root, other.root)
}

/** The hashes of a proof; null when one of them is not base64 of 32 bytes. */
export function readProof(texts: readonly string[]): readonly Hash[] | null {
  try {
    const hashes = texts.map(fromBase64)
    return hashes.every((hash) => hash.length === 32) ? hashes : null
  } catch {
    return null
  }
}
