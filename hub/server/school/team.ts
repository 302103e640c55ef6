import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { MakeTeam } from '#core/contract/hub-api.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'

/** Keeps the team's public keys and one member's wrapped private ones, made in their browser. Throws HG_CHANGED_MEANWHILE when there are keys. */
export async function keepTeam(tx: Tx, now: number, by: Actor & { id: string }, made: z.infer<typeof MakeTeam>): Promise<void> {
  const has = await tx.selectFrom('team').select('only').executeTakeFirst()
  if (has !== undefined) throw new HedgerowError('HG_CHANGED_MEANWHILE')
  const { recipient, wrappedIdentity, recipients, teamKey } = made
  await tx
    .insertInto('team')
    .values({ only: 1, recipientsJson: JSON.stringify(recipients), madeAt: now, madeBy: by.name })
    .execute()
  await tx.insertInto('teamMembers').values({ staffId: by.id, recipient, wrappedIdentity, teamKey }).execute()
  await recordAct(tx, now, by, 'made-team-keys', `epoch ${recipients.epoch}`)
}
