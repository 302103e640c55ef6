import { sql } from 'kysely'
import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { NewPupil, NewSecret, PupilRegister } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { signSchool } from '../school/documents.ts'
import { hashPictures } from '../school/picture-secrets.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct, type StaffAct } from '../store/staff-acts.ts'
import type { Tx } from '../store/store.ts'
import { newId } from '../tokens.ts'
import { theClass } from './classes.ts'

type Register = z.infer<typeof PupilRegister>

/** As `SchoolClass.pupils` allows. */
const mostPupils = 60

/** The children of a class and what each last agreed to. Throws HG_NOT_FOUND. */
export async function readRegister(hub: Hub, classId: string): Promise<Register> {
  await theClass(hub.db, classId)
  const pupils = await hub.db.selectFrom('pupils').selectAll().where('classId', '=', classId).orderBy('place').execute()
  const agreements = await hub.db
    .selectFrom('activity')
    .select(['pupilId', 'agreedVersion', 'agreedMode', 'at'])
    .where('kind', '=', 'agreed')
    .where('classId', '=', classId)
    .orderBy('at')
    .execute()
  // Rising by time: the last one of a child stays.
  const last = new Map(agreements.map((row) => [row.pupilId, row]))
  return {
    pupils: pupils.map(({ id, name, picture, secretJson }) => {
      const agreed = last.get(id)
      const isWhole = agreed?.agreedVersion != null && agreed.agreedMode !== null
      return {
        id,
        name,
        picture,
        hasSecret: secretJson !== null,
        agreed: isWhole ? { version: agreed.agreedVersion ?? '', mode: agreed.agreedMode ?? 'full', at: agreed.at } : null,
      }
    }),
  }
}

/** Throws HG_NOT_FOUND, and HG_LIST_TOO_LONG for a full class. */
export async function addPupil(hub: Hub, staff: SignedIn, classId: string, pupil: z.infer<typeof NewPupil>): Promise<Register> {
  const id = newId()
  return change(hub, staff, classId, 'added-pupil', id, async (tx) => {
    const { count, place } = await tx
      .selectFrom('pupils')
      .select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(max(place), -1) + 1`.as('place')])
      .where('classId', '=', classId)
      .executeTakeFirstOrThrow()
    if (count >= mostPupils) throw new HedgerowError('HG_LIST_TOO_LONG', `a class has at most ${mostPupils} children`)
    await tx
      .insertInto('pupils')
      .values({ id, classId, ...pupil, secretJson: null, place })
      .execute()
  })
}

/** Throws HG_NOT_FOUND, and HG_BODY_SHAPE for pictures that the stage does not offer. */
export async function setSecret(
  hub: Hub,
  staff: SignedIn,
  { classId, pupilId }: { readonly classId: string; readonly pupilId: string },
  { pictures }: z.infer<typeof NewSecret>,
): Promise<Register> {
  const { stage } = await theClass(hub.db, classId)
  const secretJson = JSON.stringify(await hashPictures(stage, pictures))
  return change(hub, staff, classId, 'set-pupil-secret', pupilId, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('pupils')
      .set({ secretJson })
      .where('id', '=', pupilId)
      .where('classId', '=', classId)
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'pupil')
  })
}

/** Takes a child off the register, with all that was kept of them by id. Throws HG_NOT_FOUND. */
export async function removePupil(hub: Hub, staff: SignedIn, classId: string, pupilId: string): Promise<Register> {
  return change(hub, staff, classId, 'removed-pupil', pupilId, async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('pupils')
      .where('id', '=', pupilId)
      .where('classId', '=', classId)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'pupil')
    await tx.deleteFrom('activity').where('pupilId', '=', pupilId).where('kind', '=', 'agreed').execute()
  })
}

/** A change of the register, its record and the school's new document: all or none. */
async function change(
  hub: Hub,
  staff: SignedIn,
  classId: string,
  act: StaffAct,
  about: string,
  apply: (tx: Tx) => Promise<void>,
): Promise<Register> {
  await hub.db.transaction().execute(async (tx) => {
    await theClass(tx, classId)
    await apply(tx)
    await recordAct(tx, hub.now(), staff, act, about)
    await signSchool(hub, tx, staff.name)
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  hub.live.tellStaff({ kind: 'class-changed', classId })
  return readRegister(hub, classId)
}
