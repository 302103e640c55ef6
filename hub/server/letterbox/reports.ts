import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Among, Lane } from '#core/contract/report.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import type { UnreadableSlot } from '#core/sealing/slot-seal.ts'
import type { Hub } from '../hub.ts'
import type { Db, Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'

export interface Arrival {
  readonly id: string
  readonly lane: Lane
  readonly envelope: Uint8Array
}
/** A slot that the mixer could not open. */
export interface Unopened {
  readonly why: UnreadableSlot
  readonly body: Uint8Array
}

interface Batch {
  /** In random order. */
  readonly batch: readonly Arrival[]
  readonly damaged: readonly Unopened[]
  readonly among: Among
  readonly day: string
}

/** A kiosk gone wrong fills no disk: beyond so many, only the newest are kept whole. */
const mostUnopened = 2_000

/**
 * Keeps a step's reports, each once, in one transaction. On the disk when it resolves. `fresh`: how many may be shown now;
 * `heldNow`: ids that wait. The hub cannot see which keys a report is sealed to, so it notes the team's newest epoch on
 * arrival: the one to try first.
 */
export async function keepBatch(hub: Hub, { batch, damaged, among, day }: Batch): Promise<{ fresh: number; heldNow: string[] }> {
  return hub.db.transaction().execute(async (tx) => {
    const epoch = await newestEpoch(tx)
    const heldNow: string[] = []
    let fresh = 0
    for (const { id, lane, envelope } of batch) {
      if (await isKnown(tx, id)) continue
      if (lane === 'now') {
        await tx.insertInto('reports').values({ id, day, epoch, state: 'new', body: envelope, lane, among, heldBy: null }).execute()
        fresh++
      } else {
        await tx.insertInto('heldReports').values({ id, day, epoch, body: envelope }).execute()
        heldNow.push(id)
      }
    }
    for (const { why, body } of damaged) {
      const { count } = await tx
        .selectFrom('unopenedSlots')
        .select((row) => row.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      const kept = count < mostUnopened ? body : new Uint8Array()
      await tx.insertInto('unopenedSlots').values({ id: newId(), day, why, body: kept }).execute()
    }
    const noise = randomBytes(256)
    await tx
      .insertInto('mixerBeat')
      .values({ only: 1, noise })
      .onConflict((conflict) => conflict.column('only').doUpdateSet({ noise }))
      .execute()
    return { fresh: fresh + damaged.length, heldNow }
  })
}

async function isKnown(tx: Tx, id: string): Promise<boolean> {
  const stored = await tx.selectFrom('reports').select('id').where('id', '=', id).executeTakeFirst()
  if (stored !== undefined) return true
  return (await tx.selectFrom('heldReports').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
}

/** Shows the desk what was held, with how many children it may have come from. All of it, or nothing. */
export async function releaseHeld(hub: Hub, ids: readonly string[], among: Among): Promise<number> {
  return hub.db.transaction().execute(async (tx) => {
    let released = 0
    for (const id of ids) {
      const held = await tx.deleteFrom('heldReports').where('id', '=', id).returningAll().executeTakeFirst()
      if (held === undefined) continue
      await tx
        .insertInto('reports')
        .values({ ...held, state: 'new', lane: 'soon', among, heldBy: null })
        .execute()
      released++
    }
    return released
  })
}

/** After a restart nobody knows any more how long, or among how many, a report has waited: all are shown, with the smallest number. */
export async function releaseAll(hub: Hub): Promise<number> {
  const held = await hub.db.selectFrom('heldReports').select('id').orderBy(sql`random()`).execute()
  return releaseHeld(
    hub,
    held.map(({ id }) => id),
    '<5',
  )
}

/** 0 before the team has keys. */
async function newestEpoch(db: Db | Tx): Promise<number> {
  const team = await db.selectFrom('team').select('recipientsJson').executeTakeFirst()
  return team === undefined ? 0 : ReportRecipients.parse(JSON.parse(team.recipientsJson)).epoch
}
