/**
 * What the school has stopped, the technician's tickets, and the notice board. Nothing here names a report or a kiosk; a
 * ticket has a day only. `madeAt`, `postedAt`: when a member of staff did it, as in staffActs. What was ended stays, for the record.
 */
export const board = [
  `CREATE TABLE stops (id TEXT PRIMARY KEY, host TEXT NOT NULL, path TEXT, fromAt INTEGER NOT NULL, madeAt INTEGER NOT NULL,
     madeBy TEXT NOT NULL, byTeam INTEGER NOT NULL, reviewAt INTEGER, endedAt INTEGER) STRICT, WITHOUT ROWID`,
  `CREATE TABLE tickets (id TEXT PRIMARY KEY, host TEXT NOT NULL, path TEXT, kind TEXT NOT NULL, day TEXT NOT NULL,
     state TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE boardNotices (id TEXT PRIMARY KEY, card TEXT NOT NULL, more TEXT, moreState TEXT NOT NULL, staffId TEXT NOT NULL,
     madeBy TEXT NOT NULL, postedAt INTEGER NOT NULL, untilAt INTEGER NOT NULL, endedAt INTEGER) STRICT, WITHOUT ROWID`,
  `CREATE TABLE noticeDocuments (kind TEXT PRIMARY KEY, version INTEGER NOT NULL, signedJson TEXT NOT NULL) STRICT, WITHOUT ROWID`,
]
