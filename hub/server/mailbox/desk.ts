import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { MailboxDesk, SetMailbox } from '#core/contract/mailbox.ts'
import { namesAtSchool } from '../board/check-words.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import { change, stampOf } from './letters.ts'

const Recipients = z.array(z.string())

/** The switch, the computers and the letters, as the safeguarding team sees them. */
export async function readMailbox(hub: Hub, staff: SignedIn): Promise<MailboxDesk> {
  const row = await hub.db.selectFrom('mailbox').selectAll().executeTakeFirst()
  const isIn = new Set(row === undefined ? [] : Recipients.parse(JSON.parse(row.recipientsJson)))
  const kiosks = await hub.db.selectFrom('kiosks').select(['id', 'name', 'mailboxKey']).orderBy('name').orderBy('id').execute()
  const letters = await hub.db.selectFrom('letters').selectAll().orderBy('day', 'desc').orderBy('id').execute()
  return {
    seed: row?.seed ?? null,
    stamp: row === undefined ? null : stampOf(row.seed),
    kiosks: kiosks.map(({ id, name, mailboxKey }) => ({
      id,
      name,
      recipient: mailboxKey,
      isIn: mailboxKey !== null && isIn.has(mailboxKey),
    })),
    letters: letters.map(({ id, tag, day, state, madeBy, staffId, forTeam }) => ({
      id,
      tag,
      day,
      state,
      madeBy,
      mine: staffId === staff.id,
      forTeam,
    })),
    names: [...(await namesAtSchool(hub.db))],
  }
}

/** Switches it on, or lets computers in. What the seed holds is sealed: the hub passes it on. Throws HG_CHANGED_MEANWHILE. */
export function setMailbox(hub: Hub, staff: SignedIn, { was, seed, recipients }: SetMailbox): Promise<void> {
  return change(hub, async (tx) => {
    const row = await tx.selectFrom('mailbox').select('seed').executeTakeFirst()
    if ((row === undefined ? null : stampOf(row.seed)) !== was) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    const recipientsJson = JSON.stringify(recipients)
    await tx
      .insertInto('mailbox')
      .values({ only: 1, seed, recipientsJson })
      .onConflict((conflict) => conflict.column('only').doUpdateSet({ seed, recipientsJson }))
      .execute()
    await recordAct(tx, hub.now(), staff, 'opened-mailbox', `${recipients.length}`)
  })
}

/** Switches it off: the seed and all letters are deleted, and no code finds anything from then on. */
export function closeMailbox(hub: Hub, staff: SignedIn): Promise<void> {
  return change(hub, async (tx) => {
    await tx.deleteFrom('mailbox').execute()
    await tx.deleteFrom('letters').execute()
    await recordAct(tx, hub.now(), staff, 'closed-mailbox')
  })
}
