/**
 * The picture-story mailbox. Letters lie in the order of a random id and carry a day; nothing here names a report, a child or a
 * computer. `sealed` is null while a letter waits for its second reader.
 */
export const mailbox = [
  'ALTER TABLE kiosks ADD COLUMN mailboxKey TEXT',
  `CREATE TABLE mailbox (only INTEGER PRIMARY KEY CHECK (only = 1), seed TEXT NOT NULL, recipientsJson TEXT NOT NULL) STRICT`,
  `CREATE TABLE letters (id TEXT PRIMARY KEY, tag TEXT NOT NULL, day TEXT NOT NULL, state TEXT NOT NULL, sealed TEXT, forTeam TEXT NOT NULL,
     staffId TEXT NOT NULL, madeBy TEXT NOT NULL) STRICT, WITHOUT ROWID`,
]
