import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { formOf } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ChangeKey, GiveWraps, KeyDesk, KeyWrap, MyKey, Reseal, SealedEnvelopes } from '#core/contract/keys.ts'
import type { Hub } from '../hub.ts'
import { signSchool } from '../school/documents.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { keyDesk, recipientsNow } from './desk.ts'
import { candidatesOf, groupOf, outsideTheTeam } from './people.ts'

/** Keeps what a person's browser made. Another key than before takes the wraps of the old one with it. Throws HG_NOT_ALLOWED, HG_CHANGED_MEANWHILE. */
export async function keepMyKey(hub: Hub, staff: SignedIn, mine: z.infer<typeof MyKey>): Promise<KeyDesk> {
  groupOf(staff.role)
  await hub.db.transaction().execute(async (tx) => {
    const known = await tx.selectFrom('keyPeople').selectAll().where('staffId', '=', staff.id).executeTakeFirst()
    const taken = await tx.selectFrom('keyPeople').select('staffId').where('recipient', '=', mine.recipient).executeTakeFirst()
    if (taken !== undefined && taken.staffId !== staff.id) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    if (known?.recipient === mine.recipient) await tx.updateTable('keyPeople').set(mine).where('staffId', '=', staff.id).execute()
    else {
      await tx.deleteFrom('keyPeople').where('staffId', '=', staff.id).execute()
      await tx
        .insertInto('keyPeople')
        .values({ staffId: staff.id, ...mine })
        .execute()
    }
    await recordAct(tx, hub.now(), staff, known?.recipient === mine.recipient ? 'changed-key-words' : 'made-own-key')
  })
  hub.live.tellStaff({ kind: 'keys-changed' })
  return keyDesk(hub, staff)
}

/** Lets people in: only somebody who holds a key can wrap it, and only to the key that the person has now. Throws HG_NOT_ALLOWED, HG_CHANGED_MEANWHILE. */
export async function giveWraps(hub: Hub, staff: SignedIn, { wraps }: z.infer<typeof GiveWraps>): Promise<KeyDesk> {
  await hub.db.transaction().execute(async (tx) => {
    for (const wrap of wraps) {
      const mine = await tx
        .selectFrom('keyWraps')
        .select('wrap')
        .where('staffId', '=', staff.id)
        .where('recipient', '=', wrap.key)
        .executeTakeFirst()
      if (mine === undefined) throw new HedgerowError('HG_NOT_ALLOWED')
    }
    await keepWraps(tx, staff, wraps)
    for (const staffId of new Set(wraps.map((wrap) => wrap.staffId))) await recordAct(tx, hub.now(), staff, 'let-in', staffId)
  })
  hub.live.tellStaff({ kind: 'keys-changed' })
  return keyDesk(hub, staff)
}

async function keepWraps(tx: Tx, staff: SignedIn, wraps: readonly z.infer<typeof KeyWrap>[]): Promise<void> {
  const group = groupOf(staff.role)
  const candidates = await candidatesOf(tx, group)
  for (const { key, staffId, to, wrap } of wraps) {
    if (!candidates.some((one) => one.id === staffId)) throw new HedgerowError('HG_NOT_ALLOWED')
    const person = await tx.selectFrom('keyPeople').select('recipient').where('staffId', '=', staffId).executeTakeFirst()
    const held = await tx.selectFrom('groupKeys').select('groupName').where('recipient', '=', key).executeTakeFirst()
    if (person?.recipient !== to || held?.groupName !== group) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    await tx
      .insertInto('keyWraps')
      .values({ recipient: key, staffId, wrap })
      .onConflict((conflict) => conflict.columns(['recipient', 'staffId']).doUpdateSet({ wrap }))
      .execute()
  }
}

/**
 * A new key for the caller's group from now on, signed for every kiosk, and a leaver's wraps gone in the same step. Old
 * envelopes stay as they are until `resealReport`. Throws HG_CHANGED_MEANWHILE, HG_NOT_ALLOWED, HG_KEY_GROUP.
 */
