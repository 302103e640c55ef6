import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ReportState, SealedReports } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'

/** Every envelope as it is, newest day first; within a day by their random ids, since nothing finer is known. */
export async function listReports(hub: Hub): Promise<z.infer<typeof SealedReports>> {
  const rows = await hub.db.selectFrom('reports').selectAll().orderBy('day', 'desc').orderBy('id').execute()
  return {
    reports: rows.map(({ id, day, state, epoch, body }) => ({ id, day, state, epoch, envelope: Buffer.from(body).toString('base64') })),
  }
}

/** Notes how far the team is with a report. It is never new again. Throws HG_NOT_FOUND, HG_BODY_SHAPE. */
export async function setReportState(hub: Hub, staff: SignedIn, id: string, state: z.infer<typeof ReportState>): Promise<void> {
  if (state === 'new') throw new HedgerowError('HG_BODY_SHAPE', 'state: a report is never new again')
  await hub.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx.updateTable('reports').set({ state }).where('id', '=', id).executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'report')
    await recordAct(tx, hub.now(), staff, 'set-report-state', `${id} ${state}`)
  })
  hub.live.tellStaff({ kind: 'reports-changed' })
}
