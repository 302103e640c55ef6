import { sql } from 'kysely'
import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { VisitRequests } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'

type Requests = z.infer<typeof VisitRequests>

/** As many as a desk can hold; older answered ones stay in the database. */
const mostShown = 500

/** Wishes to visit, open ones first, newest first. How many asked; never who. */
export async function listRequests(hub: Hub): Promise<Requests> {
  const requests = await hub.db
    .selectFrom('visitRequests')
    .innerJoin('classes', 'classes.id', 'visitRequests.classId')
    .select(['visitRequests.id', 'classId', 'classes.name as className', 'url', 'tile', 'asked', 'lastAt', 'answer'])
    .orderBy(sql`answer <> 'open'`)
    .orderBy('lastAt', 'desc')
    .limit(mostShown)
    .execute()
  return { requests }
}

/** Throws HG_NOT_FOUND. */
export async function answerRequest(hub: Hub, staff: SignedIn, id: string, answer: 'open' | 'added' | 'not-today'): Promise<void> {
  const answeredAt = answer === 'open' ? null : hub.now()
  await hub.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('visitRequests')
      .set({ answer, answeredAt })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'request')
    await recordAct(tx, hub.now(), staff, 'answered-request', `${id} ${answer}`)
  })
  hub.live.tellStaff({ kind: 'requests-changed' })
}
