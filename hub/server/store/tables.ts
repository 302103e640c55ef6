import type { Generated } from 'kysely'
import type { ReportState, Role } from '#core/contract/hub-api.ts'
import type { KeyGroup } from '#core/contract/keys.ts'
import type { LookState } from '#core/contract/look.ts'
import type { Among, Lane } from '#core/contract/report.ts'
import type { Stage } from '#core/contract/stage.ts'

/** Columns that end in `Json` hold JSON that a zod schema of the contract has passed; `At` is ms since 1970. */
export interface Tables {
  /** One row: the school. */
  school: {
    only: 1
    id: string
    name: string
    /** The key that kiosks have pinned: a key file that does not match it is refused at start. */
    publicKey: string
    termStartsJson: string
    helpersJson: string
    staffPinJson: string
  }
  classes: {
    id: string
    name: string
    stage: Stage
    picture: string
    groupsJson: string
    /** Place on the wall. */
    place: number
    draftJson: string
    /** Rises with each saved change. */
    revision: number
  }
  /** The newest look at a tile's page. `address`: what is being looked at; `lookedAs`: what the answer is about. */
  looks: {
    classId: string
    tileId: string
    state: LookState
    askedAt: number
    jobId: string | null
    kioskId: string | null
    takenAt: number | null
    /** How often a kiosk has taken it without an answer. */
    tries: number
    address: string
    lookedAt: number | null
    lookedAs: string | null
    resultJson: string | null
  }
  pupils: { id: string; classId: string; name: string; picture: string; secretJson: string | null; place: number }
  /** Every version that was ever signed. `classId` is empty for the school document. */
  documents: {
    classId: string
    version: number
    issuedAt: number
    expiresAt: number | null
    signedBy: string
    /** Null for superseded school documents: they hold the names of children who may have left. */
    signedJson: string | null
  }
  staff: { id: string; name: string; email: string; role: Role; passwordHash: string | null; madeAt: number }
  sessions: { tokenHash: string; staffId: string; startedAt: number; usedAt: number }
  links: { tokenHash: string; staffId: string; expiresAt: number }
  /** Append-only, kept so by triggers. Staff acts only: never a kiosk's or a child's. All but `leaf` may be erased together. */
  staffActs: {
    seq: Generated<number>
    /** The act and its salt as a leaf of the record's tree: core/audit. */
    leaf: Uint8Array
    salt: Uint8Array | null
    at: number | null
    staffId: string | null
    who: string | null
    act: string | null
    about: string | null
  }
  /** The signed checkpoint of the record, one a day. */
  recordNotes: { day: string; note: string }
  /** When a note or a case was closed, and whether it is held back from deletion. `mergedInto`: the note that it belongs to. */
  keeping: { what: 'note' | 'case'; id: string; closedDay: string | null; held: 0 | 1; mergedInto: string | null }
  /** What was deleted goes on counting in the numbers of its term. */
  termCounts: { term: string; what: string; count: number }
  /** Two people's decision to go beyond the usual, with its reason. `secondName`: null until the second has agreed. */
  breakGlass: {
    id: string
    askedAt: number
    purpose: 'recovery-kit' | 'traced-outside'
    reason: string
    firstId: string
    firstName: string
    secondName: string | null
    agreedAt: number | null
  }
  kiosks: {
    id: string
    name: string
    tokenHash: string
    factsJson: string
    enrolledAt: number
    lastContactAt: number | null
    schoolVersion: number
    listVersionsJson: string
    faultsJson: string
    /** The key that the seed of the mailbox is sealed to; null: none, or this kiosk can have no mailbox. */
    mailboxKey: string | null
  }
  enrolmentCodes: { codeHash: string; expiresAt: number }
  activity: {
    id: string
    kind: string
    at: number
    classId: string
    pupilId: string | null
    tile: string
    page: string
    code: string
    agreedVersion: string | null
    agreedMode: 'full' | 'reminder' | null
  }
  visitRequests: {
    id: string
    classId: string
    url: string
    tile: string
    asked: number
    lastAt: number
    answer: 'open' | 'added' | 'not-today'
    answeredAt: number | null
  }
  adultCalls: {
    id: string
    kioskId: string
    classId: string | null
    pupilName: string | null
    kind: 'grown-up' | 'help'
    at: number
    state: 'ringing' | 'coming' | 'ended'
    who: string | null
    changedAt: number
  }
  /** One row: the public keys that kiosks seal to. `liveAt`: since when they are given them; null until the drills are done. */
  team: { only: 1; recipientsJson: string; madeAt: number; madeBy: string; liveAt: number | null }
  /** A person's own key, wrapped by their words. */
  keyPeople: { staffId: string; recipient: string; wrappedIdentity: string }
  /** Every key that a group has had, by its public half. Kept for good: a report that comes late is sealed to an older one. */
  groupKeys: { recipient: string; groupName: KeyGroup; epoch: number; madeAt: number; madeBy: string }
  /** A group's key for one person: bytes that only their own key opens. */
  keyWraps: { recipient: string; staffId: string; wrap: string }
  /** `opener`: a staff id, or `kit`. `recipient`: the key that was tried. */
  drills: { id: string; opener: string; recipient: string; answerHash: string; madeAt: number; openedAt: number | null }
  /** Sealed reports. No device, no order, no time finer than a day: see docs/security.md. */
  reports: {
    id: string
    day: string
    epoch: number
    state: ReportState
    body: Uint8Array
    lane: Generated<Lane>
    among: Generated<Among>
    /** The member of staff who has it, or was asked to take it. */
    heldBy: string | null
    /** 1: staff have put it into the school's own file. */
    filed: Generated<0 | 1>
  }
  /** Cases of the safeguarding team: what they say is sealed. `dueDay` is erased when a case is closed. */
  cases: {
    id: string
    day: string
    lane: 'now' | 'soon'
    state: 'open' | 'closed'
    dueDay: string | null
    filed: 0 | 1
    revision: number
    summary: Uint8Array
  }
  /** What staff wrote about a case or a report (`about`), sealed to the team. Append-only but for retention. */
  sealedEntries: { id: string; about: string; seq: number; body: Uint8Array }
  /** Reports that the mixer holds until enough children were at work. Nobody is shown them. */
  heldReports: { id: string; day: string; epoch: number; body: Uint8Array }
  /** Slots that the mixer could not open. */
  unopenedSlots: { id: string; day: string; why: string; body: Uint8Array }
  /** One row, written at every step with or without reports: the disk is as busy either way. */
  mixerBeat: { only: 1; noise: Uint8Array }
  /** Phrases of the school's own. `letters`: as the reader sees it, so that none is there twice. */
  schoolPhrases: { id: string; letters: string; phrase: string; weight: string; stagesJson: string }
  schoolCalendar: { only: 1; calendarJson: string }
  bellMailSettings: { only: 1; settingsJson: string }
  /** `mail` 0: this person wants none. */
  bellWishes: { staffId: string; mail: number }
  /** When an unacknowledged report rings next, on the bell's grid. A trigger takes the row away at the acknowledgement. */
  bellReports: { id: string; step: number; escalateAt: number }
  /** Calls for help by name that have rung everywhere. */
  bellCalls: { callId: string }
  /** One mail waiting for each address. `tick`: its date. */
  bellMails: { address: string; tick: number; tries: number; nextAt: number }
  /** One row. All three on the bell's grid. */
  bellState: { only: 1; rungSince: number | null; sirenSince: number | null; mailFailedSince: number | null }
  /** Pages and sites stopped for everyone; `path` null: the whole site. `byTeam` 0: by a teacher. */
  stops: {
    id: string
    host: string
    path: string | null
    fromAt: number
    madeAt: number
    madeBy: string
    byTeam: 0 | 1
    reviewAt: number | null
    endedAt: number | null
  }
  /** For the technician: what to look at, and the day. */
  tickets: { id: string; host: string; path: string | null; kind: string; day: string; state: 'open' | 'done' }
  boardNotices: {
    id: string
    card: string
    more: string | null
    moreState: 'none' | 'waiting' | 'read'
    staffId: string
    madeBy: string
    postedAt: number
    untilAt: number
    endedAt: number | null
  }
  /** The two small documents that kiosks fetch beside the school's and the lists: `stops` and `board`. */
  noticeDocuments: { kind: 'stops' | 'board'; version: number; signedJson: string }
  /** One row while the school has a mailbox. `seed`: for kiosks and the team, sealed in the DSL's browser; `recipientsJson`: the kiosks' keys in it. */
  mailbox: { only: 1; seed: string; recipientsJson: string }
  /** Letters to children, sealed to codes that only children know. `sealed` null: waits for a second reader. */
  letters: {
    id: string
    tag: string
    day: string
    state: 'waiting' | 'sent'
    sealed: string | null
    forTeam: string
    staffId: string
    madeBy: string
  }
  selfChecks: { kioskId: string; at: number; checkJson: string }
  /** One a day and kiosk, kept as evidence; no child is in it. */
  dailyProofs: {
    day: string
    kioskId: string
    kioskName: string
    takenAt: number
    opened: number
    refused: number
    noAnswer: number
    notTested: number
    canariesRefused: number
    canaries: number
    proofJson: string
  }
}