export async function changeKey(hub: Hub, staff: SignedIn, change: ChangeKey): Promise<KeyDesk> {
  const group = groupOf(staff.role)
  const field = group === 'team' ? 'team' : 'grownUps'
  await hub.db.transaction().execute(async (tx) => {
    const now = await recipientsNow(tx)
    if (now === null || JSON.stringify(now) !== JSON.stringify(change.was)) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    const key = change.recipients[field]
    // Only this group's key changes, and really changes: nobody swaps the paper in the safe, or another group's key, from here.
    const expected = { ...now, epoch: now.epoch + 1, [field]: key }
    if (key === null || key === now[field] || JSON.stringify(expected) !== JSON.stringify(change.recipients))
      throw new HedgerowError('HG_BODY_SHAPE', 'recipients')
    if (now[field] !== null) await mustHold(tx, staff.id, now[field])
    if (change.leaver !== null) {
      if (!(await candidatesOf(tx, group)).some((one) => one.id === change.leaver)) throw new HedgerowError('HG_NOT_ALLOWED')
      await tx.deleteFrom('keyWraps').where('staffId', '=', change.leaver).execute()
      await tx.deleteFrom('keyPeople').where('staffId', '=', change.leaver).execute()
    }
    const members = new Set(change.wraps.filter((wrap) => wrap.key === key).map((wrap) => wrap.staffId))
    if (!members.has(staff.id) || change.wraps.some((wrap) => wrap.key !== key)) throw new HedgerowError('HG_BODY_SHAPE', 'wraps')
    if (group === 'grown-ups') {
      const chosen = (await candidatesOf(tx, group)).filter((one) => members.has(one.id))
      if (outsideTheTeam(chosen, await candidatesOf(tx, 'team')).length === 0) throw new HedgerowError('HG_KEY_GROUP')
    }
    const at = hub.now()
    await tx
      .insertInto('groupKeys')
      .values({ recipient: key, groupName: group, epoch: expected.epoch, madeAt: at, madeBy: staff.name })
      .execute()
    await keepWraps(tx, staff, change.wraps)
    await tx
      .updateTable('team')
      .set({ recipientsJson: JSON.stringify(expected) })
      .execute()
    await recordAct(tx, at, staff, change.leaver === null ? 'changed-key' : 'took-out', change.leaver ?? `epoch ${expected.epoch}`)
    await signSchool(hub, tx, staff.name)
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  hub.live.tellStaff({ kind: 'keys-changed' })
  return keyDesk(hub, staff)
}

async function mustHold(tx: Tx, staffId: string, key: string): Promise<void> {
  const held = await tx.selectFrom('keyWraps').select('wrap').where('staffId', '=', staffId).where('recipient', '=', key).executeTakeFirst()
  if (held === undefined) throw new HedgerowError('HG_NOT_ALLOWED')
}

/** Every envelope, for somebody who holds a key; none for everybody else. */
export async function envelopesFor(hub: Hub, staff: SignedIn): Promise<z.infer<typeof SealedEnvelopes>> {
  const held = await hub.db.selectFrom('keyWraps').select('wrap').where('staffId', '=', staff.id).executeTakeFirst()
  if (held === undefined) return { reports: [] }
  return hub.db.transaction().execute(async (tx) => {
    // Who was handed them is written down first: without the record there is no answer.
    await recordAct(tx, hub.now(), staff, 'fetched-reports', 'all')
    const rows = await tx.selectFrom('reports').selectAll().orderBy('day', 'desc').orderBy('id').execute()
    return {
      reports: rows.map(({ id, day, epoch, state, body }) => ({ id, day, epoch, state, envelope: Buffer.from(body).toString('base64') })),
    }
  })
}

/**
 * Puts the same report under newer keys. One statement compares and swaps, so that two browsers, or a kill, never lose one.
 * The hub cannot see that it is the same report: it checks length and who asks. Throws HG_NOT_ALLOWED, HG_NOT_FOUND, HG_CHANGED_MEANWHILE.
 */
export async function resealReport(hub: Hub, staff: SignedIn, id: string, { was, envelope }: z.infer<typeof Reseal>): Promise<void> {
  const body = Buffer.from(envelope, 'base64')
  if (formOf(body) === null) throw new HedgerowError('HG_BODY_SHAPE', 'envelope')
  await hub.db.transaction().execute(async (tx) => {
    const now = await recipientsNow(tx)
    const key = groupOf(staff.role) === 'team' ? now?.team : now?.grownUps
    if (now === null || key == null) throw new HedgerowError('HG_NOT_ALLOWED')
    await mustHold(tx, staff.id, key)
    const row = await tx.selectFrom('reports').select('body').where('id', '=', id).executeTakeFirst()
    if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'report')
    const isSame = createHash('sha256').update(row.body).digest('hex') === was
    if (!isSame) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    const { numUpdatedRows } = await tx
      .updateTable('reports')
      .set({ body, epoch: now.epoch })
      .where('id', '=', id)
      .where('body', '=', row.body)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows !== 1n) throw new HedgerowError('HG_CHANGED_MEANWHILE')
    await recordAct(tx, hub.now(), staff, 'resealed', id)
  })
}
