import { HedgerowError } from '#core/contract/errors.ts'
import type { HoldChange, Retention } from '#core/contract/records.ts'
import { dayAfter } from '#core/records/days.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { countDeleted } from './term-counts.ts'

/** Who does what nobody presses. */
const itself = { id: null, name: 'hub' }
const doneStates = ['closed', 'merged', 'practice'] as const

/**
 * What is closed is deleted when its time is up, by the school's calendar days: sealed bytes, the team's sealed words about it
 * and all that the hub knew of it. What is held, open, or belongs to a note that is still there, stays.
 */
export async function keepRetention(hub: Hub): Promise<void> {
  const today = schoolDay(hub.now())
  const deleted = await hub.db.transaction().execute(async (tx) => {
    await followStates(tx, today)
    const due = (await listed(tx, hub)).filter((one) => one.deleteDay !== null && one.deleteDay <= today)
    for (const { what, id, day } of due) {
      await countDeleted(tx, what, id)
      await tx
        .deleteFrom(what === 'note' ? 'reports' : 'cases')
        .where('id', '=', id)
        .execute()
      await tx.deleteFrom('sealedEntries').where('about', '=', id).execute()
      await tx.deleteFrom('keeping').where('what', '=', what).where('id', '=', id).execute()
      await recordAct(tx, hub.now(), itself, what === 'note' ? 'deleted-note' : 'deleted-case', `${id} ${day}`)
    }
    return due.length
  })
  if (deleted > 0) {
    hub.live.tellStaff({ kind: 'reports-changed' })
    hub.live.tellStaff({ kind: 'cases-changed' })
  }
  await eraseOldActs(hub, today)
}

/** Notes the day on which each was seen closed first, and forgets it when it is open again. */
async function followStates(tx: Tx, today: string): Promise<void> {
  const notes = await tx.selectFrom('reports').select('id').where('state', 'in', doneStates).execute()
  const cases = await tx.selectFrom('cases').select('id').where('state', '=', 'closed').execute()
  const closed = [...notes.map(({ id }) => ({ what: 'note' as const, id })), ...cases.map(({ id }) => ({ what: 'case' as const, id }))]
  for (const { what, id } of closed)
    await tx
      .insertInto('keeping')
      .values({ what, id, closedDay: today, held: 0, mergedInto: null })
      .onConflict((conflict) => conflict.columns(['what', 'id']).doUpdateSet({ closedDay: today }).where('keeping.closedDay', 'is', null))
      .execute()
  const known = new Set(closed.map(({ what, id }) => `${what} ${id}`))
  for (const row of await tx.selectFrom('keeping').select(['what', 'id']).where('closedDay', 'is not', null).execute())
    if (!known.has(`${row.what} ${row.id}`))
      await tx.updateTable('keeping').set({ closedDay: null }).where('what', '=', row.what).where('id', '=', row.id).execute()
}

/** Everything that is closed or held, with the day on which it goes. */
async function listed(tx: Tx, hub: Hub): Promise<Retention['lines']> {
  const { contentKeptDays, practiceKeptDays } = hub.settings
  const notes = await tx.selectFrom('reports').select(['id', 'day', 'state']).execute()
  const cases = await tx.selectFrom('cases').select(['id', 'day', 'state']).execute()
  const keeping = await tx.selectFrom('keeping').selectAll().execute()
  const there = new Set(notes.map(({ id }) => id))
  return [...notes.map((one) => ({ ...one, what: 'note' as const })), ...cases.map((one) => ({ ...one, what: 'case' as const }))].flatMap(
    ({ what, id, day, state }) => {
      const kept = keeping.find((one) => one.what === what && one.id === id)
      if (kept === undefined || (kept.closedDay === null && kept.held === 0)) return []
      // A note that belongs to another one stays as long as that; so does one of which it is not known to which it belongs.
      const belongs = state === 'merged' && (kept.mergedInto === null || there.has(kept.mergedInto))
      const days = state === 'practice' ? practiceKeptDays : contentKeptDays
      const deleteDay = kept.held === 1 || kept.closedDay === null || belongs ? null : dayAfter(kept.closedDay, days)
      return [{ what, id, day, held: kept.held === 1, deleteDay }]
    },
  )
}

const today = (hub: Hub): string => schoolDay(hub.now())

/** What is deleted when. */
export async function readRetention(hub: Hub): Promise<Retention> {
  const { contentKeptDays, practiceKeptDays, actsKeptDays } = hub.settings
  const lines = await hub.db.transaction().execute(async (tx) => {
    await followStates(tx, today(hub))
    return listed(tx, hub)
  })
  return { days: { content: contentKeptDays, practice: practiceKeptDays, acts: actsKeptDays }, lines }
}

/** Holds a note or a case back from deletion, or lets it go again. Throws HG_NOT_FOUND. */
export async function changeHold(hub: Hub, staff: SignedIn, { what, id, held }: HoldChange): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const table = what === 'note' ? 'reports' : 'cases'
    if ((await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()) === undefined)
      throw new HedgerowError('HG_NOT_FOUND', what)
    await tx
      .insertInto('keeping')
      .values({ what, id, closedDay: null, held: held ? 1 : 0, mergedInto: null })
      .onConflict((conflict) => conflict.columns(['what', 'id']).doUpdateSet({ held: held ? 1 : 0 }))
      .execute()
    await recordAct(tx, hub.now(), staff, held ? 'held' : 'let-go', `${what} ${id}`)
  })
}

/** Words of acts that are older than they are kept; their leaves stay, so that every proof stands. */
async function eraseOldActs(hub: Hub, now: string): Promise<void> {
  const before = Date.parse(`${dayAfter(now, -hub.settings.actsKeptDays)}T00:00:00Z`)
  // Up to the first that is younger: what is erased is always the beginning.
  const first = await hub.db.selectFrom('staffActs').select('seq').where('at', '>=', before).orderBy('seq').limit(1).executeTakeFirst()
  await hub.db
    .updateTable('staffActs')
    .set({ salt: null, at: null, staffId: null, who: null, act: null, about: null })
    .where('salt', 'is not', null)
    .where('at', '<', before)
    .where('seq', '<', first?.seq ?? Number.MAX_SAFE_INTEGER)
    .execute()
}
