/**
 * The safeguarding desk's cases. No words, no child, no time finer than a day: what people wrote is in `body` and `summary`,
 * sealed. `seq` is the order in which staff wrote; it says nothing about children. Written entries are never changed; only
 * retention may take them away, with the whole case.
 */
export const cases: readonly string[] = [
  'ALTER TABLE reports ADD COLUMN heldBy TEXT',
  'ALTER TABLE reports ADD COLUMN filed INTEGER NOT NULL DEFAULT 0',
  `CREATE TABLE cases (id TEXT PRIMARY KEY, day TEXT NOT NULL, lane TEXT NOT NULL, state TEXT NOT NULL, dueDay TEXT,
     filed INTEGER NOT NULL, revision INTEGER NOT NULL, summary BLOB NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE sealedEntries (id TEXT PRIMARY KEY, about TEXT NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL,
     UNIQUE (about, seq)) STRICT, WITHOUT ROWID`,
  `CREATE TRIGGER sealedEntriesNoUpdate BEFORE UPDATE ON sealedEntries
     BEGIN SELECT RAISE(ABORT, 'what was written is never changed'); END`,
]
