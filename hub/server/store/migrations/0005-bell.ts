/**
 * The bell. `bellReports` holds when an unacknowledged report rings next, on the bell's grid, and forgets it with the
 * acknowledgement, whoever notes that: the triggers see to it (check P7). `bellMails` is one line for each address, so that
 * many rings are one mail.
 */
export const bell = [
  'CREATE TABLE schoolCalendar (only INTEGER PRIMARY KEY CHECK (only = 1), calendarJson TEXT NOT NULL) STRICT',
  'CREATE TABLE bellMailSettings (only INTEGER PRIMARY KEY CHECK (only = 1), settingsJson TEXT NOT NULL) STRICT',
  `CREATE TABLE bellWishes (staffId TEXT PRIMARY KEY REFERENCES staff (id) ON DELETE CASCADE, mail INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE bellReports (id TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE, step INTEGER NOT NULL,
     escalateAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE TABLE bellCalls (callId TEXT PRIMARY KEY REFERENCES adultCalls (id) ON DELETE CASCADE) STRICT, WITHOUT ROWID',
  `CREATE TABLE bellMails (address TEXT PRIMARY KEY, tick INTEGER NOT NULL, tries INTEGER NOT NULL, nextAt INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  `CREATE TABLE bellState (only INTEGER PRIMARY KEY CHECK (only = 1), rungSince INTEGER, sirenSince INTEGER, mailFailedSince INTEGER) STRICT`,
  'INSERT INTO bellState VALUES (1, NULL, NULL, NULL)',
  `CREATE TRIGGER bellStopsAtAcknowledgement AFTER UPDATE OF state ON reports WHEN NEW.state NOT IN ('new', 'opened')
     BEGIN DELETE FROM bellReports WHERE id = NEW.id; END`,
]
