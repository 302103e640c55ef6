import type { z } from 'zod'
import type { Activity } from '#core/contract/activity.ts'
import type { Hub } from '../hub.ts'
import { asksToLook } from '../looks/look-again.ts'
import { schoolDay } from '../school-time.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'

type Event = z.infer<typeof Activity>

/** Keeps each event once, whatever is repeated, and gathers wishes to visit. Answers with every id: all are on the disk. */
export async function keepActivity(hub: Hub, events: readonly Event[]): Promise<string[]> {
  const { isNewWish, isToBeSeen } = await hub.db.transaction().execute(async (tx) => {
    let isNewWish = false
    let isToBeSeen = false
    for (const event of events) {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('activity')
        .values(rowOf(event))
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 0n) continue
      if (asksToLook(event)) isToBeSeen = true
      if (event.kind !== 'asked-to-visit') continue
      await gatherWish(hub, tx, event)
      isNewWish = true
    }
    return { isNewWish, isToBeSeen }
  })
  if (isNewWish) hub.live.tellStaff({ kind: 'requests-changed' })
  if (isToBeSeen) hub.live.tellStaff({ kind: 'look-again-changed' })
  return events.map((event) => event.id)
}

function rowOf(event: Event) {
  const { id, at, classId, pupilId, kind } = event
  const row = { id, at, classId, pupilId, kind, tile: '', page: '', code: '', agreedVersion: null, agreedMode: null }
  switch (event.kind) {
    case 'agreed':
      return { ...row, agreedVersion: event.agreementVersion, agreedMode: event.mode }
    case 'opened':
      return { ...row, tile: event.tile, page: event.page }
    case 'closed-unsure':
    case 'looked-different':
      return { ...row, tile: event.tile, page: event.page, code: event.code }
    case 'asked-to-visit':
      return { ...row, tile: event.tile, page: event.url }
  }
}

/** One line per class and address. A wish that was answered on an earlier day opens again. */
async function gatherWish(hub: Hub, tx: Tx, { classId, url, tile, at }: Extract<Event, { kind: 'asked-to-visit' }>): Promise<void> {
  const ofThisSchool = await tx.selectFrom('classes').select('id').where('id', '=', classId).executeTakeFirst()
  if (ofThisSchool === undefined) return
  const known = await tx.selectFrom('visitRequests').selectAll().where('classId', '=', classId).where('url', '=', url).executeTakeFirst()
  if (known === undefined) {
    const fresh = { id: newId(), classId, url, tile, asked: 1, lastAt: at, answer: 'open', answeredAt: null } as const
    await tx.insertInto('visitRequests').values(fresh).execute()
    return
  }
  const opensAgain = known.answeredAt !== null && schoolDay(known.answeredAt) < schoolDay(hub.now())
  await tx
    .updateTable('visitRequests')
    .set({ asked: known.asked + 1, lastAt: Math.max(known.lastAt, at), ...(opensAgain ? { answer: 'open', answeredAt: null } : {}) })
    .where('id', '=', known.id)
    .execute()
}
