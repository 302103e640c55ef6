import { HedgerowError } from '#core/contract/errors.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { SecretHash } from '#core/contract/school.ts'
import { SchoolSeed } from '#core/contract/seed.ts'
import { keepCalendar } from './bell/calendar.ts'
import type { Hub } from './hub.ts'
import { signList, signSchool } from './school/documents.ts'
import { readDraft } from './school/draft.ts'
import { hashPictures, hashWords } from './school/picture-secrets.ts'
import { keepTeam } from './school/team.ts'
import { hashPassword } from './staff/passwords.ts'
import { invite } from './staff/people.ts'
import { recordAct } from './store/staff-acts.ts'
import { newId } from './tokens.ts'

/** What a new school's first people need. */
export interface Seeded {
  readonly schoolId: string
  /** One-time links, of those without a password; `path` goes after the hub's address. */
  readonly links: readonly { readonly email: string; readonly role: Role; readonly path: string }[]
  /** In the seed's order. */
  readonly classes: readonly { readonly id: string; readonly name: string }[]
}

const author = { id: null, name: 'set-up' }

/**
 * Makes a whole school in one step: all of it is there, or nothing. Throws HG_CHANGED_MEANWHILE when the hub has a school, and what the
 * seed's shape, its addresses and its picture secrets may throw.
 */
export async function seedSchool(hub: Hub, seed: unknown): Promise<Seeded> {
  const school = readSeed(seed)
  const staffPin = await hashWords(school.staffPin)
  const passwords = await Promise.all(school.staff.map(({ password }) => (password === null ? null : hashPassword(password))))
  const classes = await Promise.all(school.classes.map(readyClass))
  const now = hub.now()

  const seeded = await hub.db.transaction().execute(async (tx) => {
    const has = await tx.selectFrom('school').select('only').executeTakeFirst()
    if (has !== undefined) throw new HedgerowError('HG_CHANGED_MEANWHILE', 'this hub has a school')
    const schoolId = newId()
    await tx
      .insertInto('school')
      .values({
        only: 1,
        id: schoolId,
        name: school.name,
        publicKey: hub.signer.publicKey,
        termStartsJson: JSON.stringify(school.termStarts),
        helpersJson: JSON.stringify(school.helpers),
        staffPinJson: JSON.stringify(staffPin),
      })
      .execute()
    await recordAct(tx, now, author, 'set-up')

    const links: { email: string; role: Role; path: string }[] = []
    for (const [index, { name, email, role }] of school.staff.entries()) {
      const { staffId, path } = await invite(hub, tx, { name, email, role }, author)
      const passwordHash = passwords[index] ?? null
      if (passwordHash === null) links.push({ email, role, path })
      else {
        await tx.updateTable('staff').set({ passwordHash }).where('id', '=', staffId).execute()
        await tx.deleteFrom('links').where('staffId', '=', staffId).execute()
      }
    }
    for (const [place, { row, pupils, draft }] of classes.entries()) {
      await tx
        .insertInto('classes')
        .values({ ...row, place, draftJson: JSON.stringify(draft), revision: 1 })
        .execute()
      for (const [at, pupil] of pupils.entries())
        await tx
          .insertInto('pupils')
          .values({ ...pupil, place: at })
          .execute()
      await signList(hub, tx, row.id, draft, author.name)
    }
    if (school.team !== null) {
      const lead = await tx.selectFrom('staff').select(['id', 'name']).where('role', '=', 'dsl').executeTakeFirst()
      if (lead === undefined) throw new HedgerowError('HG_BODY_SHAPE', 'team: there is no dsl among the staff')
      await keepTeam(tx, now, lead, school.team, school.teamIsLive === true)
    }
    if (school.calendar !== undefined) await keepCalendar(tx, school.calendar)
    await signSchool(hub, tx, author.name)
    return { schoolId, links, classes: classes.map(({ row }) => ({ id: row.id, name: row.name })) }
  })
  hub.live.tellKiosks({ kind: 'documents-changed' })
  return seeded
}

function readSeed(seed: unknown): SchoolSeed {
  const read = SchoolSeed.safeParse(seed)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new HedgerowError('HG_BODY_SHAPE', `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`)
}

async function readyClass({ name, stage, picture, groups, pupils, draft }: SchoolSeed['classes'][number]) {
  const id = newId()
  const groupsJson = JSON.stringify(groups.map((group) => ({ id: newId(), ...group })))
  const secretOf = async (pictures: readonly string[]): Promise<SecretHash | null> =>
    pictures.length === 0 ? null : hashPictures(stage, pictures)
  return {
    row: { id, name, stage, picture, groupsJson },
    draft: readDraft(draft),
    pupils: await Promise.all(
      pupils.map(async (pupil) => {
        const secret = await secretOf(pupil.secret)
        return {
          id: newId(),
          classId: id,
          name: pupil.name,
          picture: pupil.picture,
          secretJson: secret === null ? null : JSON.stringify(secret),
        }
      }),
    ),
  }
}
