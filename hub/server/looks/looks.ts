import { HedgerowError } from '#core/contract/errors.ts'
import { ClassDraft, type Tile } from '#core/contract/list.ts'
import { type LookJob, LookResult, type Looks, lookedAtAs } from '#core/contract/look.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import type { Hub } from '../hub.ts'
import { theSchool } from '../school/documents.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Db, Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'

/** A kiosk that took a look and has not answered by then is gone: it has 30 s for the page. */
const answerWithin = 90_000
/** A kiosk opens nothing of a job that is older. */
const jobLife = 10 * 60_000
const mostTries = 3

async function draftOf(db: Db | Tx, classId: string) {
  const row = await db.selectFrom('classes').select(['stage', 'draftJson']).where('id', '=', classId).executeTakeFirst()
  if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'class')
  return { stage: row.stage, draft: ClassDraft.parse(JSON.parse(row.draftJson)) }
}

/** What the teacher sees of each tile of the draft. Throws HG_NOT_FOUND. */
export async function readLooks(hub: Hub, classId: string): Promise<Looks> {
  const { draft } = await draftOf(hub.db, classId)
  await putBack(hub)
  const rows = new Map(
    (await hub.db.selectFrom('looks').selectAll().where('classId', '=', classId).execute()).map((row) => [row.tileId, row]),
  )
  const looks = draft.tiles.map((tile) => {
    const row = rows.get(tile.id)
    const isOfThisPage = row?.lookedAs === lookedAtAs(tile)
    const last =
      row === undefined || !isOfThisPage || row.resultJson === null || row.lookedAt === null
        ? null
        : { at: row.lookedAt, result: LookResult.parse(JSON.parse(row.resultJson)) }
    return { tileId: tile.id, state: row?.state ?? ('none' as const), last }
  })
  return { inReach: hub.live.kiosksOpen(), looks }
}

/** Puts looks in the queue and tells every kiosk. Throws HG_NOT_FOUND for a tile that is not in the draft. */
export async function askLooks(hub: Hub, staff: SignedIn, classId: string, tileIds: readonly string[]): Promise<Looks> {
  await hub.db.transaction().execute(async (tx) => {
    const { draft } = await draftOf(tx, classId)
    for (const tileId of new Set(tileIds)) {
      if (!draft.tiles.some((tile) => tile.id === tileId)) throw new HedgerowError('HG_NOT_FOUND', 'tile')
      await queueLook(tx, classId, tileId, hub.now())
    }
    await recordAct(tx, hub.now(), staff, 'asked-to-look', `${classId}: ${tileIds.length}`)
  })
  hub.live.tellKiosks({ kind: 'look-wanted' })
  hub.live.tellStaff({ kind: 'looks-changed' })
  return readLooks(hub, classId)
}

/** One look waits from now on; one that a kiosk has already stays with it. */
export async function queueLook(tx: Db | Tx, classId: string, tileId: string, askedAt: number): Promise<void> {
  await tx
    .insertInto('looks')
    .values({ classId, tileId, state: 'waiting', askedAt, tries: 0, address: '' })
    .onConflict((conflict) =>
      conflict
        .columns(['classId', 'tileId'])
        .doUpdateSet({ state: 'waiting', askedAt, tries: 0, jobId: null, kioskId: null, takenAt: null })
        .where('looks.state', '!=', 'looking'),
    )
    .execute()
}

/** The look that has waited longest, made for the draft as it is now and signed; null when none waits. */
export async function takeLook(hub: Hub, kioskId: string): Promise<SignedDocument | null> {
  await putBack(hub)
  const job = await hub.db.transaction().execute(async (tx): Promise<LookJob | null> => {
    for (;;) {
      const row = await tx.selectFrom('looks').selectAll().where('state', '=', 'waiting').orderBy('askedAt').executeTakeFirst()
      if (row === undefined) return null
      const { classId, tileId } = row
      const { stage, draft } = await draftOf(tx, classId)
      const tile = draft.tiles.find((one) => one.id === tileId)
      const one = tx.updateTable('looks').where('classId', '=', classId).where('tileId', '=', tileId)
      if (tile === undefined) {
        await one.set({ state: 'none' }).execute()
        continue
      }
      const id = newId()
      const now = hub.now()
      await one.set({ state: 'looking', jobId: id, kioskId, takenAt: now, tries: row.tries + 1, address: lookedAtAs(tile) }).execute()
      const schoolId = (await theSchool(tx)).id
      return { kind: 'look-job', schoolId, id, classId, stage, tileId, tiles: draft.tiles, issuedAt: now, expiresAt: now + jobLife }
    }
  })
  if (job === null) return null
  hub.live.tellStaff({ kind: 'looks-changed' })
  return hub.signer.sign(job)
}

