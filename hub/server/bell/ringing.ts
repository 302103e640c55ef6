import { helpEscalatesAfterMs } from '#core/contract/bell.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import type { Hub } from '../hub.ts'
import type { Db, Tx } from '../store/store.ts'
import { advance, firstRing, rungAt } from './steps.ts'

interface Moment {
  readonly tick: number
  readonly hours: SchoolCalendar
  /** The clock has just moved by itself. */
  readonly jumped: boolean
}

/** Notes every report that nobody has acknowledged, takes the steps that are due, and answers with whom to ring at. */
export async function takeSteps(tx: Tx, moment: Moment): Promise<ReadonlySet<Role>> {
  const { tick, hours } = moment
  const waiting = await tx.selectFrom('reports').select(['id', 'lane']).where('state', 'in', ['new', 'opened']).execute()
  const known = new Map((await tx.selectFrom('bellReports').selectAll().execute()).map((row) => [row.id, row]))
  const ring = new Set<Role>()
  for (const { id, lane } of waiting) {
    const before = known.get(id)
    const after = advance(before ?? firstRing(tick, hours), lane, moment)
    for (const role of after.ring) ring.add(role)
    const { step, escalateAt } = after
    if (before?.step === step && before.escalateAt === escalateAt) continue
    await tx
      .insertInto('bellReports')
      .values({ id, step, escalateAt })
      .onConflict((conflict) => conflict.column('id').doUpdateSet({ step, escalateAt }))
      .execute()
  }
  return ring
}

/** Whom reports that nobody has acknowledged have been rung at. */
export async function rolesRung(db: Db | Tx): Promise<readonly Role[]> {
  const { step } = await db
    .selectFrom('bellReports')
    .innerJoin('reports', 'reports.id', 'bellReports.id')
    .select((row) => row.fn.max('step').as('step'))
    .executeTakeFirstOrThrow()
  return rungAt.slice(0, step ?? 0)
}

/** Marks calls for help by name that have rung too long, or by a clock that was ahead. True when there is a new one. */
export async function takeUnheardCalls(hub: Hub): Promise<boolean> {
  const now = hub.now()
  const calls = await hub.db
    .selectFrom('adultCalls')
    .leftJoin('bellCalls', 'bellCalls.callId', 'adultCalls.id')
    .select(['adultCalls.id', 'adultCalls.at'])
    .where('kind', '=', 'help')
    .where('state', '=', 'ringing')
    .where('bellCalls.callId', 'is', null)
    .execute()
  const unheard = calls.filter(({ at }) => now - at >= helpEscalatesAfterMs || at - now > helpEscalatesAfterMs)
  for (const { id } of unheard) {
    await hub.db
      .insertInto('bellCalls')
      .values({ callId: id })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return unheard.length > 0
}

/** Does a child who gave a name still wait after the bell has gone everywhere? */
export async function callIsUnheard(db: Db | Tx): Promise<boolean> {
  const found = await db
    .selectFrom('bellCalls')
    .innerJoin('adultCalls', 'adultCalls.id', 'bellCalls.callId')
    .select('callId')
    .where('state', '=', 'ringing')
    .executeTakeFirst()
  return found !== undefined
}
