import { z } from 'zod'
import type { ActivityLog } from '#core/contract/hub-api.ts'
import { Id } from '#core/contract/stage.ts'
import type { Hub } from '../hub.ts'
import { dayBounds } from '../school-time.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'

export const ActivityQuestion = z.strictObject({ day: z.iso.date(), classId: Id.optional() })

/** What children opened on a day. That somebody looked is written down first: without the record there is no answer. */
export async function readActivity(
  hub: Hub,
  staff: SignedIn,
  { day, classId }: z.infer<typeof ActivityQuestion>,
): Promise<z.infer<typeof ActivityLog>> {
  await recordAct(hub.db, hub.now(), staff, 'looked-at-activity', classId === undefined ? day : `${day} ${classId}`)
  const { start, end } = dayBounds(day)
  const ofDay = hub.db
    .selectFrom('activity')
    .leftJoin('classes', 'classes.id', 'activity.classId')
    .leftJoin('pupils', 'pupils.id', 'activity.pupilId')
    .select(['kind', 'at', 'classes.name as className', 'pupils.name as pupilName', 'tile', 'page', 'code'])
    .where('at', '>=', start)
    .where('at', '<', end)
    .orderBy('at')
  const rows = await (classId === undefined ? ofDay : ofDay.where('activity.classId', '=', classId)).execute()
  return { events: rows.map((row) => ({ ...row, className: row.className ?? '' })) }
}
