import { HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { makeLink } from './sessions.ts'

export interface NewPerson {
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** The path of a one-time link for a person of this address, who is made where there is none. Throws HG_BODY_SHAPE when they have another role. */
export async function invite(hub: Hub, tx: Tx, { name, email, role }: NewPerson, by: Actor): Promise<{ staffId: string; path: string }> {
  const known = await tx.selectFrom('staff').selectAll().where('email', '=', email).executeTakeFirst()
  if (known !== undefined && known.role !== role) throw new HedgerowError('HG_BODY_SHAPE', `this person is a ${known.role}`)
  const staffId = known?.id ?? newId()
  if (known === undefined) {
    await tx.insertInto('staff').values({ id: staffId, name, email, role, passwordHash: null, madeAt: hub.now() }).execute()
  }
  await recordAct(tx, hub.now(), by, 'invited', staffId)
  return { staffId, path: await makeLink(hub, tx, staffId) }
}
