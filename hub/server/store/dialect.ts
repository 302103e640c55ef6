import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { type DialectAdapter, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'

/**
 * Opens a SQLite file so that a committed row survives a power cut and a deleted one leaves no bytes behind.
 * Throws what node:sqlite throws: `diskFault` gives it a code.
 */
export function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: 5_000, enableForeignKeyConstraints: true })
  try {
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'trusted_schema = OFF']) {
      file.exec(`PRAGMA ${pragma}`)
    }
    return file
  } catch (fault) {
    file.close()
    throw fault
  }
}

/** Kysely's own SQLite dialect over Node's own SQLite: no native package. */
export class NodeSqliteDialect extends SqliteDialect {
  constructor(file: DatabaseSync) {
    super({ database: asKyselyWants(file) })
  }

  /** SQLite rolls a schema change back like any other; Kysely's default says no, and a kill between two tables would stick. */
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function asKyselyWants(file: DatabaseSync): SqliteDatabase {
  return {
    close: () => file.close(),
    // A full disk makes SQLite roll back by itself (sqlite.org/lang_transaction.html); Kysely's own rollback would then fail
    // and hide why.
    prepare: (sql) => (sql === 'rollback' && !file.isTransaction ? nothing : statement(file.prepare(sql))),
  }
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

function statement(prepared: StatementSync): SqliteStatement {
  const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...values(parameters)),
    run: (parameters) => prepared.run(...values(parameters)),
    iterate: (parameters) => prepared.iterate(...values(parameters)),
  }
}
