import { Board, BoardNotice } from '#core/contract/board.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import { type SchoolNotices, Stop, Stops } from '#core/contract/stops.ts'
import type { Hub } from '../hub.ts'
import { theSchool } from '../school/documents.ts'
import type { Db, Tx } from '../store/store.ts'

/** Signs all stops that were not undone, as one document; kiosks are to be told after the transaction. */
export async function signStops(hub: Hub, tx: Tx): Promise<void> {
  const rows = await tx.selectFrom('stops').select(['host', 'path', 'fromAt']).where('endedAt', 'is', null).orderBy('id').execute()
  // What has begun says so without a time: a kiosk whose clock is minutes behind is not to wait for it.
  const now = hub.now()
  const stops = rows.map(({ host, path, fromAt }) => Stop.parse({ host, path, from: fromAt <= now ? 0 : fromAt }))
  await keep(hub, tx, 'stops', (head) => Stops.parse({ kind: 'stops', ...head, stops }))
}

/** Signs the cards that hang now, the newest first. Added words that nobody else has read stay out. */
export async function signBoard(hub: Hub, tx: Tx): Promise<void> {
  const rows = await liveNotices(tx, hub.now())
  const notices = rows.map(({ id, card, more, moreState, untilAt }) =>
    BoardNotice.parse({ id, card, more: moreState === 'read' ? more : null, until: untilAt }),
  )
  await keep(hub, tx, 'board', (head) => Board.parse({ kind: 'board', ...head, notices }))
}

/** Not taken down and not past their days, the newest first. */
export function liveNotices(db: Db | Tx, now: number) {
  const live = db.selectFrom('boardNotices').selectAll().where('endedAt', 'is', null).where('untilAt', '>', now)
  return live.orderBy('postedAt', 'desc').orderBy('id').execute()
}

type Head = { readonly schoolId: string; readonly version: number; readonly issuedAt: number }

async function keep(hub: Hub, tx: Tx, kind: 'stops' | 'board', make: (head: Head) => Stops | Board): Promise<void> {
  const before = await tx.selectFrom('noticeDocuments').select('version').where('kind', '=', kind).executeTakeFirst()
  const issuedAt = hub.now()
  // Never below the seconds of the clock: a hub that was brought back from a backup is obeyed all the same.
  const version = Math.max((before?.version ?? 0) + 1, Math.floor(issuedAt / 1_000))
  const { id: schoolId } = await theSchool(tx)
  const signedJson = JSON.stringify(hub.signer.sign(make({ schoolId, version, issuedAt })))
  await tx
    .insertInto('noticeDocuments')
    .values({ kind, version, signedJson })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet({ version, signedJson }))
    .execute()
}

/** What every kiosk is to have. */
export async function currentNotices(db: Db): Promise<SchoolNotices> {
  const rows = await db.selectFrom('noticeDocuments').selectAll().execute()
  const of = (kind: 'stops' | 'board') => {
    const row = rows.find((one) => one.kind === kind)
    return row === undefined ? null : SignedDocument.parse(JSON.parse(row.signedJson))
  }
  return { stops: of('stops'), board: of('board') }
}
