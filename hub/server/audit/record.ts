import { type Checkpoint, readCheckpoint } from '#core/audit/checkpoint.ts'
import { type Hash, isSame, type MerkleTree, merkleTree } from '#core/audit/merkle.ts'
import type { RecordShown } from '#core/contract/audit.ts'
import type { Signer } from '../school/signer.ts'
import { schoolDay } from '../school-time.ts'
import type { Db } from '../store/store.ts'

/** The record of staff acts as a tree, with its newest signed checkpoint. */
export interface StaffRecord {
  /** Takes in what has been recorded since. Null before the school was set up. */
  newest(): Promise<RecordAt | null>
  /** Keeps the day's checkpoint, if none was kept today. */
  keepDaily(now: number): Promise<void>
  /** False: the tables are no longer what this hub itself once signed. Told once, when they are first read. */
  fits(): Promise<boolean>
}

/** The record as it was at one moment. */
export interface RecordAt extends Checkpoint {
  readonly schoolId: string
  readonly note: string
  /** That a leaf stands at this place, as base64. */
  inclusion(index: number): string[]
  /** The checkpoint with the proof from what somebody saw. A length that there never was gets no proof: whoever saw it notices. */
  showFrom(seen: number): RecordShown
}

/** The record of a hub's database. Leaves are read once and then only the new ones: a page costs a few hashes. */
export function openRecord(db: Db, signer: Signer): StaffRecord {
  const tree: MerkleTree = merkleTree()
  let lastSeq = 0
  let signed: (Checkpoint & { readonly schoolId: string; readonly note: string }) | null = null
  let fits: boolean | null = null

  async function takeIn(): Promise<void> {
    const rows = await db.selectFrom('staffActs').select(['seq', 'leaf']).where('seq', '>', lastSeq).orderBy('seq').execute()
    // Another question may have been faster.
    for (const { seq, leaf } of rows) {
      if (seq <= lastSeq) continue
      tree.append(leaf)
      lastSeq = seq
    }
  }

  async function newest(): Promise<RecordAt | null> {
    const school = await db.selectFrom('school').select('id').executeTakeFirst()
    if (school === undefined) return null
    await takeIn()
    if (signed === null || signed.size !== tree.size) {
      const checkpoint = { size: tree.size, root: tree.root() }
      signed = { ...checkpoint, schoolId: school.id, note: signer.signCheckpoint(checkpoint, school.id) }
    }
    const now = signed
    return {
      ...now,
      inclusion: (index) => tree.inclusion(index, now.size).map(inBase64),
      showFrom: (seen) => ({ note: now.note, proof: seen > now.size ? [] : tree.consistency(seen, now.size).map(inBase64) }),
    }
  }

  return {
    newest,
    async keepDaily(now) {
      const record = await newest()
      if (record === null) return
      await db
        .insertInto('recordNotes')
        .values({ day: schoolDay(now), note: record.note })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async fits() {
      if (fits !== null) return fits
      const record = await newest()
      if (record === null) return true
      const notes = await db.selectFrom('recordNotes').select('note').orderBy('day').execute()
      fits = notes.every(({ note }) => {
        const kept = readCheckpoint(note, { schoolId: record.schoolId, publicKey: signer.publicKey })
        return kept !== null && kept.size <= record.size && isSame(kept.root, tree.root(kept.size))
      })
      return fits
    },
  }
}

const inBase64 = (hash: Hash): string => Buffer.from(hash).toString('base64')
