/** The last self-check of each kiosk, and each day's proof of the school's list; the proof outlives its kiosk, as evidence. */
export const selfCheckTables = [
  `CREATE TABLE selfChecks (kioskId TEXT PRIMARY KEY REFERENCES kiosks (id) ON DELETE CASCADE, at INTEGER NOT NULL,
     checkJson TEXT NOT NULL) STRICT`,
  `CREATE TABLE dailyProofs (day TEXT NOT NULL, kioskId TEXT NOT NULL, kioskName TEXT NOT NULL, takenAt INTEGER NOT NULL,
     opened INTEGER NOT NULL, refused INTEGER NOT NULL, noAnswer INTEGER NOT NULL, notTested INTEGER NOT NULL,
     canariesRefused INTEGER NOT NULL, canaries INTEGER NOT NULL, proofJson TEXT NOT NULL, PRIMARY KEY (day, kioskId)) STRICT`,
]
