import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { slots } from './migrations/0002-slots.ts'
import { keys } from './migrations/0003-keys.ts'
import { cases } from './migrations/0004-cases.ts'
import { bell } from './migrations/0005-bell.ts'
import { board } from './migrations/0006-board.ts'
import { records } from './migrations/0007-records.ts'
import { selfCheckTables } from './migrations/0008-self-check.ts'
import { looks } from './migrations/0009-looks.ts'
import { phrases } from './migrations/0010-phrases.ts'
import { mailbox } from './migrations/0011-mailbox.ts'

/** Every change of the tables, in order. Append only: a released one is never edited. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first-light': { up: (db) => run(db, firstLight) },
  '0002-slots': { up: (db) => run(db, slots) },
  '0003-keys': { up: (db) => run(db, keys) },
  '0004-cases': { up: (db) => run(db, cases) },
  '0005-bell': { up: (db) => run(db, bell) },
  '0006-board': { up: (db) => run(db, board) },
  '0007-records': { up: records },
  '0008-self-check': { up: (db) => run(db, selfCheckTables) },
  '0009-looks': { up: (db) => run(db, looks) },
  '0010-phrases': { up: (db) => run(db, phrases) },
  '0011-mailbox': { up: (db) => run(db, mailbox) },
}

async function run(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db)
}

const firstLight = [
  `CREATE TABLE school (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL, name TEXT NOT NULL,
     letterboxToken TEXT NOT NULL, publicKey TEXT NOT NULL, termStartsJson TEXT NOT NULL, helpersJson TEXT NOT NULL,
     staffPinJson TEXT NOT NULL) STRICT`,
  `CREATE TABLE classes (id TEXT PRIMARY KEY, name TEXT NOT NULL, stage TEXT NOT NULL, picture TEXT NOT NULL,
     groupsJson TEXT NOT NULL, place INTEGER NOT NULL, draftJson TEXT NOT NULL, revision INTEGER NOT NULL) STRICT`,
  `CREATE TABLE pupils (id TEXT PRIMARY KEY, classId TEXT NOT NULL REFERENCES classes (id), name TEXT NOT NULL,
     picture TEXT NOT NULL, secretJson TEXT, place INTEGER NOT NULL) STRICT`,
  `CREATE TABLE documents (classId TEXT NOT NULL, version INTEGER NOT NULL, issuedAt INTEGER NOT NULL, expiresAt INTEGER,
     signedBy TEXT NOT NULL, signedJson TEXT, PRIMARY KEY (classId, version)) STRICT`,
  `CREATE TABLE staff (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE UNIQUE, role TEXT NOT NULL,
     passwordHash TEXT, madeAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE sessions (tokenHash TEXT PRIMARY KEY, staffId TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
     startedAt INTEGER NOT NULL, usedAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE links (tokenHash TEXT PRIMARY KEY, staffId TEXT NOT NULL REFERENCES staff (id) ON DELETE CASCADE,
     expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE staffActs (seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, staffId TEXT, who TEXT NOT NULL,
     act TEXT NOT NULL, about TEXT NOT NULL) STRICT`,
  `CREATE TRIGGER staffActsNoUpdate BEFORE UPDATE ON staffActs BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END`,
  `CREATE TRIGGER staffActsNoDelete BEFORE DELETE ON staffActs BEGIN SELECT RAISE(ABORT, 'staff acts are append-only'); END`,
  `CREATE TABLE kiosks (id TEXT PRIMARY KEY, name TEXT NOT NULL, tokenHash TEXT NOT NULL UNIQUE, factsJson TEXT NOT NULL,
     enrolledAt INTEGER NOT NULL, lastContactAt INTEGER, schoolVersion INTEGER NOT NULL, listVersionsJson TEXT NOT NULL,
     faultsJson TEXT NOT NULL) STRICT`,
  `CREATE TABLE enrolmentCodes (codeHash TEXT PRIMARY KEY, expiresAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE activity (id TEXT PRIMARY KEY, kind TEXT NOT NULL, at INTEGER NOT NULL, classId TEXT NOT NULL, pupilId TEXT,
     tile TEXT NOT NULL, page TEXT NOT NULL, code TEXT NOT NULL, agreedVersion TEXT, agreedMode TEXT) STRICT, WITHOUT ROWID`,
  'CREATE INDEX activityByClass ON activity (classId, at)',
  `CREATE INDEX activityByAgreement ON activity (pupilId, at) WHERE kind = 'agreed'`,
  `CREATE TABLE visitRequests (id TEXT PRIMARY KEY, classId TEXT NOT NULL REFERENCES classes (id), url TEXT NOT NULL,
     tile TEXT NOT NULL, asked INTEGER NOT NULL, lastAt INTEGER NOT NULL, answer TEXT NOT NULL, answeredAt INTEGER,
     UNIQUE (classId, url)) STRICT`,
  `CREATE TABLE adultCalls (id TEXT PRIMARY KEY, kioskId TEXT NOT NULL REFERENCES kiosks (id) ON DELETE CASCADE, classId TEXT,
     pupilName TEXT, at INTEGER NOT NULL, state TEXT NOT NULL, who TEXT, changedAt INTEGER NOT NULL) STRICT`,
  `CREATE TABLE team (only INTEGER PRIMARY KEY CHECK (only = 1), recipientsJson TEXT NOT NULL, madeAt INTEGER NOT NULL,
     madeBy TEXT NOT NULL) STRICT`,
  `CREATE TABLE teamMembers (staffId TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE, recipient TEXT NOT NULL,
     wrappedIdentity TEXT NOT NULL, teamKey TEXT) STRICT`,
  // Rows lie in the order of a random key and carry a day: neither the order nor the moment of arrival can be read from the table.
  `CREATE TABLE reports (id TEXT PRIMARY KEY, day TEXT NOT NULL, epoch INTEGER NOT NULL, state TEXT NOT NULL, body BLOB NOT NULL)
     STRICT, WITHOUT ROWID`,
]
