import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { AskDrill, Drill, KeyDesk } from '#core/contract/keys.ts'
import { sealDrill } from '#core/sealing/seal-drill.ts'
import type { Hub } from '../hub.ts'
import { signSchool } from '../school/documents.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import { hashOf, newId } from '../tokens.ts'
import { keyDesk, mayGoLive, readiness, recipientsNow } from './desk.ts'
import { groupOf } from './people.ts'

/**
 * A drill report for one opener, sealed by the hub to the one key that is to be tried. The hub keeps only a hash of what
 * stands in it, so that nothing but the key gives the answer. Throws HG_REPORT_NO_RECIPIENT.
 */
export async function newDrill(hub: Hub, staff: SignedIn, { opener }: z.infer<typeof AskDrill>): Promise<z.infer<typeof Drill>> {
  const recipients = await recipientsNow(hub.db)
  const own = groupOf(staff.role) === 'team' ? recipients?.team : recipients?.grownUps
  const recipient = opener === 'kit' ? recipients?.recovery : own
  if (recipient == null) throw new HedgerowError('HG_REPORT_NO_RECIPIENT')
  const answer = randomBytes(16).toString('hex')
  const id = newId()
  const who = opener === 'kit' ? 'kit' : staff.id
  // One open drill per opener: the last one asked for.
  await hub.db.deleteFrom('drills').where('opener', '=', who).where('openedAt', 'is', null).execute()
  await hub.db
    .insertInto('drills')
    .values({ id, opener: who, recipient, answerHash: hashOf(answer), madeAt: hub.now(), openedAt: null })
    .execute()
  return { id, sealed: await sealDrill(answer, recipient) }
}

/** Notes that a drill was opened, and opens the box for the children when it was the last one missing. Throws HG_NOT_FOUND, HG_DRILL_WRONG. */
export async function answerDrill(hub: Hub, staff: SignedIn, id: string, answer: string): Promise<KeyDesk> {
  const wentLive = await hub.db.transaction().execute(async (tx) => {
    const drill = await tx.selectFrom('drills').selectAll().where('id', '=', id).where('openedAt', 'is', null).executeTakeFirst()
    if (drill === undefined || (drill.opener !== 'kit' && drill.opener !== staff.id)) throw new HedgerowError('HG_NOT_FOUND', 'drill')
    if (drill.answerHash !== hashOf(answer)) throw new HedgerowError('HG_DRILL_WRONG')
    const now = hub.now()
    await tx.updateTable('drills').set({ openedAt: now }).where('id', '=', id).execute()
    await recordAct(tx, now, staff, 'opened-drill', drill.opener === 'kit' ? 'kit' : '')
    const ready = await readiness(tx, now)
    if (ready.isLive || !mayGoLive(ready)) return false
    await tx.updateTable('team').set({ liveAt: now }).execute()
    await recordAct(tx, now, staff, 'went-live')
    await signSchool(hub, tx, staff.name)
    return true
  })
  if (wentLive) hub.live.tellKiosks({ kind: 'documents-changed' })
  hub.live.tellStaff({ kind: 'keys-changed' })
  return keyDesk(hub, staff)
}
