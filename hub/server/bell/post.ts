import { sql } from 'kysely'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import type { Db, Tx } from '../store/store.ts'
import { sendMail } from './mail.ts'
import { type MailServer, readMailServer } from './mail-settings.ts'

/** Steps of the grid until the next try, by the number of tries before. */
const pauses = [1, 2, 4, 8, 12]

/** Everybody of these roles who wants mails. */
export async function addressesOf(db: Db | Tx, roles: readonly Role[]): Promise<string[]> {
  if (roles.length === 0) return []
  const people = await db
    .selectFrom('staff')
    .leftJoin('bellWishes', 'bellWishes.staffId', 'staff.id')
    .select('staff.email')
    .where('staff.role', 'in', roles)
    .where((row) => row.or([row('bellWishes.mail', 'is', null), row('bellWishes.mail', '=', 1)]))
    .execute()
  return people.map(({ email }) => email)
}

/** One line for each address: what is waiting there already is the same mail. */
export async function queueMails(tx: Db | Tx, addresses: readonly string[], tick: number): Promise<void> {
  for (const address of addresses) {
    await tx
      .insertInto('bellMails')
      .values({ address, tick, tries: 0, nextAt: tick })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/**
 * Sends what is due, each address once, in no order. What fails stays and is tried again on the grid after growing pauses.
 * A server that cannot be reached is asked once, not once for each address. Answers how the mail does.
 */
export async function deliver(hub: Hub, folder: string, tick: number, gridMs: number): Promise<'off' | 'ok' | 'failing'> {
  const server = await readMailServer(hub.db, folder)
  if (server === null) {
    await hub.db.deleteFrom('bellMails').execute()
    return 'off'
  }
  const rows = await hub.db.selectFrom('bellMails').selectAll().orderBy(sql`random()`).execute()
  // A time of next try that lies further off than the longest pause was noted by a clock that was ahead.
  const longest = tick + (pauses.at(-1) ?? 1) * gridMs
  let down = false
  for (const row of rows.filter(({ nextAt }) => nextAt <= tick || nextAt > longest)) {
    const code: ErrorCode | null = down ? 'HG_MAIL_UNREACHABLE' : await trySending(server, row)
    if (code === null) await noteSent(hub, row.address, row.tick)
    else await noteFailed(hub, { ...row, code, tick, gridMs, second: server.settings.second })
    down ||= code !== null && code !== 'HG_MAIL_REFUSED'
  }
  const { mailFailedSince } = await hub.db.selectFrom('bellState').select('mailFailedSince').executeTakeFirstOrThrow()
  return mailFailedSince === null ? 'ok' : 'failing'
}

async function trySending(server: MailServer, { address, tick }: { address: string; tick: number }) {
  try {
    await sendMail(server, address, tick)
    return null
  } catch (fault) {
    return fault instanceof HedgerowError ? fault.code : 'HG_INTERNAL'
  }
}

async function noteSent(hub: Hub, address: string, tick: number): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('bellMails').where('address', '=', address).where('tick', '=', tick).execute()
    const { count } = await tx
      .selectFrom('bellMails')
      .select((row) => row.fn.countAll<number>().as('count'))
      .where('tries', '>', 0)
      .executeTakeFirstOrThrow()
    if (count === 0) await tx.updateTable('bellState').set({ mailFailedSince: null }).execute()
  })
}

interface Failed {
  readonly address: string
  readonly tries: number
  readonly code: string
  readonly tick: number
  readonly gridMs: number
  readonly second: string | null
}

/** A refused address rings the second one. */
async function noteFailed(hub: Hub, { address, tries, code, tick, gridMs, second }: Failed): Promise<void> {
  const pause = pauses[Math.min(tries, pauses.length - 1)] ?? 1
  await hub.db.transaction().execute(async (tx) => {
    await tx
      .updateTable('bellMails')
      .set({ tries: tries + 1, nextAt: tick + pause * gridMs })
      .where('address', '=', address)
      .execute()
    await tx.updateTable('bellState').set({ mailFailedSince: tick }).where('mailFailedSince', 'is', null).execute()
    if (code === 'HG_MAIL_REFUSED' && second !== null && second !== address) await queueMails(tx, [second], tick)
  })
}
