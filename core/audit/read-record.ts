import type { RecordLine, RecordPage } from '#core/contract/audit.ts'
import { fromBase64 } from '#core/sealing/base64.ts'
import { actLeaf } from './act-leaf.ts'
import { type Checkpoint, readCheckpoint } from './checkpoint.ts'
import { isIncluded, isSame } from './merkle.ts'
import { countFits, readCount } from './present.ts'
import { readProof, type Witnessed, witnessRecord } from './witness.ts'

export interface ReadRecord {
  /** Against the note that this browser kept. */
  readonly witnessed: Witnessed
  /** Places whose line is not what the record holds there, that are missing, or that were erased out of turn. */
  readonly broken: readonly number[]
}

/**
 * Checks a page of the record in the reader's browser: the signature, that it begins with what was seen before, and each line
 * by its own proof. `before`: where the page was asked to end; null for the newest. Total.
 */
export function readRecordPage(page: RecordPage, kept: string | null, before: number | null): ReadRecord {
  const key = { schoolId: page.schoolId, publicKey: page.publicKey }
  const witnessed = witnessRecord(kept, page.shown, key)
  const checkpoint = readCheckpoint(page.shown.note, key)
  if (checkpoint === null) return { witnessed, broken: [] }
  const end = Math.min(before ?? checkpoint.size, checkpoint.size)
  const broken: number[] = []
  let wholeBefore = false
  for (let place = 0; place < Math.max(page.lines.length, Math.min(1, end)); place++) {
    const index = end - 1 - place
    const line = page.lines[place]
    if (line === undefined || line.index !== index || !lineFits(line, checkpoint)) broken.push(index)
  }
  // From the oldest on: retention erases from the beginning and leaves nothing out.
  for (const line of [...page.lines].reverse()) {
    if (line.act !== null) wholeBefore = true
    else if (wholeBefore) broken.push(line.index)
  }
  return { witnessed, broken: [...new Set(broken)].sort((a, b) => a - b) }
}

/** Is this line what the record of the checkpoint holds at its place? */
export function lineFits({ index, leaf, proof, act }: RecordLine, { size, root }: Checkpoint): boolean {
  const hashes = readProof(proof)
  if (hashes === null) return false
  const hash = fromBase64(leaf)
  if (act !== null && !isSame(actLeaf(fromBase64(act.salt), act), hash)) return false
  return isIncluded(hash, index, size, hashes, root)
}

/** Days whose count does not come out with the notes that are there now and those that retention deleted since; newest first. */
export function brokenCounts(
  page: RecordPage,
  notes: readonly { readonly id: string; readonly day: string }[],
): readonly { readonly day: string; readonly counted: number; readonly there: number }[] {
  const checkpoint = readCheckpoint(page.shown.note, { schoolId: page.schoolId, publicKey: page.publicKey })
  if (checkpoint === null) return []
  const sure = page.counts.filter((line) => lineFits(line, checkpoint))
  const deleted = sure.flatMap(({ index, act }) => {
    const [id = '', day = ''] = act?.act === 'deleted-note' ? act.about.split(' ') : []
    return id === '' ? [] : [{ index, id, day }]
  })
  return sure.flatMap(({ index, act }) => {
    const count = act?.act === 'counted-notes' ? readCount(act.about) : null
    if (count === null) return []
    const since = deleted.filter((one) => one.index > index)
    if (countFits(count, notes, since)) return []
    return [{ day: count.day, counted: count.count, there: [...notes, ...since].filter((one) => one.day < count.day).length }]
  })
}
