import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { PupilRegister } from '#core/contract/hub-api.ts'
import { openStore } from '#hub/server/store/store.ts'
import { aFolder, aHub, cookieOf, post, send } from './a-school.ts'

async function aStore() {
  const folder = aFolder()
  return { folder, db: await openStore(folder) }
}

test('commits are on the disk, deletions leave nothing behind, and the schema is not trusted', async () => {
  const { db } = await aStore()
  const read = async (pragma: string) => Object.values((await sql.raw<object>(`PRAGMA ${pragma}`).execute(db)).rows[0] ?? {})[0]
  const pragmas: Record<string, unknown> = {}
  for (const name of ['journal_mode', 'synchronous', 'foreign_keys', 'secure_delete', 'trusted_schema', 'busy_timeout'])
    pragmas[name] = await read(name)
  expect(pragmas).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    secure_delete: 1,
    trusted_schema: 0,
    busy_timeout: 5_000,
  })
  await db.destroy()
})

test('opening again changes nothing and keeps everything', async () => {
  const { folder, db } = await aStore()
  await db.insertInto('enrolmentCodes').values({ codeHash: 'x', expiresAt: 1 }).execute()
  await db.destroy()
  const again = await openStore(folder)
  expect(await again.selectFrom('enrolmentCodes').selectAll().execute()).toEqual([{ codeHash: 'x', expiresAt: 1 }])
  await again.destroy()
})

test('a transaction that fails leaves nothing, and fifty at once do not mix', async () => {
  const { db } = await aStore()
  const add = (codeHash: string, thenFail: boolean) =>
    db.transaction().execute(async (tx) => {
      await tx.insertInto('enrolmentCodes').values({ codeHash, expiresAt: 1 }).execute()
      if (thenFail) throw new Error('on purpose')
    })
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => add(String(index), index % 2 === 0)))
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(25)
  const rows = await db.selectFrom('enrolmentCodes').select('codeHash').execute()
  expect(rows.map((row) => Number(row.codeHash) % 2)).toEqual(Array.from({ length: 25 }, () => 1))
  await db.destroy()
})

test('a row that names a class that is not there is refused', async () => {
  const { db } = await aStore()
  const pupil = { id: 'x', classId: 'nowhere', name: 'Ada', picture: 'fox', secretJson: null, place: 0 }
  await expect(db.insertInto('pupils').values(pupil).execute()).rejects.toThrow('FOREIGN KEY')
  await db.destroy()
})

test('a child who was taken off the register is in no file of the hub any more', async () => {
  const hub = await aHub()
  const headers = { cookie: await cookieOf(hub, 'teacher') }
  const path = `/api/teacher/classes/${hub.classId}/pupils`
  const { pupils } = PupilRegister.parse(await (await post(hub, path, { name: 'Zephyrine', picture: 'cat' }, headers)).json())
  const holds = () => readdirSync(hub.folder).filter((name) => readFileSync(join(hub.folder, name)).includes('Zephyrine'))
  expect(holds()).not.toEqual([])
  await send(hub, 'DELETE', `${path}/${pupils[2]?.id}`, undefined, headers)
  await hub.close()
  expect(holds()).toEqual([])
})
