import { createHash } from 'node:crypto'
import { HedgerowError } from '#core/contract/errors.ts'
import { letterLimits, type MailboxAsk, type MailboxNews, type SealedLetter, type WriteLetter } from '#core/contract/mailbox.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Db, Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'

/** A seed, or all that kiosks are to have, in short. */
export const stampOf = (...parts: readonly string[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex')

/**
 * What a kiosk is to have, where it has something else. The same answer to all: nothing is written but the kiosk's own public key,
 * and that only when it is another one. Nothing here can be known of a child who looks.
 */
export async function newsFor(hub: Hub, kioskId: string, { held, recipient }: MailboxAsk): Promise<MailboxNews> {
  const kiosk = await hub.db.selectFrom('kiosks').select('mailboxKey').where('id', '=', kioskId).executeTakeFirst()
  if (kiosk !== undefined && kiosk.mailboxKey !== recipient) {
    await hub.db.updateTable('kiosks').set({ mailboxKey: recipient }).where('id', '=', kioskId).execute()
    hub.live.tellStaff({ kind: 'mailbox-changed' })
  }
  const row = await hub.db.selectFrom('mailbox').select('seed').executeTakeFirst()
  const letters = row === undefined ? [] : await sentIds(hub.db)
  const stamp = stampOf(row?.seed ?? 'none', ...letters)
  if (stamp === held) return { stamp, news: null }
  return { stamp, news: { mailbox: row === undefined ? null : { seed: row.seed, letters } } }
}

async function sentIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('letters').select('id').where('state', '=', 'sent').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** Letters by their ids; one that is gone, or not sent yet, is left out. */
export async function lettersOf(hub: Hub, ids: readonly string[]): Promise<SealedLetter[]> {
  const rows = await hub.db
    .selectFrom('letters')
    .select(['id', 'tag', 'sealed'])
    .where('id', 'in', ids)
    .where('state', '=', 'sent')
    .execute()
  return rows.flatMap(({ id, tag, sealed }) => (sealed === null ? [] : [{ id, tag, sealed }]))
}

/** Keeps a letter: sent at once, or waiting for a second reader. Throws HG_NOT_FOUND without a mailbox, HG_LETTERS_FULL. */
export function writeLetter(hub: Hub, staff: SignedIn, { tag, sealed, forTeam }: WriteLetter): Promise<void> {
  const id = newId()
  return change(hub, async (tx) => {
    if ((await tx.selectFrom('mailbox').select('only').executeTakeFirst()) === undefined) throw new HedgerowError('HG_NOT_FOUND', 'mailbox')
    const there = await tx.selectFrom('letters').select('tag').execute()
    if (there.length >= letterLimits.live) throw new HedgerowError('HG_LETTERS_FULL', `at most ${letterLimits.live}`)
    if (there.filter((one) => one.tag === tag).length >= letterLimits.perBox)
      throw new HedgerowError('HG_LETTERS_FULL', `at most ${letterLimits.perBox} to one child`)
    const state = sealed === null ? 'waiting' : 'sent'
    await tx
      .insertInto('letters')
      .values({ id, tag, day: schoolDay(hub.now()), state, sealed, forTeam, staffId: staff.id, madeBy: staff.name })
      .execute()
    await recordAct(tx, hub.now(), staff, sealed === null ? 'wrote-letter' : 'sent-letter', id)
  })
}

/** Another person than its writer has read it, and sends what was read. Throws HG_NOT_FOUND, HG_NOT_ALLOWED. */
export function sendLetter(hub: Hub, staff: SignedIn, id: string, sealed: string): Promise<void> {
  return change(hub, async (tx) => {
    const row = await tx.selectFrom('letters').select('staffId').where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'letter')
    if (row.staffId === staff.id) throw new HedgerowError('HG_NOT_ALLOWED')
    await tx
      .updateTable('letters')
      .set({ state: 'sent', sealed, day: schoolDay(hub.now()) })
      .where('id', '=', id)
      .execute()
    await recordAct(tx, hub.now(), staff, 'sent-letter', id)
  })
}

/** Throws HG_NOT_FOUND. */
export function takeBackLetter(hub: Hub, staff: SignedIn, id: string): Promise<void> {
  return change(hub, async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('letters').where('id', '=', id).executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'letter')
    await recordAct(tx, hub.now(), staff, 'took-back-letter', id)
  })
}

/** Empties each box some days after its last letter, whether or not it was read: nobody knows. */
export async function emptyOldBoxes(hub: Hub): Promise<void> {
  const last = schoolDay(hub.now() - letterLimits.days * 24 * 60 * 60_000)
  const rows = await hub.db
    .selectFrom('letters')
    .select('tag')
    .groupBy('tag')
    .having(({ fn }) => fn.max('day'), '<', last)
    .execute()
  if (rows.length === 0) return
  await change(hub, async (tx) => {
    const tags = rows.map(({ tag }) => tag)
    await tx.deleteFrom('letters').where('tag', 'in', tags).execute()
  })
}

/** A change that every kiosk and the desks are told of. */
export async function change(hub: Hub, make: (tx: Tx) => Promise<void>): Promise<void> {
  await hub.db.transaction().execute(make)
  hub.live.tellKiosks({ kind: 'notices-changed' })
  hub.live.tellStaff({ kind: 'mailbox-changed' })
}
