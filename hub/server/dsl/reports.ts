import type { z } from 'zod'
import { moveReport } from '#core/cases/states.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ReportState } from '#core/contract/hub-api.ts'
import type { Colleagues, Envelopes, MergeReports, MoveReport, PassReport, ReportHeads, ReportNotes } from '#core/contract/safety-desk.ts'
import { appendEntry, entriesOf } from '../cases/sealed-entries.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct, type StaffAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'

/** All that the hub knows of each report, newest day first; within a day by their random ids, since nothing finer is known. */
export async function listReports(hub: Hub): Promise<ReportHeads> {
  const rows = await hub.db
    .selectFrom('reports')
    .leftJoin('staff', 'staff.id', 'reports.heldBy')
    .select(['reports.id', 'day', 'epoch', 'state', 'lane', 'among', 'heldBy', 'staff.name as holder'])
    .select((query) =>
      query
        .selectFrom('sealedEntries')
        .select(({ fn }) => fn.countAll<number>().as('notes'))
        .whereRef('sealedEntries.about', '=', 'reports.id')
        .as('notes'),
    )
    .orderBy('day', 'desc')
    .orderBy('reports.id')
    .execute()
  const unopened = await hub.db.selectFrom('unopenedSlots').select(['id', 'day', 'why']).orderBy('day', 'desc').orderBy('id').execute()
  return {
    reports: rows.map(({ id, day, state, epoch, lane, among, heldBy, holder, notes }) => ({
      id,
      day,
      state,
      epoch,
      lane,
      among,
      heldBy: heldBy === null || holder === null ? null : { staffId: heldBy, name: holder },
      notes: notes ?? 0,
    })),
    unopened,
  }
}

/** Hands out sealed bytes. Who got which is written down first: without the record there is no answer. Ids that are not there are left out. */
export async function readEnvelopes(hub: Hub, staff: SignedIn, ids: readonly string[]): Promise<z.infer<typeof Envelopes>> {
  return hub.db.transaction().execute(async (tx) => {
    await recordAct(tx, hub.now(), staff, 'fetched-reports', ids.join(' '))
    const rows = await tx.selectFrom('reports').select(['id', 'body']).where('id', 'in', ids).execute()
    return { envelopes: rows.map(({ id, body }) => ({ id, envelope: Buffer.from(body).toString('base64') })) }
  })
}

/** Somebody looks at a report: recorded, and a new one is opened from now on. Throws HG_NOT_FOUND. */
export async function readReport(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  const wasNew = await change(hub, staff, id, 'read-report', id, async (tx, { state }) => {
    if (state === 'new') await tx.updateTable('reports').set({ state: 'opened' }).where('id', '=', id).execute()
    return state === 'new'
  })
  if (wasNew) hub.live.tellStaff({ kind: 'reports-changed' })
}

/** Moves a report on. Who takes it on holds it. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE, HG_BODY_SHAPE, HG_NOT_FILED. */
export async function setReportState(hub: Hub, staff: SignedIn, id: string, move: z.infer<typeof MoveReport>): Promise<void> {
  const { state, entry } = move
  if (state === 'new') throw new HedgerowError('HG_BODY_SHAPE', 'state: a report is never new again')
  await change(hub, staff, id, 'set-report-state', `${id} ${state}`, async (tx, row) => {
    const filed = row.filed === 1 || move.filed
    const may = moveReport(row.state, state, { asChildProtection: move.asChildProtection, filed, hasEntry: entry !== null })
    if (may === 'no-way') throw new HedgerowError('HG_CHANGED_MEANWHILE', row.state)
    if (may === 'no-reason') throw new HedgerowError('HG_BODY_SHAPE', 'entry: closing needs a reason')
    if (may === 'not-filed') throw new HedgerowError('HG_NOT_FILED')
    if (entry !== null) await appendEntry(tx, id, entry)
    const holds = state === 'acknowledged' || state === 'acting'
    await tx
      .updateTable('reports')
      .set({ state, filed: filed ? 1 : 0, ...(holds ? { heldBy: staff.id } : {}) })
      .where('id', '=', id)
      .execute()
  })
  hub.live.tellStaff({ kind: 'reports-changed' })
}

