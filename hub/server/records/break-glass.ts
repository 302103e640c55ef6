import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import { type AskBreakGlass, type BreakGlassLog, kitDecisionMs } from '#core/contract/records.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import { newId } from '../tokens.ts'

/** Two people are needed: one of the safeguarding team and the head. */
const isHead = (role: Role): boolean => role === 'head'

/** All decisions to go beyond the usual, as the caller may see them: whole. */
export async function readBreakGlass(hub: Hub, staff: SignedIn): Promise<BreakGlassLog> {
  const rows = await hub.db
    .selectFrom('breakGlass')
    .leftJoin('staff', 'staff.id', 'breakGlass.firstId')
    .selectAll('breakGlass')
    .select('staff.role as firstRole')
    .orderBy('askedAt', 'desc')
    .orderBy('breakGlass.id')
    .execute()
  return {
    lines: rows.map(({ id, askedAt, purpose, reason, firstId, firstName, secondName, agreedAt, firstRole }) => ({
      id,
      askedAt,
      purpose,
      reason,
      first: firstName,
      second: secondName,
      agreedAt,
      mayAgree: secondName === null && mayBeSecond({ id: firstId, role: firstRole }, staff),
      mayUseKit: (staff.role === 'dsl' || staff.role === 'deputy') && isDecided({ purpose, agreedAt }, hub.now()),
    })),
  }
}

/** Two people have decided, not long ago, to take the recovery kit. A clock that was set back does not prolong it. */
function isDecided({ purpose, agreedAt }: { readonly purpose: string; readonly agreedAt: number | null }, now: number): boolean {
  return purpose === 'recovery-kit' && agreedAt !== null && agreedAt <= now && now < agreedAt + kitDecisionMs
}

function mayBeSecond(first: { readonly id: string; readonly role: Role | null }, second: SignedIn): boolean {
  if (first.id === second.id || first.role === null || second.role === 'governor') return false
  return isHead(first.role) !== isHead(second.role)
}

/** The first person asks, with a reason. Nothing follows from it before a second agrees. */
export async function askBreakGlass(hub: Hub, staff: SignedIn, { purpose, reason }: z.infer<typeof AskBreakGlass>): Promise<void> {
  const id = newId()
  await hub.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('breakGlass')
      .values({ id, askedAt: hub.now(), purpose, reason, firstId: staff.id, firstName: staff.name, secondName: null, agreedAt: null })
      .execute()
    await recordAct(tx, hub.now(), staff, 'asked-break-glass', `${id} ${purpose}`)
  })
}

/** The second person agrees. Throws HG_NOT_FOUND, HG_NOT_ALLOWED, HG_CHANGED_MEANWHILE. */
export async function agreeBreakGlass(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('breakGlass')
      .leftJoin('staff', 'staff.id', 'breakGlass.firstId')
      .select(['firstId', 'secondName', 'purpose', 'staff.role as firstRole'])
      .where('breakGlass.id', '=', id)
      .executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'break-glass')
    if (row.secondName !== null) throw new HedgerowError('HG_CHANGED_MEANWHILE', 'break-glass')
    if (!mayBeSecond({ id: row.firstId, role: row.firstRole }, staff)) throw new HedgerowError('HG_NOT_ALLOWED', 'a second person')
    await tx.updateTable('breakGlass').set({ secondName: staff.name, agreedAt: hub.now() }).where('id', '=', id).execute()
    await recordAct(tx, hub.now(), staff, 'agreed-break-glass', `${id} ${row.purpose}`)
  })
}

/**
 * Writes down that this person of the team opens notes with the recovery kit in their browser, each time anew; the kit itself
 * never comes to the hub. Throws HG_NOT_FOUND, HG_NOT_ALLOWED without two people's decision of the last day.
 */
export async function noteKitUse(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('breakGlass').select(['purpose', 'agreedAt']).where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'break-glass')
    if (!isDecided(row, hub.now())) throw new HedgerowError('HG_NOT_ALLOWED', 'a decision of today')
    await recordAct(tx, hub.now(), staff, 'used-recovery-kit', id)
  })
}
