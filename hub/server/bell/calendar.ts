import type { CalendarDesk } from '#core/contract/bell.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { plainCalendar, SchoolCalendar } from '#core/contract/school-calendar.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Db, Tx } from '../store/store.ts'

/** The school's own calendar, or the plain one until it has said its own. */
export async function readCalendar(db: Db | Tx): Promise<CalendarDesk> {
  const row = await db.selectFrom('schoolCalendar').select('calendarJson').executeTakeFirst()
  if (row === undefined) return { calendar: plainCalendar, isSet: false }
  return { calendar: SchoolCalendar.parse(JSON.parse(row.calendarJson)), isSet: true }
}

/** Keeps a calendar. Throws HG_CALENDAR_SHAPE with the place of the first mistake. */
export async function keepCalendar(tx: Db | Tx, given: unknown): Promise<void> {
  const read = SchoolCalendar.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new HedgerowError(
      'HG_CALENDAR_SHAPE',
      [issue?.path.join('.') ?? '', issue?.code === 'custom' ? issue.message : ''].filter(Boolean).join(': '),
    )
  }
  const clash = overlapping(read.data.terms)
  if (clash !== null) throw new HedgerowError('HG_CALENDAR_SHAPE', `terms.${clash}: begins before another has ended`)
  const calendarJson = JSON.stringify(read.data)
  await tx
    .insertInto('schoolCalendar')
    .values({ only: 1, calendarJson })
    .onConflict((conflict) => conflict.column('only').doUpdateSet({ calendarJson }))
    .execute()
}

/** The place of a term that begins while another runs; null when none does. */
function overlapping(terms: SchoolCalendar['terms']): number | null {
  const found = terms.findIndex((term, index) =>
    terms.some(
      (other, at) => at !== index && other.start <= term.start && term.start <= other.end && (other.start < term.start || at < index),
    ),
  )
  return found === -1 ? null : found
}

/** As `keepCalendar`, by a member of staff. */
export async function saveCalendar(hub: Hub, staff: SignedIn, given: unknown): Promise<CalendarDesk> {
  await hub.db.transaction().execute(async (tx) => {
    await keepCalendar(tx, given)
    await recordAct(tx, hub.now(), staff, 'changed-calendar')
  })
  // The bell goes by it, and so do the clocks of cases at open desks.
  hub.live.tellStaff({ kind: 'bell-changed' })
  return readCalendar(hub.db)
}

/** Whether a person wants mails of the bell; they do until they say otherwise. */
export async function saveWish(hub: Hub, staff: SignedIn, mail: boolean): Promise<void> {
  await hub.db
    .insertInto('bellWishes')
    .values({ staffId: staff.id, mail: mail ? 1 : 0 })
    .onConflict((conflict) => conflict.column('staffId').doUpdateSet({ mail: mail ? 1 : 0 }))
    .execute()
}