/** Asks a colleague to take a report; until they do, nobody has it. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE. */
export async function passReport(hub: Hub, staff: SignedIn, id: string, { to, entry }: z.infer<typeof PassReport>): Promise<void> {
  const { colleagues } = await listColleagues(hub)
  await change(hub, staff, id, 'passed-report', `${id} ${to}`, async (tx, row) => {
    if (!colleagues.some((one) => one.staffId === to)) throw new HedgerowError('HG_NOT_FOUND', 'colleague')
    if (moveReport(row.state, 'opened', noClosing) !== 'yes') throw new HedgerowError('HG_CHANGED_MEANWHILE', row.state)
    if (entry !== null) await appendEntry(tx, id, entry)
    await tx.updateTable('reports').set({ state: 'opened', heldBy: to }).where('id', '=', id).execute()
  })
  hub.live.tellStaff({ kind: 'reports-changed' })
}

/** Marks reports as belonging to another one. All stay as they came. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE; then none is marked. */
export async function mergeReports(hub: Hub, staff: SignedIn, into: string, { ids, entry }: z.infer<typeof MergeReports>): Promise<void> {
  if (ids.includes(into)) throw new HedgerowError('HG_BODY_SHAPE', 'ids: a report does not belong to itself')
  await change(hub, staff, into, 'merged-reports', `${into} ${ids.length}`, async (tx) => {
    const rows = await tx.selectFrom('reports').select('state').where('id', 'in', ids).execute()
    if (rows.length !== new Set(ids).size) throw new HedgerowError('HG_NOT_FOUND', 'report')
    const stuck = rows.find((row) => moveReport(row.state, 'merged', noClosing) !== 'yes')
    if (stuck !== undefined) throw new HedgerowError('HG_CHANGED_MEANWHILE', stuck.state)
    await appendEntry(tx, into, entry)
    await tx.updateTable('reports').set({ state: 'merged' }).where('id', 'in', ids).execute()
    // They are kept as long as the one that they belong to.
    for (const id of ids)
      await tx
        .insertInto('keeping')
        .values({ what: 'note', id, closedDay: null, held: 0, mergedInto: into })
        .onConflict((conflict) => conflict.columns(['what', 'id']).doUpdateSet({ mergedInto: into }))
        .execute()
  })
  hub.live.tellStaff({ kind: 'reports-changed' })
}

/** The team's sealed words about a report; reading them is recorded. Throws HG_NOT_FOUND. */
export function readReportNotes(hub: Hub, staff: SignedIn, id: string): Promise<z.infer<typeof ReportNotes>> {
  return change(hub, staff, id, 'read-report-notes', id, async (tx) => ({ notes: await entriesOf(tx, id) }))
}

/** Everybody of the safeguarding team. */
export async function listColleagues(hub: Hub): Promise<z.infer<typeof Colleagues>> {
  const rows = await hub.db.selectFrom('staff').select(['id', 'name']).where('role', 'in', ['dsl', 'deputy']).orderBy('name').execute()
  return { colleagues: rows.map(({ id, name }) => ({ staffId: id, name })) }
}

const noClosing = { asChildProtection: false, filed: false, hasEntry: false }
type Row = { readonly state: ReportState; readonly filed: 0 | 1 }

/** Finds a report, lets it be changed, and records the act, all or nothing. */
function change<T>(
  hub: Hub,
  staff: SignedIn,
  id: string,
  act: StaffAct,
  about: string,
  make: (tx: Tx, row: Row) => Promise<T>,
): Promise<T> {
  return hub.db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('reports').select(['state', 'filed']).where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'report')
    const made = await make(tx, row)
    await recordAct(tx, hub.now(), staff, act, about)
    return made
  })
}
