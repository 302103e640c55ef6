/** Phrases that the school adds to those by which pages are read. */
export const phrases = [
  `CREATE TABLE schoolPhrases (id TEXT PRIMARY KEY, letters TEXT NOT NULL UNIQUE, phrase TEXT NOT NULL, weight TEXT NOT NULL,
     stagesJson TEXT NOT NULL) STRICT, WITHOUT ROWID`,
]
