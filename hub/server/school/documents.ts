import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Documents } from '#core/contract/hub-api.ts'
import { ClassDraft, ClassList } from '#core/contract/list.ts'
import { Helper, ReportRecipients, School, SchoolClass, SecretHash } from '#core/contract/school.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import type { Hub } from '../hub.ts'
import { readPhrases } from '../phrases/read-phrases.ts'
import type { Db, Tx } from '../store/store.ts'

/** `documents.classId` of the school document. */
const schoolRow = ''

/** The school, or HG_NOT_FOUND before set-up. */
export async function theSchool(db: Db | Tx) {
  const school = await db.selectFrom('school').selectAll().executeTakeFirst()
  if (school === undefined) throw new HedgerowError('HG_NOT_FOUND', 'no school was set up')
  return school
}

/** Signs the school as the tables have it now, one version up. Superseded ones keep who and when, and lose the children's names. */
export async function signSchool(hub: Hub, tx: Tx, by: string): Promise<void> {
  const school = await theSchool(tx)
  const team = await tx.selectFrom('team').select(['recipientsJson', 'liveAt']).executeTakeFirst()
  const { phrases } = await readPhrases(tx)
  const version = (await newestVersion(tx, schoolRow)) + 1
  const issuedAt = hub.now()
  const document = School.parse({
    kind: 'school',
    schoolId: school.id,
    version,
    issuedAt,
    name: school.name,
    classes: await classesOf(tx),
    helpers: z.array(Helper).parse(JSON.parse(school.helpersJson)),
    termStarts: z.array(z.number()).parse(JSON.parse(school.termStartsJson)),
    // Kiosks are given keys only once people have shown that they can open what is sealed to them.
    recipients: team === undefined || team.liveAt === null ? null : ReportRecipients.parse(JSON.parse(team.recipientsJson)),
    mixerKey: hub.mixerKey.recipient,
    slotEveryMs: hub.settings.slotMs,
    staffPin: SecretHash.parse(JSON.parse(school.staffPinJson)),
    ...(phrases.length === 0 ? {} : { phrases: phrases.map(({ phrase, weight, stages }) => ({ phrase, weight, stages })) }),
  })
  await tx.updateTable('documents').set({ signedJson: null }).where('classId', '=', schoolRow).execute()
  const signedJson = JSON.stringify(hub.signer.sign(document))
  await tx.insertInto('documents').values({ classId: schoolRow, version, issuedAt, expiresAt: null, signedBy: by, signedJson }).execute()
}

async function classesOf(tx: Tx): Promise<SchoolClass[]> {
  const classes = await tx.selectFrom('classes').selectAll().orderBy('place').execute()
  const pupils = await tx.selectFrom('pupils').selectAll().orderBy('place').execute()
  return classes.map((one) =>
    SchoolClass.parse({
      id: one.id,
      name: one.name,
      stage: one.stage,
      picture: one.picture,
      groups: JSON.parse(one.groupsJson),
      pupils: pupils
        .filter((pupil) => pupil.classId === one.id)
        .map(({ id, name, picture, secretJson }) => ({ id, name, picture, secret: secretJson === null ? null : JSON.parse(secretJson) })),
    }),
  )
}

/** Signs a class's list, one version up, with a fresh expiry. */
export async function signList(hub: Hub, tx: Tx, classId: string, draft: ClassDraft, by: string): Promise<void> {
  const { stage } = await tx.selectFrom('classes').select('stage').where('id', '=', classId).executeTakeFirstOrThrow()
  const version = (await newestVersion(tx, classId)) + 1
  const issuedAt = hub.now()
  const expiresAt = issuedAt + hub.settings.listLifeMs
  const schoolId = (await theSchool(tx)).id
  const list = ClassList.parse({ kind: 'class-list', schoolId, classId, stage, version, issuedAt, expiresAt, ...draft })
  const signedJson = JSON.stringify(hub.signer.sign(list))
  await tx.insertInto('documents').values({ classId, version, issuedAt, expiresAt, signedBy: by, signedJson }).execute()
}

