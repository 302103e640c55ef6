import { HedgerowError } from '#core/contract/errors.ts'
import { readReport, setReportState } from '../dsl/reports.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'

/**
 * Somebody of the group for what is about a grown-up at school reads a note: recorded, and a new one is opened from now on.
 * The hub cannot see for which group a note is sealed; it only asks for a key of this group. Throws HG_NOT_ALLOWED, HG_NOT_FOUND.
 */
export async function readGroupNote(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  await mustBeOfTheGroup(hub, staff)
  await readReport(hub, staff, id)
}

/** They have it: the bell is silent about it from now on. Throws HG_NOT_ALLOWED, HG_NOT_FOUND, HG_CHANGED_MEANWHILE. */
export async function takeGroupNote(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  await mustBeOfTheGroup(hub, staff)
  await setReportState(hub, staff, id, { state: 'acknowledged', entry: null, filed: false, asChildProtection: false })
}

async function mustBeOfTheGroup(hub: Hub, staff: SignedIn): Promise<void> {
  const held = await hub.db
    .selectFrom('keyWraps')
    .innerJoin('groupKeys', 'groupKeys.recipient', 'keyWraps.recipient')
    .select('keyWraps.staffId')
    .where('keyWraps.staffId', '=', staff.id)
    .where('groupKeys.groupName', '=', 'grown-ups')
    .executeTakeFirst()
  if (held === undefined) throw new HedgerowError('HG_NOT_ALLOWED')
}