/** What a kiosk found, or null when a child came first. Throws HG_NOT_FOUND when the look is no longer this kiosk's. */
export async function answerLook(hub: Hub, kioskId: string, jobId: string, result: LookResult | null): Promise<void> {
  const classId = await hub.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('looks')
      .selectAll()
      .where('jobId', '=', jobId)
      .where('kioskId', '=', kioskId)
      .where('state', '=', 'looking')
      .executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'look')
    const one = tx.updateTable('looks').where('jobId', '=', jobId)
    if (result === null) {
      // A child who comes is no failure of the page.
      await one.set({ state: 'waiting', jobId: null, kioskId: null, takenAt: null, tries: row.tries - 1 }).execute()
      return null
    }
    const at = hub.now()
    const kept = result.kind === 'opens' && result.seen !== null ? { ...result, seen: { ...result.seen, at } } : result
    await one
      .set({
        state: 'none',
        jobId: null,
        kioskId: null,
        takenAt: null,
        lookedAt: at,
        lookedAs: row.address,
        resultJson: JSON.stringify(kept),
      })
      .execute()
    const { draft } = await draftOf(tx, row.classId)
    const withIt = await withSeen(tx, row.classId, draft, draft)
    // The revision stays: a teacher who is writing is not told that somebody else was quicker.
    await tx
      .updateTable('classes')
      .set({ draftJson: JSON.stringify(withIt) })
      .where('id', '=', row.classId)
      .execute()
    return row.classId
  })
  hub.live.tellStaff({ kind: 'looks-changed' })
  if (classId === null) hub.live.tellKiosks({ kind: 'look-wanted' })
  else hub.live.tellStaff({ kind: 'class-changed', classId })
}

/**
 * The draft with what kiosks saw: `seen` is never taken from the teacher's browser. A tile whose addresses were changed has
 * none until it is looked at anew.
 */
export async function withSeen(tx: Db | Tx, classId: string, before: ClassDraft, after: ClassDraft): Promise<ClassDraft> {
  const rows = new Map((await tx.selectFrom('looks').selectAll().where('classId', '=', classId).execute()).map((row) => [row.tileId, row]))
  const seenOf = (tile: Tile): Tile['seen'] => {
    const row = rows.get(tile.id)
    const as = lookedAtAs(tile)
    if (row?.lookedAs === as && row.resultJson !== null) {
      const result = LookResult.parse(JSON.parse(row.resultJson))
      if (result.kind === 'opens' && result.seen !== null) return result.seen
    }
    const was = before.tiles.find((one) => one.id === tile.id)
    return was !== undefined && lookedAtAs(was) === as ? was.seen : null
  }
  const tiles = after.tiles.map(({ seen: _fromOutside, ...tile }): Tile => {
    const seen = seenOf(tile)
    return seen === null || seen === undefined ? tile : { ...tile, seen }
  })
  return { ...after, tiles }
}

/** What was seen of a tile is kept only as long as the tile. */
export async function forgetLooks(tx: Tx, classId: string, { tiles }: ClassDraft): Promise<void> {
  const kept = tiles.map((tile) => tile.id)
  const ofClass = tx.deleteFrom('looks').where('classId', '=', classId)
  await (kept.length === 0 ? ofClass : ofClass.where('tileId', 'not in', kept)).execute()
}

/** Looks that a kiosk took and never answered wait again, and are given up after the third. */
async function putBack(hub: Hub): Promise<void> {
  const since = hub.now() - answerWithin
  const silent = hub.db.updateTable('looks').where('state', '=', 'looking').where('takenAt', '<', since)
  const free = { jobId: null, kioskId: null, takenAt: null }
  await silent
    .where('tries', '>=', mostTries)
    .set({ state: 'gave-up', ...free })
    .execute()
  await silent.set({ state: 'waiting', ...free }).execute()
}
