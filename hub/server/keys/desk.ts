import { drillEveryMs, type KeyDesk, openersNeeded, type Readiness } from '#core/contract/keys.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import type { Hub } from '../hub.ts'
import { saysKeysDiffer } from '../kiosk/contact.ts'
import type { SignedIn } from '../staff/sessions.ts'
import type { Db, Tx } from '../store/store.ts'
import { candidatesOf, groupOf } from './people.ts'

/** The public keys of today; null before set-up. */
export async function recipientsNow(db: Db | Tx): Promise<ReportRecipients | null> {
  const team = await db.selectFrom('team').select('recipientsJson').executeTakeFirst()
  return team === undefined ? null : ReportRecipients.parse(JSON.parse(team.recipientsJson))
}

/** When each opener (a staff id, or `kit`) last opened a drill report, and with which key. */
async function lastDrills(db: Db | Tx): Promise<ReadonlyMap<string, { readonly at: number; readonly keys: ReadonlySet<string> }>> {
  const rows = await db.selectFrom('drills').selectAll().where('openedAt', 'is not', null).execute()
  const last = new Map<string, { at: number; keys: Set<string> }>()
  for (const { opener, recipient, openedAt } of rows) {
    const known = last.get(opener) ?? { at: 0, keys: new Set() }
    last.set(opener, { at: Math.max(known.at, openedAt ?? 0), keys: known.keys.add(recipient) })
  }
  return last
}

/** How far the box is from being open for children. */
export async function readiness(db: Db | Tx, now: number): Promise<Readiness> {
  const recipients = await recipientsNow(db)
  const team = await db.selectFrom('team').select('liveAt').executeTakeFirst()
  const drills = await lastDrills(db)
  const holders = await db
    .selectFrom('keyWraps')
    .innerJoin('groupKeys', 'groupKeys.recipient', 'keyWraps.recipient')
    .select(['keyWraps.staffId', 'groupKeys.groupName'])
    .distinct()
    .execute()
  const isLate = (opener: string) => now - (drills.get(opener)?.at ?? 0) > drillEveryMs
  const kit = drills.get('kit')
  const kiosks = await db.selectFrom('kiosks').select('faultsJson').execute()
  return {
    hasKeys: recipients !== null,
    isLive: team !== undefined && team.liveAt !== null,
    openers: holders.filter((one) => one.groupName === 'team' && drills.has(one.staffId)).length,
    kitOpened: recipients !== null && kit?.keys.has(recipients.recovery) === true,
    hasGrownUps: recipients !== null && recipients.grownUps !== null,
    overdue: holders.filter((one) => isLate(one.staffId)).length,
    kitOverdue: recipients !== null && isLate('kit'),
    differing: kiosks.filter(({ faultsJson }) => saysKeysDiffer(faultsJson)).length,
  }
}

/** Is the gate passed? */
export const mayGoLive = (ready: Readiness): boolean => ready.hasKeys && ready.openers >= openersNeeded && ready.kitOpened

/** The keys as one key holder sees them: their own wraps, and nobody else's. Throws HG_NOT_ALLOWED. */
export async function keyDesk(hub: Hub, staff: SignedIn): Promise<KeyDesk> {
  const group = groupOf(staff.role)
  const { db } = hub
  const me = await db.selectFrom('keyPeople').selectAll().where('staffId', '=', staff.id).executeTakeFirst()
  const keys = await db.selectFrom('groupKeys').selectAll().where('groupName', '=', group).orderBy('epoch', 'desc').execute()
  const wraps = await db.selectFrom('keyWraps').selectAll().execute()
  const people = await db.selectFrom('keyPeople').selectAll().execute()
  const drills = await lastDrills(db)
  const now = hub.now()
  return {
    me: me === undefined ? null : { recipient: me.recipient, wrappedIdentity: me.wrappedIdentity },
    group,
    recipients: await recipientsNow(db),
    keys: keys.map(({ recipient, epoch, madeAt, madeBy }) => ({
      recipient,
      epoch,
      madeAt,
      madeBy,
      wrap: wraps.find((one) => one.staffId === staff.id && one.recipient === recipient)?.wrap ?? null,
    })),
    people: (await candidatesOf(db, group)).map(({ id, name }) => ({
      id,
      name,
      recipient: people.find((one) => one.staffId === id)?.recipient ?? null,
      missing: keys.map((key) => key.recipient).filter((key) => !wraps.some((one) => one.staffId === id && one.recipient === key)),
      drillAt: drills.get(id)?.at ?? null,
      drillDue: now - (drills.get(id)?.at ?? 0) > drillEveryMs,
    })),
    readiness: await readiness(db, now),
  }
}
