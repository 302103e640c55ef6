import type { z } from 'zod'
import { moveCase } from '#core/cases/states.ts'
import type { AddEntry, BeginCase, CaseEntries, Cases } from '#core/contract/cases.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import { appendEntry, entriesOf } from './sealed-entries.ts'

/** What the hub knows of each case, the newest day first. */
export async function listCases(hub: Hub): Promise<Cases> {
  const rows = await hub.db.selectFrom('cases').selectAll().orderBy('day', 'desc').orderBy('id').execute()
  return {
    cases: rows.map(({ filed, summary, ...row }) => ({ ...row, filed: filed === 1, summary: Buffer.from(summary).toString('base64') })),
  }
}

/** Begins a case with its first entry. Throws HG_CHANGED_MEANWHILE when its id is taken. */
export async function beginCase(hub: Hub, staff: SignedIn, begun: z.infer<typeof BeginCase>): Promise<void> {
  const { id, lane, dueDay, entry } = begun
  await hub.db.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('cases')
      .values({
        id,
        day: schoolDay(hub.now()),
        lane,
        state: 'open',
        dueDay,
        filed: 0,
        revision: 1,
        summary: Buffer.from(begun.summary, 'base64'),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) throw new HedgerowError('HG_CHANGED_MEANWHILE', 'case')
    await appendEntry(tx, id, entry)
    await recordAct(tx, hub.now(), staff, 'began-case', id)
  })
  hub.live.tellStaff({ kind: 'cases-changed' })
}

/** A case's whole story. That somebody read it is written down first: without the record there is no answer. Throws HG_NOT_FOUND. */
export async function readCase(hub: Hub, staff: SignedIn, id: string): Promise<CaseEntries> {
  return hub.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('cases').select(['revision', 'state', 'filed']).where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'case')
    await recordAct(tx, hub.now(), staff, 'read-case', id)
    return { revision: row.revision, state: row.state, filed: row.filed === 1, entries: await entriesOf(tx, id) }
  })
}

/** Adds one entry and moves the case. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE, HG_NOT_FILED; then nothing is changed. */
export async function addEntry(hub: Hub, staff: SignedIn, id: string, added: z.infer<typeof AddEntry>): Promise<CaseEntries> {
  const answer = await hub.db.transaction().execute(async (tx): Promise<CaseEntries> => {
    const row = await tx.selectFrom('cases').select(['revision', 'state', 'filed']).where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'case')
    if (row.revision !== added.revision) throw new HedgerowError('HG_CHANGED_MEANWHILE', 'case')
    const moved = moveCase({ state: row.state, filed: row.filed === 1 }, added.move)
    if (moved === 'no-way') throw new HedgerowError('HG_CHANGED_MEANWHILE', row.state)
    if (moved === 'not-filed') throw new HedgerowError('HG_NOT_FILED')
    await appendEntry(tx, id, added.entry)
    await tx
      .updateTable('cases')
      .set({
        state: moved.state,
        filed: moved.filed ? 1 : 0,
        revision: row.revision + 1,
        lane: added.lane,
        dueDay: moved.state === 'closed' ? null : added.dueDay,
        summary: Buffer.from(added.summary, 'base64'),
      })
      .where('id', '=', id)
      .execute()
    await recordAct(tx, hub.now(), staff, 'added-to-case', `${id} ${added.move}`)
    return { revision: row.revision + 1, state: moved.state, filed: moved.filed, entries: await entriesOf(tx, id) }
  })
  hub.live.tellStaff({ kind: 'cases-changed' })
  return answer
}
