import { HedgerowError } from '#core/contract/errors.ts'
import { mostStops, type StopDesk, type StopPage } from '#core/contract/stops.ts'
import { nextBreak } from '#core/school-time/breaks.ts'
import { readCalendar } from '../bell/calendar.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { type Place, placeOf } from './place-of.ts'
import { signStops } from './sign-notices.ts'
import { addTicket } from './tickets.ts'

/** After so long the desk asks whether a stop is still needed (anonymous reports, section 6). */
const reviewAfter = 24 * 60 * 60_000

const isTeam = ({ role }: SignedIn): boolean => role === 'dsl' || role === 'deputy'

/** Everything that is stopped, the newest first, as this person may see and undo it. */
export async function readStops(hub: Hub, staff: SignedIn): Promise<StopDesk> {
  const rows = await hub.db.selectFrom('stops').selectAll().where('endedAt', 'is', null).orderBy('madeAt', 'desc').orderBy('id').execute()
  const { calendar } = await readCalendar(hub.db)
  return {
    stops: rows.map(({ id, host, path, fromAt, madeAt, madeBy, byTeam, reviewAt }) => ({
      id,
      host,
      path,
      from: fromAt,
      madeAt,
      madeBy,
      mayUndo: isTeam(staff) || byTeam === 0,
      reviewAt,
    })),
    nextBreak: nextBreak(hub.now(), calendar),
  }
}

/**
 * Stops a page or site for everyone, and tells the technician where that is wished. What is stopped already is not stopped
 * twice; one that waits for a break begins now when that is asked. Throws HG_STOP_ADDRESS, HG_STOPS_FULL.
 */
export async function stopPage(hub: Hub, staff: SignedIn, { address, scope, when, ticket }: StopPage): Promise<void> {
  const place = placeOf(address, scope)
  const now = hub.now()
  const { calendar } = await readCalendar(hub.db)
  const fromAt = when === 'now' ? now : nextBreak(now, calendar)
  await hub.db.transaction().execute(async (tx) => {
    if (ticket !== null) await addTicket(hub, tx, staff, place, ticket)
    const known = await stopAt(tx, place)
    // The safeguarding team's word stands over a teacher's, who could else undo it.
    const takesOver = known?.byTeam === 0 && isTeam(staff)
    if (known !== undefined && known.fromAt <= fromAt && !takesOver) return
    const id = known?.id ?? newId()
    const begins = Math.min(fromAt, known?.fromAt ?? fromAt)
    const made = { madeAt: now, madeBy: staff.name, byTeam: isTeam(staff) ? (1 as const) : (0 as const) }
    const set = { fromAt: begins, reviewAt: begins + reviewAfter }
    if (known === undefined) {
      const { count } = await tx
        .selectFrom('stops')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('endedAt', 'is', null)
        .executeTakeFirstOrThrow()
      if (count >= mostStops) throw new HedgerowError('HG_STOPS_FULL', `at most ${mostStops}`)
      await tx
        .insertInto('stops')
        .values({ id, ...place, ...made, ...set, endedAt: null })
        .execute()
    } else {
      await tx
        .updateTable('stops')
        .set({ ...set, ...(takesOver ? made : {}) })
        .where('id', '=', id)
        .execute()
    }
    await recordAct(tx, now, staff, 'stopped-page', id)
    await signStops(hub, tx)
  })
  tell(hub)
}

async function stopAt(tx: Tx, { host, path }: Place) {
  const rows = await tx
    .selectFrom('stops')
    .select(['id', 'path', 'fromAt', 'byTeam'])
    .where('host', '=', host)
    .where('endedAt', 'is', null)
    .execute()
  return rows.find((row) => row.path === path)
}

/** It may open again. A teacher may not undo what the safeguarding team has stopped. Throws HG_NOT_FOUND, HG_NOT_ALLOWED. */
export async function undoStop(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  const now = hub.now()
  await hub.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('stops').select('byTeam').where('id', '=', id).where('endedAt', 'is', null).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'stop')
    if (row.byTeam === 1 && !isTeam(staff)) throw new HedgerowError('HG_NOT_ALLOWED')
    await tx.updateTable('stops').set({ endedAt: now, reviewAt: null }).where('id', '=', id).execute()
    await recordAct(tx, now, staff, 'undid-stop', id)
    await signStops(hub, tx)
  })
  tell(hub)
}

/** Somebody has looked at it again, and it stays. Throws HG_NOT_FOUND, HG_NOT_ALLOWED. */
export async function reviewStop(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('stops').select('byTeam').where('id', '=', id).where('endedAt', 'is', null).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'stop')
    if (row.byTeam === 1 && !isTeam(staff)) throw new HedgerowError('HG_NOT_ALLOWED')
    await tx.updateTable('stops').set({ reviewAt: null }).where('id', '=', id).execute()
    await recordAct(tx, hub.now(), staff, 'reviewed-stop', id)
  })
  hub.live.tellStaff({ kind: 'stops-changed' })
}

function tell(hub: Hub): void {
  hub.live.tellKiosks({ kind: 'notices-changed' })
  hub.live.tellStaff({ kind: 'stops-changed' })
}
