import { HedgerowError } from '#core/contract/errors.ts'
import { mostSchoolPhrases, type SavePhrase, type SchoolPhrases } from '#core/contract/school-phrases.ts'
import { phraseFault, phraseKey } from '#core/guard/content/school-book.ts'
import type { Hub } from '../hub.ts'
import { signSchool } from '../school/documents.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct, type StaffAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { readPhrases } from './read-phrases.ts'

/** Throws HG_PHRASE_SHAPE, HG_PHRASE_TWICE, and HG_PHRASES_FULL for a full list. */
export async function addPhrase(hub: Hub, staff: SignedIn, given: SavePhrase): Promise<SchoolPhrases> {
  const id = newId()
  return change(hub, staff, 'added-phrase', id, async (tx) => {
    const { phrases } = await readPhrases(tx)
    if (phrases.length >= mostSchoolPhrases) throw new HedgerowError('HG_PHRASES_FULL', `at most ${mostSchoolPhrases}`)
    await tx
      .insertInto('schoolPhrases')
      .values({ id, ...(await rowOf(tx, id, given)) })
      .execute()
  })
}

/** Throws HG_NOT_FOUND, HG_PHRASE_SHAPE and HG_PHRASE_TWICE. */
export async function changePhrase(hub: Hub, staff: SignedIn, id: string, given: SavePhrase): Promise<SchoolPhrases> {
  return change(hub, staff, 'changed-phrase', id, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('schoolPhrases')
      .set(await rowOf(tx, id, given))
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'phrase')
  })
}

/** Throws HG_NOT_FOUND. */
export async function removePhrase(hub: Hub, staff: SignedIn, id: string): Promise<SchoolPhrases> {
  return change(hub, staff, 'removed-phrase', id, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('schoolPhrases').where('id', '=', id).executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'phrase')
  })
}

async function rowOf(tx: Tx, id: string, { phrase, weight, stages }: SavePhrase) {
  const fault = stages.length === 0 ? 'no stage' : phraseFault(phrase)
  if (fault !== null) throw new HedgerowError('HG_PHRASE_SHAPE', fault)
  const letters = phraseKey(phrase)
  const other = await tx.selectFrom('schoolPhrases').select('id').where('letters', '=', letters).where('id', '!=', id).executeTakeFirst()
  if (other !== undefined) throw new HedgerowError('HG_PHRASE_TWICE')
  return { letters, phrase: phrase.trim(), weight, stagesJson: JSON.stringify([...new Set(stages)]) }
}

/** A change, its record and the school's new document: all or none. */
async function change(hub: Hub, staff: SignedIn, act: StaffAct, id: string, apply: (tx: Tx) => Promise<void>): Promise<SchoolPhrases> {
  await hub.db.transaction().execute(async (tx) => {
    await apply(tx)
    await recordAct(tx, hub.now(), staff, act, id)
    await signSchool(hub, tx, staff.name)
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  return readPhrases(hub.db)
}
