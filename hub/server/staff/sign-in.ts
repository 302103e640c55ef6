import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { SignIn } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { recordAct } from '../store/staff-acts.ts'
import { hashPassword, passwordMatches } from './passwords.ts'
import { endSessions, type SignedIn, startSession, takeLink } from './sessions.ts'

/** A new session's token. An unknown name and a wrong password are the same fault after the same work. Throws HG_WRONG_PASSWORD. */
export async function signIn(hub: Hub, { email, password }: z.infer<typeof SignIn>): Promise<string> {
  const person = await hub.db.selectFrom('staff').selectAll().where('email', '=', email).executeTakeFirst()
  const isRight = await passwordMatches(password, person?.passwordHash ?? null)
  if (person === undefined || !isRight) throw new HedgerowError('HG_WRONG_PASSWORD')
  return hub.db.transaction().execute(async (tx) => {
    await recordAct(tx, hub.now(), person, 'signed-in')
    return startSession(tx, hub.now(), person.id)
  })
}

/** A new session's token for a one-time link. Throws HG_LINK_USED. */
export async function signInByLink(hub: Hub, linkToken: string): Promise<string> {
  return hub.db.transaction().execute(async (tx) => {
    const person = await tx
      .selectFrom('staff')
      .selectAll()
      .where('id', '=', await takeLink(hub, tx, linkToken))
      .executeTakeFirstOrThrow()
    await recordAct(tx, hub.now(), person, 'signed-in-by-link')
    return startSession(tx, hub.now(), person.id)
  })
}

/** Sets a password. Every other session of this person ends, and links that were not used no longer work. Throws HG_WEAK_PASSWORD. */
export async function changePassword(hub: Hub, staff: SignedIn, password: string): Promise<void> {
  if (password.length < 12) throw new HedgerowError('HG_WEAK_PASSWORD', 'at least 12 characters')
  const passwordHash = await hashPassword(password)
  await hub.db.transaction().execute(async (tx) => {
    await tx.updateTable('staff').set({ passwordHash }).where('id', '=', staff.id).execute()
    await tx.deleteFrom('links').where('staffId', '=', staff.id).execute()
    await recordAct(tx, hub.now(), staff, 'changed-password')
  })
  await endSessions(hub, { staffId: staff.id, but: staff.tokenHash })
}
