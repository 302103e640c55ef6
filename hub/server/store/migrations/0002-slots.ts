/** Reports come in slots and pass the mixer; a call for help by name is told apart from a call for any grown-up. */
export const slots = [
  'ALTER TABLE school DROP COLUMN letterboxToken',
  `ALTER TABLE reports ADD COLUMN lane TEXT NOT NULL DEFAULT 'soon'`,
  `ALTER TABLE reports ADD COLUMN among TEXT NOT NULL DEFAULT '<5'`,
  // As in reports: rows in the order of a random key, no time finer than a day.
  `CREATE TABLE heldReports (id TEXT PRIMARY KEY, day TEXT NOT NULL, epoch INTEGER NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE unopenedSlots (id TEXT PRIMARY KEY, day TEXT NOT NULL, why TEXT NOT NULL, body BLOB NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE TABLE mixerBeat (only INTEGER PRIMARY KEY CHECK (only = 1), noise BLOB NOT NULL) STRICT',
  `ALTER TABLE adultCalls ADD COLUMN kind TEXT NOT NULL DEFAULT 'grown-up'`,
]
