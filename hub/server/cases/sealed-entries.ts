import type { SealedEntry } from '#core/contract/cases.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Db, Tx } from '../store/store.ts'

/** Puts one more sealed entry behind those of a case or a report. Throws HG_CHANGED_MEANWHILE when its id is taken. */
export async function appendEntry(tx: Tx, about: string, { id, body }: SealedEntry): Promise<void> {
  const last = await tx
    .selectFrom('sealedEntries')
    .select((query) => query.fn.max('seq').as('seq'))
    .where('about', '=', about)
    .executeTakeFirst()
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('sealedEntries')
    .values({ id, about, seq: (last?.seq ?? 0) + 1, body: Buffer.from(body, 'base64') })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) throw new HedgerowError('HG_CHANGED_MEANWHILE', 'entry')
}

/** All entries of a case or a report, oldest first. */
export async function entriesOf(db: Db | Tx, about: string): Promise<{ id: string; body: string }[]> {
  const rows = await db.selectFrom('sealedEntries').select(['id', 'body']).where('about', '=', about).orderBy('seq').execute()
  return rows.map(({ id, body }) => ({ id, body: Buffer.from(body).toString('base64') }))
}
