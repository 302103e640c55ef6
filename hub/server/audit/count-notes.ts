import { presentRoot, readCount, writeCount } from '#core/audit/present.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import { recordAct } from '../store/staff-acts.ts'

/** Notes that came just before midnight are on the disk by then. */
const afterMidnight = 60 * 60_000

/**
 * Once a day the record takes up a root over the ids of all notes of earlier days: a note that vanishes later, or is put in
 * among them, shows. The ids are random, and the days stand beside the notes anyway.
 */
export async function countNotes(hub: Hub): Promise<void> {
  const now = hub.now()
  const day = schoolDay(now - afterMidnight)
  await hub.db.transaction().execute(async (tx) => {
    const last = await tx
      .selectFrom('staffActs')
      .select('about')
      .where('act', '=', 'counted-notes')
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    if ((readCount(last?.about ?? '')?.day ?? '') >= day) return
    if ((await tx.selectFrom('school').select('only').executeTakeFirst()) === undefined) return
    const shown = await tx.selectFrom('reports').select('id').where('day', '<', day).execute()
    const held = await tx.selectFrom('heldReports').select('id').where('day', '<', day).execute()
    const ids = [...shown, ...held].map((one) => one.id)
    await recordAct(tx, now, { id: null, name: 'hub' }, 'counted-notes', writeCount({ day, count: ids.length, root: presentRoot(ids) }))
  })
}
