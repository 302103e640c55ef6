import type { z } from 'zod'
import type { AdultCalls, Role } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'

const shownFor = 60 * 60_000

/** A teacher is not shown who asks the safeguarding team for help: it may be about that teacher. */
export function callKindsFor(role: Role): ('grown-up' | 'help')[] {
  return role === 'teacher' ? ['grown-up'] : ['grown-up', 'help']
}

/** Live calls and those of the last hour: ringing ones first, newest first. */
export async function listCalls(hub: Hub, role: Role): Promise<z.infer<typeof AdultCalls>> {
  const calls = await hub.db
    .selectFrom('adultCalls')
    .innerJoin('kiosks', 'kiosks.id', 'adultCalls.kioskId')
    .leftJoin('classes', 'classes.id', 'adultCalls.classId')
    .select(['adultCalls.id', 'kiosks.name as kiosk', 'classes.name as className', 'pupilName', 'kind', 'at', 'state', 'who'])
    .where(({ or, eb }) => or([eb('state', '!=', 'ended'), eb('at', '>', hub.now() - shownFor)]))
    .where('kind', 'in', callKindsFor(role))
    .orderBy('at', 'desc')
    .execute()
  const rank = { ringing: 0, coming: 1, ended: 2 }
  return { calls: calls.toSorted((one, other) => rank[one.state] - rank[other.state]) }
}
