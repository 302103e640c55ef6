import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql, type Transaction } from 'kysely'
import { Migrator } from 'kysely/migration'
import { HedgerowError } from '#core/contract/errors.ts'
import { NodeSqliteDialect, openFile } from './dialect.ts'
import { diskFault } from './disk-fault.ts'
import { migrations } from './migrations.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/**
 * Opens the hub's database in a folder, makes both where they are missing, and brings the tables up to date.
 * Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL, HG_DATABASE_DAMAGED (the file is left as it is) and HG_DATABASE_NEWER.
 */
export async function openStore(folder: string): Promise<Db> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const db: Db = new Kysely({ dialect: new NodeSqliteDialect(openFile(join(folder, 'hub.db'))) })
    try {
      await check(db)
      await migrate(db)
      return db
    } catch (fault) {
      await db.destroy()
      throw fault
    }
  } catch (fault) {
    throw diskFault(fault)
  }
}

async function check(db: Db): Promise<void> {
  const { rows } = await sql<{ quick_check: string }>`PRAGMA quick_check(1)`.execute(db)
  if (rows[0]?.quick_check !== 'ok') throw new HedgerowError('HG_DATABASE_DAMAGED')
}

async function migrate(db: Db): Promise<void> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (tables.some((table) => table.name === 'kysely_migration')) {
    const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db)
    if (rows.some((row) => !(row.name in migrations))) throw new HedgerowError('HG_DATABASE_NEWER')
  }
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    // Rooms were built side by side: one of a lower number may have come later. None of them needs another's tables in between.
    allowUnorderedMigrations: true,
  })
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

/** Does the database answer? */
export async function answers(db: Db): Promise<boolean> {
  try {
    await sql`SELECT count(*) FROM school`.execute(db)
    return true
  } catch {
    return false
  }
}
