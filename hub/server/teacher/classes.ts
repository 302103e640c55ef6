import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ClassDesk, ClassSummary, Publish, SaveDraft } from '#core/contract/hub-api.ts'
import { ClassDraft } from '#core/contract/list.ts'
import type { Hub } from '../hub.ts'
import { isInReach, ListVersions } from '../kiosk/contact.ts'
import { forgetLooks, withSeen } from '../looks/looks.ts'
import { type Published, publishedList, signList } from '../school/documents.ts'
import { readDraft } from '../school/draft.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import type { Db, Tx } from '../store/store.ts'

type Summary = z.infer<typeof ClassSummary>
type Desk = z.infer<typeof ClassDesk>

/** A class's row, or HG_NOT_FOUND. */
export async function theClass(db: Db | Tx, classId: string) {
  const row = await db.selectFrom('classes').selectAll().where('id', '=', classId).executeTakeFirst()
  if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'class')
  return row
}

/** Every class of the school, as on the wall. */
export async function listClasses(hub: Hub): Promise<Summary[]> {
  const rows = await hub.db.selectFrom('classes').selectAll().orderBy('place').execute()
  return Promise.all(rows.map(async (row) => summaryOf(hub, row, await publishedList(hub.db, row.id))))
}

async function summaryOf(hub: Hub, row: Awaited<ReturnType<typeof theClass>>, published: Published | null): Promise<Summary> {
  const { pupils } = await hub.db
    .selectFrom('pupils')
    .select((pupil) => pupil.fn.countAll<number>().as('pupils'))
    .where('classId', '=', row.id)
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    name: row.name,
    stage: row.stage,
    picture: row.picture,
    pupils,
    publishedVersion: published?.version ?? 0,
    hasUnpublished: published === null || JSON.stringify(published.draft) !== JSON.stringify(draftOf(row)),
  }
}

function draftOf({ draftJson }: { readonly draftJson: string }): ClassDraft {
  return ClassDraft.parse(JSON.parse(draftJson))
}

/** All that a teacher sees of one class. Throws HG_NOT_FOUND. */
export async function readDesk(hub: Hub, classId: string): Promise<Desk> {
  const row = await theClass(hub.db, classId)
  const published = await publishedList(hub.db, classId)
  const kiosks = await hub.db.selectFrom('kiosks').select(['id', 'lastContactAt', 'listVersionsJson']).execute()
  const inReach = kiosks.filter((kiosk) => isInReach(hub, kiosk))
  const hasIt = ({ listVersionsJson }: { listVersionsJson: string }) =>
    published !== null && (ListVersions.parse(JSON.parse(listVersionsJson))[classId] ?? 0) >= published.version
  return {
    class: await summaryOf(hub, row, published),
    revision: row.revision,
    draft: draftOf(row),
    published,
    kiosks: { upToDate: inReach.filter(hasIt).length, inReach: inReach.length },
  }
}

/** Keeps a teacher's changes. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE, and what `readDraft` throws. */
export async function saveDraft(hub: Hub, staff: SignedIn, classId: string, { revision, draft }: z.infer<typeof SaveDraft>): Promise<Desk> {
  const read = readDraft(draft)
  await hub.db.transaction().execute(async (tx) => {
    const row = await refuseStale(tx, classId, revision)
    const draftJson = JSON.stringify(await withSeen(tx, classId, draftOf(row), read))
    await tx
      .updateTable('classes')
      .set({ draftJson, revision: revision + 1 })
      .where('id', '=', classId)
      .execute()
    await recordAct(tx, hub.now(), staff, 'saved-draft', `${classId} revision ${revision + 1}`)
    for (const tileId of tilesWithOtherFineWords(draftOf(row), read)) await recordAct(tx, hub.now(), staff, 'changed-fine-words', tileId)
  })
  hub.live.tellStaff({ kind: 'class-changed', classId })
  return readDesk(hub, classId)
}

/** Whoever says what is fine on a page is on record, beside whoever publishes it. */
function tilesWithOtherFineWords(before: ClassDraft, after: ClassDraft): string[] {
  const fineOf = ({ fineWords = [] }: ClassDraft['tiles'][number]): string => JSON.stringify(fineWords)
  const was = new Map(before.tiles.map((tile) => [tile.id, fineOf(tile)]))
  return after.tiles.filter((tile) => fineOf(tile) !== (was.get(tile.id) ?? '[]')).map(({ id }) => id)
}

/** Signs the draft as the class's next list and tells every kiosk. Throws HG_NOT_FOUND, HG_CHANGED_MEANWHILE. */
export async function publish(hub: Hub, staff: Actor, classId: string, { revision }: z.infer<typeof Publish>): Promise<Desk> {
  await hub.db.transaction().execute(async (tx) => {
    const row = await refuseStale(tx, classId, revision)
    await signList(hub, tx, classId, readDraft(draftOf(row)), staff.name)
    await forgetLooks(tx, classId, draftOf(row))
    await recordAct(tx, hub.now(), staff, 'published', `${classId} revision ${revision}`)
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  hub.live.tellStaff({ kind: 'class-changed', classId })
  return readDesk(hub, classId)
}

async function refuseStale(tx: Tx, classId: string, revision: number) {
  const row = await theClass(tx, classId)
  if (row.revision !== revision) throw new HedgerowError('HG_CHANGED_MEANWHILE')
  return row
}
