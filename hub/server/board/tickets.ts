import { HedgerowError } from '#core/contract/errors.ts'
import { type NewTicket, TicketKind, type Tickets } from '#core/contract/stops.ts'
import { compileStops, isStopped } from '#core/policy/stops.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { type Place, placeOf } from './place-of.ts'

/** What there is to look at, open ones first, then by day. */
export async function readTickets(hub: Hub): Promise<Tickets> {
  const rows = await hub.db.selectFrom('tickets').selectAll().orderBy('state', 'desc').orderBy('day', 'desc').orderBy('id').execute()
  const now = hub.now()
  const stops = await hub.db.selectFrom('stops').select(['host', 'path']).where('endedAt', 'is', null).where('fromAt', '<=', now).execute()
  const list = compileStops(stops)
  return {
    tickets: rows.map(({ id, host, path, kind, day, state }) => ({
      id,
      host,
      path,
      kind: TicketKind.parse(kind),
      day,
      state,
      stopped: list !== null && isStopped(list, { url: `https://${host}${path ?? '/'}`, top: null }),
    })),
  }
}

/** A ticket of today for a place; one that is open for it already will do. */
export async function addTicket(hub: Hub, tx: Tx, staff: SignedIn, { host, path }: Place, kind: TicketKind): Promise<void> {
  const open = await tx
    .selectFrom('tickets')
    .select('path')
    .where('host', '=', host)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .execute()
  if (open.some((one) => one.path === path)) return
  const id = newId()
  await tx
    .insertInto('tickets')
    .values({ id, host, path, kind, day: schoolDay(hub.now()), state: 'open' })
    .execute()
  await recordAct(tx, hub.now(), staff, 'sent-ticket', id)
}

/** Throws HG_STOP_ADDRESS. */
export async function sendTicket(hub: Hub, staff: SignedIn, { address, scope, kind }: NewTicket): Promise<void> {
  const place = placeOf(address, scope)
  await hub.db.transaction().execute((tx) => addTicket(hub, tx, staff, place, kind))
  hub.live.tellStaff({ kind: 'stops-changed' })
}

/** Throws HG_NOT_FOUND. */
export async function moveTicket(hub: Hub, staff: SignedIn, id: string, state: 'open' | 'done'): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx.updateTable('tickets').set({ state }).where('id', '=', id).executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'ticket')
    await recordAct(tx, hub.now(), staff, 'moved-ticket', `${id} ${state}`)
  })
  hub.live.tellStaff({ kind: 'stops-changed' })
}
