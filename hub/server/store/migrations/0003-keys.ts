/**
 * Keys by group and epoch, each wrapped to many; drill reports; and since when children can send. A school that had keys
 * before goes on as it was: its members keep their wraps, and its box stays open.
 */
export const keys = [
  `CREATE TABLE keyPeople (staffId TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE, recipient TEXT NOT NULL UNIQUE,
     wrappedIdentity TEXT NOT NULL) STRICT`,
  `CREATE TABLE groupKeys (recipient TEXT PRIMARY KEY, groupName TEXT NOT NULL, epoch INTEGER NOT NULL, madeAt INTEGER NOT NULL,
     madeBy TEXT NOT NULL) STRICT`,
  `CREATE TABLE keyWraps (recipient TEXT NOT NULL REFERENCES groupKeys (recipient), staffId TEXT NOT NULL
     REFERENCES keyPeople (staffId) ON DELETE CASCADE, wrap TEXT NOT NULL, PRIMARY KEY (recipient, staffId)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE drills (id TEXT PRIMARY KEY, opener TEXT NOT NULL, recipient TEXT NOT NULL, answerHash TEXT NOT NULL,
     madeAt INTEGER NOT NULL, openedAt INTEGER) STRICT, WITHOUT ROWID`,
  'ALTER TABLE team ADD COLUMN liveAt INTEGER',
  'UPDATE team SET liveAt = madeAt',
  `INSERT INTO groupKeys SELECT json_extract(recipientsJson, '$.team'), 'team', json_extract(recipientsJson, '$.epoch'), madeAt, madeBy FROM team`,
  'INSERT INTO keyPeople SELECT staffId, recipient, wrappedIdentity FROM teamMembers',
  `INSERT INTO keyWraps SELECT json_extract(team.recipientsJson, '$.team'), staffId, teamKey FROM teamMembers, team WHERE teamKey IS NOT NULL`,
  'DROP TABLE teamMembers',
]
