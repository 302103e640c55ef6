import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { actLeaf } from '#core/audit/act-leaf.ts'
import { NodeSqliteDialect, openFile } from '#hub/server/store/dialect.ts'
import { migrations } from '#hub/server/store/migrations.ts'
import { openStore } from '#hub/server/store/store.ts'
import { aFolder } from './a-school.ts'

test('a database from before the record keeps every act, in its order, each under a leaf of its own', async () => {
  const folder = aFolder()
  const { '0007-records': _later, ...earlier } = migrations
  const old = new Kysely<{ staffActs: object }>({ dialect: new NodeSqliteDialect(openFile(join(folder, 'hub.db'))) })
  const { error } = await new Migrator({ db: old, provider: { getMigrations: async () => earlier } }).migrateToLatest()
  expect(error).toBeUndefined()
  for (const [at, who, staffId] of [
    [30, 'set-up', null],
    [10, 'Mrs Farrant', 'a'],
    [20, 'Mr Bell', 'b'],
  ])
    await sql`INSERT INTO staffActs (at, staffId, who, act, about) VALUES (${at}, ${staffId}, ${who}, 'signed-in', 'x')`.execute(old)
  await old.destroy()

  const db = await openStore(folder)
  const rows = await db.selectFrom('staffActs').selectAll().orderBy('seq').execute()
  expect(rows.map(({ seq, who }) => [seq, who])).toEqual([
    [1, 'set-up'],
    [2, 'Mrs Farrant'],
    [3, 'Mr Bell'],
  ])
  for (const { at, staffId, who, act, about, salt, leaf } of rows)
    expect(leaf).toEqual(actLeaf(salt ?? new Uint8Array(), { at: at ?? 0, staffId, who: who ?? '', act: act ?? '', about: about ?? '' }))
  expect(new Set(rows.map(({ salt }) => Buffer.from(salt ?? []).toString('hex'))).size).toBe(3)
  await expect(db.deleteFrom('staffActs').execute()).rejects.toThrow('append-only')
  await db.destroy()
})
