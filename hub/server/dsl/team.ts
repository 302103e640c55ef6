import type { z } from 'zod'
import type { MakeTeam, Team } from '#core/contract/hub-api.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import type { Hub } from '../hub.ts'
import { signSchool } from '../school/documents.ts'
import { keepTeam } from '../school/team.ts'
import type { SignedIn } from '../staff/sessions.ts'

/** The team's public keys, and this member's own wrapped ones: bytes that only their words open. */
export async function readTeam(hub: Hub, staff: SignedIn): Promise<Team> {
  const me = await hub.db.selectFrom('keyPeople').selectAll().where('staffId', '=', staff.id).executeTakeFirst()
  const team = await hub.db.selectFrom('team').selectAll().executeTakeFirst()
  const recipients = team === undefined ? null : ReportRecipients.parse(JSON.parse(team.recipientsJson))
  const wraps = await hub.db
    .selectFrom('keyWraps')
    .innerJoin('groupKeys', 'groupKeys.recipient', 'keyWraps.recipient')
    .where('staffId', '=', staff.id)
    .orderBy('epoch', 'desc')
    .select(['keyWraps.recipient', 'wrap'])
    .execute()
  return {
    me: me === undefined ? null : { recipient: me.recipient, wrappedIdentity: me.wrappedIdentity },
    keys:
      team === undefined || recipients === null
        ? null
        : {
            recipients,
            teamKey: wraps.find((one) => one.recipient === recipients.team)?.wrap ?? null,
            earlierKeys: wraps.filter((one) => one.recipient !== recipients.team).map((one) => one.wrap),
            madeAt: team.madeAt,
            madeBy: team.madeBy,
          },
  }
}

/** Keeps what the browser made. Kiosks are given the keys once the drills are done: keys/drills.ts. Throws HG_CHANGED_MEANWHILE. */
export async function makeTeam(hub: Hub, staff: SignedIn, made: z.infer<typeof MakeTeam>): Promise<Team> {
  await hub.db.transaction().execute(async (tx) => {
    await keepTeam(tx, hub.now(), staff, made, false)
    await signSchool(hub, tx, staff.name)
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  hub.live.tellStaff({ kind: 'reports-changed' })
  hub.live.tellStaff({ kind: 'keys-changed' })
  return readTeam(hub, staff)
}