async function newestVersion(db: Db | Tx, classId: string): Promise<number> {
  const { newest } = await db
    .selectFrom('documents')
    .select((row) => row.fn.max('version').as('newest'))
    .where('classId', '=', classId)
    .executeTakeFirstOrThrow()
  return newest ?? 0
}

/** The newest row of every document: the school's and each published class's. */
function newestRows(db: Db | Tx) {
  return db
    .selectFrom('documents')
    .selectAll()
    .where(({ eb, selectFrom }) =>
      eb(
        'version',
        '=',
        selectFrom('documents as newer')
          .select((row) => row.fn.max('newer.version').as('version'))
          .whereRef('newer.classId', '=', 'documents.classId'),
      ),
    )
}

/** What every kiosk is to have. */
export async function currentDocuments(db: Db): Promise<Documents> {
  const rows = await newestRows(db).execute()
  const signed = (json: string | null) => SignedDocument.parse(JSON.parse(json ?? 'null'))
  const school = rows.find((row) => row.classId === schoolRow)
  if (school === undefined) throw new HedgerowError('HG_NOT_FOUND', 'no school was set up')
  return {
    school: signed(school.signedJson),
    lists: rows.filter((row) => row.classId !== schoolRow).map((row) => signed(row.signedJson)),
  }
}

/** Newest published version of every class that has one, and the school document's under ''. */
export async function currentVersions(db: Db | Tx): Promise<ReadonlyMap<string, number>> {
  return new Map((await newestRows(db).execute()).map((row) => [row.classId, row.version]))
}

export interface Published {
  readonly version: number
  readonly at: number
  readonly by: string
  readonly expiresAt: number
  readonly draft: ClassDraft
}

/** The list that kiosks have of a class; null before its first publication. */
export async function publishedList(db: Db | Tx, classId: string): Promise<Published | null> {
  const row = await newestRows(db).where('classId', '=', classId).executeTakeFirst()
  if (row === undefined) return null
  const { payload } = SignedDocument.parse(JSON.parse(row.signedJson ?? 'null'))
  const list = ClassList.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')))
  const draft = ClassDraft.parse({ tiles: list.tiles, lessons: list.lessons })
  return { version: list.version, at: list.issuedAt, by: row.signedBy, expiresAt: list.expiresAt, draft }
}

/** Signs anew, unchanged, each list that nears its end. Says how many. */
export async function renewLists(hub: Hub): Promise<number> {
  const due = await newestRows(hub.db)
    .where('classId', '!=', schoolRow)
    .where('expiresAt', '<', hub.now() + hub.settings.listRenewMs)
    .execute()
  for (const { classId } of due) {
    await hub.db.transaction().execute(async (tx) => {
      const published = await publishedList(tx, classId)
      if (published !== null) await signList(hub, tx, classId, published.draft, published.by)
    })
    hub.live.tellStaff({ kind: 'class-changed', classId })
  }
  if (due.length > 0) hub.live.tellKiosks({ kind: 'documents-changed' })
  return due.length
}

/** Signs the school anew when kiosks still have another mixer's key or another grid: at the first start of a version that has them, or when a setting changed. */
export async function renewSchool(hub: Hub): Promise<void> {
  const row = await newestRows(hub.db).where('classId', '=', schoolRow).executeTakeFirst()
  if (row === undefined) return
  const { payload } = SignedDocument.parse(JSON.parse(row.signedJson ?? 'null'))
  const { mixerKey, slotEveryMs } = School.parse(JSON.parse(Buffer.from(payload, 'base64').toString('utf8')))
  if (mixerKey === hub.mixerKey.recipient && slotEveryMs === hub.settings.slotMs) return
  await hub.db.transaction().execute((tx) => signSchool(hub, tx, row.signedBy))
}
