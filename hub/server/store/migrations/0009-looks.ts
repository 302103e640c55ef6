/** The newest look at each tile's page. `kioskId` only while a kiosk has it: who looked is nobody's business afterwards. */
export const looks = [
  `CREATE TABLE looks (classId TEXT NOT NULL REFERENCES classes (id) ON DELETE CASCADE, tileId TEXT NOT NULL, state TEXT NOT NULL,
     askedAt INTEGER NOT NULL, jobId TEXT UNIQUE, kioskId TEXT, takenAt INTEGER, tries INTEGER NOT NULL, address TEXT NOT NULL,
     lookedAt INTEGER, lookedAs TEXT, resultJson TEXT, PRIMARY KEY (classId, tileId)) STRICT`,
]
