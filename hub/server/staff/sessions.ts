import { HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import type { Db, Tx } from '../store/store.ts'
import { hashOf, newToken } from '../tokens.ts'

/** A member of staff who is signed in, as a request carries them. */
export interface SignedIn {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly hasPassword: boolean
  readonly tokenHash: string
}

/** Starts a session. The token goes into the cookie; only its hash is kept. */
export async function startSession(db: Db | Tx, now: number, staffId: string): Promise<string> {
  const token = newToken()
  await db
    .insertInto('sessions')
    .values({ tokenHash: hashOf(token), staffId, startedAt: now, usedAt: now })
    .execute()
  return token
}

/** A use is written down at most this often: a session need not cost a disk write per request. */
const slideEvery = 60_000

/** Who holds this token, or null: none, ended, idle too long or too old. Counts as a use. */
export async function sessionOf(hub: Hub, token: string): Promise<SignedIn | null> {
  const tokenHash = hashOf(token)
  const row = await living(hub)
    .innerJoin('staff', 'staff.id', 'sessions.staffId')
    .where('tokenHash', '=', tokenHash)
    .select(['staff.id', 'staff.name', 'staff.email', 'staff.role', 'staff.passwordHash', 'sessions.usedAt'])
    .executeTakeFirst()
  if (row === undefined) return null
  const now = hub.now()
  if (now - row.usedAt >= slideEvery) {
    await hub.db.updateTable('sessions').set({ usedAt: now }).where('tokenHash', '=', tokenHash).execute()
  }
  const { id, name, email, role } = row
  return { id, name, email, role, hasPassword: row.passwordHash !== null, tokenHash }
}

function living(hub: Hub) {
  const now = hub.now()
  return hub.db
    .selectFrom('sessions')
    .where('sessions.startedAt', '>', now - hub.settings.sessionLifeMs)
    .where('sessions.usedAt', '>', now - hub.settings.sessionIdleMs)
}

/** Ends the live streams of sessions that are over, and forgets those. */
export async function endDeadSessions(hub: Hub): Promise<void> {
  if (hub.live.openSessions().size > 0) {
    await keepTeachersAwake(hub)
    const alive = new Set((await living(hub).select('tokenHash').execute()).map((row) => row.tokenHash))
    hub.live.cutSessions((tokenHash) => alive.has(tokenHash))
  }
  const now = hub.now()
  await hub.db
    .deleteFrom('sessions')
    .where(({ or, eb }) =>
      or([eb('startedAt', '<=', now - hub.settings.sessionLifeMs), eb('usedAt', '<=', now - hub.settings.sessionIdleMs)]),
    )
    .execute()
}

/** A teacher's open desk is in use, though nobody presses anything for a whole lesson: a child's call must ring there. Other desks fall asleep. */
async function keepTeachersAwake(hub: Hub): Promise<void> {
  await hub.db
    .updateTable('sessions')
    .set({ usedAt: hub.now() })
    .where('tokenHash', 'in', [...hub.live.openSessions()])
    .where('staffId', 'in', (from) => from.selectFrom('staff').where('role', '=', 'teacher').select('id'))
    .execute()
}

/** Ends one session, or all of a person's but one. */
export async function endSessions(
  hub: Hub,
  which: { readonly tokenHash: string } | { readonly staffId: string; readonly but: string },
): Promise<void> {
  const ending = hub.db.deleteFrom('sessions').returning('tokenHash')
  const rows =
    'tokenHash' in which
      ? await ending.where('tokenHash', '=', which.tokenHash).execute()
      : await ending.where('staffId', '=', which.staffId).where('tokenHash', '!=', which.but).execute()
  const ended = new Set(rows.map((row) => row.tokenHash))
  hub.live.cutSessions((tokenHash) => !ended.has(tokenHash))
}

/** A one-time link for a member of staff: the path of the console that signs them in. */
export async function makeLink(hub: Hub, db: Db | Tx, staffId: string): Promise<string> {
  const token = newToken()
  await db
    .insertInto('links')
    .values({ tokenHash: hashOf(token), staffId, expiresAt: hub.now() + hub.settings.linkLifeMs })
    .execute()
  return `/console/#/link/${token}`
}

/** Whose link this is; it is used up by asking. Throws HG_LINK_USED. */
export async function takeLink(hub: Hub, tx: Tx, token: string): Promise<string> {
  const link = await tx.deleteFrom('links').where('tokenHash', '=', hashOf(token)).returningAll().executeTakeFirst()
  if (link === undefined || link.expiresAt <= hub.now()) throw new HedgerowError('HG_LINK_USED')
  return link.staffId
}
