import { ReportRecipients } from '#core/contract/school.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { Db } from '../store/store.ts'

/**
 * Keeps an envelope once. On the disk when it resolves; says whether it is new. The hub cannot see which keys it is sealed
 * to, so it notes the team's newest epoch on arrival: the one to try first.
 */
export async function keepEnvelope(hub: Hub, id: string, body: Uint8Array): Promise<'new' | 'known'> {
  const epoch = await newestEpoch(hub.db)
  const { numInsertedOrUpdatedRows } = await hub.db
    .insertInto('reports')
    .values({ id, day: schoolDay(hub.now()), epoch, state: 'new', body })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 0n ? 'known' : 'new'
}

/** 0 before the team has keys. */
async function newestEpoch(db: Db): Promise<number> {
  const team = await db.selectFrom('team').select('recipientsJson').executeTakeFirst()
  return team === undefined ? 0 : ReportRecipients.parse(JSON.parse(team.recipientsJson)).epoch
}

/** Tells the safeguarding desk that there is something new. */
export interface Bell {
  ring(): void
  stop(): void
}

/** Rings at the next full step of the clock's grid, once for all that came since the last: its moment points at nobody. */
export function createBell(hub: Hub): Bell {
  let timer: NodeJS.Timeout | null = null
  const sound = () => {
    timer = null
    hub.live.tellStaff({ kind: 'reports-changed' })
  }
  return {
    ring() {
      const grid = hub.settings.reportBellMs
      if (grid === 0) sound()
      else timer ??= setTimeout(sound, grid - (hub.now() % grid)).unref()
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
    },
  }
}
