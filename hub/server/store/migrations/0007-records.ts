import { randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import { actLeaf, type RecordedAct, saltBytes } from '#core/audit/act-leaf.ts'

/**
 * The record of staff acts as the leaves of a Merkle tree, in the order of `seq`. A row is never taken out or changed; only
 * all of its words together may be erased, which leaves the leaf. Daily checkpoints; when what is closed may be deleted.
 */
export async function records(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `CREATE TABLE recordedActs (seq INTEGER PRIMARY KEY, leaf BLOB NOT NULL, salt BLOB, at INTEGER, staffId TEXT, who TEXT,
         act TEXT, about TEXT) STRICT`,
    )
    .execute(db)
  const { rows } = await sql<RecordedAct>`SELECT at, staffId, who, act, about FROM staffActs ORDER BY seq`.execute(db)
  for (const [index, { at, staffId, who, act, about }] of rows.entries()) {
    const salt = randomBytes(saltBytes)
    const leaf = actLeaf(salt, { at, staffId, who, act, about })
    await sql`INSERT INTO recordedActs VALUES (${index + 1}, ${leaf}, ${salt}, ${at}, ${staffId}, ${who}, ${act}, ${about})`.execute(db)
  }
  for (const statement of [
    'DROP TABLE staffActs',
    'ALTER TABLE recordedActs RENAME TO staffActs',
    `CREATE TRIGGER staffActsNoDelete BEFORE DELETE ON staffActs BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END`,
    `CREATE TRIGGER staffActsNoUpdate BEFORE UPDATE ON staffActs
       WHEN NEW.seq != OLD.seq OR NEW.leaf != OLD.leaf OR NEW.salt IS NOT NULL OR NEW.at IS NOT NULL OR NEW.staffId IS NOT NULL
         OR NEW.who IS NOT NULL OR NEW.act IS NOT NULL OR NEW.about IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END`,
    'CREATE TABLE recordNotes (day TEXT PRIMARY KEY, note TEXT NOT NULL) STRICT, WITHOUT ROWID',
    // When a note or a case was closed, to the day, and whether it is held back from deletion.
    `CREATE TABLE keeping (what TEXT NOT NULL, id TEXT NOT NULL, closedDay TEXT, held INTEGER NOT NULL, mergedInto TEXT,
       PRIMARY KEY (what, id)) STRICT, WITHOUT ROWID`,
    // What was deleted goes on counting in the numbers of its term.
    'CREATE TABLE termCounts (term TEXT NOT NULL, what TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (term, what)) STRICT, WITHOUT ROWID',
    `CREATE TABLE breakGlass (id TEXT PRIMARY KEY, askedAt INTEGER NOT NULL, purpose TEXT NOT NULL, reason TEXT NOT NULL,
       firstId TEXT NOT NULL, firstName TEXT NOT NULL, secondName TEXT, agreedAt INTEGER) STRICT, WITHOUT ROWID`,
  ])
    await sql.raw(statement).execute(db)
}
