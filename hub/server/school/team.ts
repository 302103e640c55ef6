import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { MakeTeam } from '#core/contract/hub-api.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'

/**
 * Keeps the team's public keys and one member's wrapped private ones, made in their browser. `drilled`: a seed
 * says that the drills were done; else children cannot send before they are. Throws HG_CHANGED_MEANWHILE when there are keys.
 */
export async function keepTeam(
  tx: Tx,
  now: number,
  by: Actor & { id: string },
  made: z.infer<typeof MakeTeam>,
  drilled: boolean,
): Promise<void> {
  const has = await tx.selectFrom('team').select('only').executeTakeFirst()
  if (has !== undefined) throw new HedgerowError('HG_CHANGED_MEANWHILE')
  const { recipient, wrappedIdentity, recipients, teamKey } = made
  await tx
    .insertInto('team')
    .values({ only: 1, recipientsJson: JSON.stringify(recipients), madeAt: now, madeBy: by.name, liveAt: drilled ? now : null })
    .execute()
  const { team, epoch } = recipients
  await tx.insertInto('groupKeys').values({ recipient: team, groupName: 'team', epoch, madeAt: now, madeBy: by.name }).execute()
  await tx.deleteFrom('keyPeople').where('staffId', '=', by.id).execute()
  await tx.insertInto('keyPeople').values({ staffId: by.id, recipient, wrappedIdentity }).execute()
  await tx.insertInto('keyWraps').values({ recipient: team, staffId: by.id, wrap: teamKey }).execute()
  await recordAct(tx, now, by, 'made-team-keys', `epoch ${recipients.epoch}`)
}
