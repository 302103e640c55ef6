import { SchoolPhrases } from '#core/contract/school-phrases.ts'
import type { Db, Tx } from '../store/store.ts'

/** The school's phrases, by their letters. */
export async function readPhrases(db: Db | Tx): Promise<SchoolPhrases> {
  const rows = await db.selectFrom('schoolPhrases').selectAll().orderBy('letters').execute()
  return SchoolPhrases.parse({
    phrases: rows.map(({ id, phrase, weight, stagesJson }) => ({ id, phrase, weight, stages: JSON.parse(stagesJson) })),
  })
}
