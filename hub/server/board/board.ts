import { BoardCard, type BoardDesk, boardLimits, type PostNotice } from '#core/contract/board.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct, type StaffAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { checkBoardWords } from './check-words.ts'
import { liveNotices, signBoard } from './sign-notices.ts'

const day = 24 * 60 * 60_000

/** The cards that hang on every kiosk, the newest first. */
export async function readBoard(hub: Hub, staff: SignedIn): Promise<BoardDesk> {
  const rows = await liveNotices(hub.db, hub.now())
  return {
    notices: rows.map(({ id, card, more, moreState, staffId, madeBy, postedAt, untilAt }) => ({
      id,
      card: BoardCard.parse(card),
      more,
      moreState,
      mine: staffId === staff.id,
      madeBy,
      postedAt,
      until: untilAt,
    })),
  }
}

/** The card hangs at once; added words when another member of the team has read them. Throws HG_BOARD_WORDS, HG_BOARD_FULL. */
export function postNotice(hub: Hub, staff: SignedIn, { card, more }: PostNotice): Promise<BoardDesk> {
  const id = newId()
  return change(hub, staff, 'posted-notice', id, async (tx) => {
    const live = await liveNotices(tx, hub.now())
    if (live.length >= boardLimits.live) throw new HedgerowError('HG_BOARD_FULL', `at most ${boardLimits.live}`)
    const words = more === null || more === '' ? null : more.normalize('NFC')
    if (words !== null) await checkBoardWords(tx, words)
    const postedAt = hub.now()
    await tx
      .insertInto('boardNotices')
      .values({
        id,
        card,
        more: words,
        moreState: words === null ? 'none' : 'waiting',
        staffId: staff.id,
        madeBy: staff.name,
        postedAt,
        untilAt: postedAt + boardLimits.days * day,
        endedAt: null,
      })
      .execute()
  })
}

/** Another person than the one who wrote them has read the added words. Throws HG_NOT_FOUND, HG_NOT_ALLOWED. */
export function reviewNotice(hub: Hub, staff: SignedIn, id: string): Promise<BoardDesk> {
  return change(hub, staff, 'read-notice', id, async (tx) => {
    const row = await tx
      .selectFrom('boardNotices')
      .select(['staffId', 'moreState'])
      .where('id', '=', id)
      .where('endedAt', 'is', null)
      .executeTakeFirst()
    if (row === undefined || row.moreState === 'none') throw new HedgerowError('HG_NOT_FOUND', 'notice')
    if (row.staffId === staff.id) throw new HedgerowError('HG_NOT_ALLOWED')
    await tx.updateTable('boardNotices').set({ moreState: 'read' }).where('id', '=', id).execute()
  })
}

/** Throws HG_NOT_FOUND. */
export function takeDownNotice(hub: Hub, staff: SignedIn, id: string): Promise<BoardDesk> {
  return change(hub, staff, 'took-down-notice', id, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('boardNotices')
      .set({ endedAt: hub.now() })
      .where('id', '=', id)
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'notice')
  })
}

/** A change, its record and the board's new document: all or none. */
async function change(hub: Hub, staff: SignedIn, act: StaffAct, id: string, apply: (tx: Tx) => Promise<void>): Promise<BoardDesk> {
  await hub.db.transaction().execute(async (tx) => {
    await apply(tx)
    await recordAct(tx, hub.now(), staff, act, id)
    await signBoard(hub, tx)
  })
  hub.live.tellKiosks({ kind: 'notices-changed' })
  hub.live.tellStaff({ kind: 'board-changed' })
  return readBoard(hub, staff)
}
