import { z } from 'zod'
import { Activity } from './activity.ts'
import { RecordSeen, RecordShown } from './audit.ts'
import { type ErrorCode, errorCodes } from './errors.ts'
import { KeyStatementText } from './key-statement.ts'
import { ClassDraft } from './list.ts'
import { ReportRecipients } from './school.ts'
import { SignedDocument } from './signed.ts'
import { Id, Instant, PictureName, Stage } from './stage.ts'

/** Every refusal of the hub: HTTP status ≥ 400 and this body. */
export const Fault = z.object({
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  message: z.string(),
  detail: z.string().default(''),
})

/**
 * `dsl` and `deputy` read what children tell; `head` oversees (numbers, who read, break-glass); `governor` sees numbers only;
 * both may be of the group that reads what is about a grown-up at school. `technician`: health. `office`: calls and the bell.
 */
export const roles = ['teacher', 'dsl', 'deputy', 'head', 'governor', 'technician', 'office'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

// ---- kiosk to hub; `authorization: Bearer <device token>` but where said otherwise ----

export const ShellFacts = z.strictObject({
  shell: z.string().max(40),
  engine: z.string().max(120),
  version: z.string().max(40),
  platform: z.string().max(120),
})
export type ShellFacts = z.infer<typeof ShellFacts>

/** POST /api/enrol, no token. The code is 8 characters, good for 30 minutes, used once. */
export const EnrolRequest = z.strictObject({
  code: z.string().trim().min(4).max(20),
  name: z.string().trim().min(1).max(40),
  facts: ShellFacts,
})
export const Enrolment = z.strictObject({
  deviceId: Id,
  /** 256 random bits, base64url: the kiosk's own. */
  token: z.string().min(40).max(60),
  schoolId: Id,
  /** Ed25519 public key, base64 of 32 bytes: pinned from here on. */
  schoolKey: z.base64().length(44),
})
export type Enrolment = z.infer<typeof Enrolment>

/** GET /api/kiosk/documents */
export const Documents = z.strictObject({ school: SignedDocument, lists: z.array(SignedDocument).max(60) })
export type Documents = z.infer<typeof Documents>

/**
 * POST /api/kiosk/hello, each minute and at start; answers {hubTime}, and `record` to a kiosk that said what it saw of the record
 * of staff acts. `faults`: codes that staff should see (a forged list, a wrong clock).
 */
export const Hello = z.strictObject({
  facts: ShellFacts,
  schoolVersion: z.number().int().min(0),
  listVersions: z.record(Id, z.number().int()),
  clock: Instant,
  faults: z.array(z.strictObject({ code: z.string().max(40), detail: z.string().max(200) })).max(20),
  record: RecordSeen.optional(),
  /** The kiosk's signed statement on the keys it seals to, for the other kiosks (core/sealing/key-statement.ts). */
  keys: KeyStatementText.optional(),
})
export type Hello = z.infer<typeof Hello>
export const HelloAnswer = z.strictObject({ hubTime: Instant, record: RecordShown.optional() })
export type HelloAnswer = z.infer<typeof HelloAnswer>

/** POST /api/kiosk/activity: at least once; the hub keeps each id once. Answers {kept: ids}. */
export const ActivityBatch = z.strictObject({ events: z.array(Activity).min(1).max(200) })
export const ActivityAnswer = z.strictObject({ kept: z.array(Id) })

/**
 * PUT /api/kiosk/calls/:callId: a child wants a grown-up now; repeated until it is answered or called off (DELETE).
 * `grown-up`: rings at the teacher's desk and the others'. `help`: "Help me, I am …": the safeguarding team and the office, never the class's own teacher.
 */
export const AdultCallKind = z.enum(['grown-up', 'help'])
export const AdultCall = z.strictObject({
  classId: Id.nullable(),
  pupilName: z.string().max(40).nullable(),
  kind: AdultCallKind.default('grown-up'),
})
export type AdultCall = z.infer<typeof AdultCall>
export const AdultCallState = z.strictObject({ state: z.enum(['ringing', 'coming', 'ended']), who: z.string().nullable() })
export type AdultCallState = z.infer<typeof AdultCallState>

/** GET /api/kiosk/events: server-sent events, `data:` one of these; a comment line at least every 15 s. */
export const KioskEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello') }),
  z.strictObject({ kind: z.literal('documents-changed') }),
  z.strictObject({ kind: z.literal('check-yourself') }), // the technician wants the self-check now
  z.strictObject({ kind: z.literal('call'), callId: Id, state: AdultCallState }),
  z.strictObject({ kind: z.literal('look-wanted') }),
  z.strictObject({ kind: z.literal('notices-changed') }), // stops, the notice board or the mailbox
])
export type KioskEvent = z.infer<typeof KioskEvent>

// ---- staff to hub; cookie `hedgerow-session` ----

export const SignIn = z.strictObject({ email: z.string().trim().min(3).max(200), password: z.string().min(1).max(200) }) // POST /api/staff/sign-in
export const SignInByLink = z.strictObject({ token: z.string().min(20).max(80) }) // POST /api/staff/link
export const NewPassword = z.strictObject({ password: z.string().min(12).max(200) }) // POST /api/staff/password
// POST /api/staff/sign-out, body {} -> {}
/** GET /api/staff/me, and the answer to signing in. */
export const Me = z.strictObject({
  staffId: Id,
  name: z.string(),
  email: z.string(),
  role: Role,
  school: z.string(),
  hasPassword: z.boolean(),
})
export type Me = z.infer<typeof Me>

/** GET /api/staff/events: what a signed-in member of staff is told at once; each role gets only its own kinds. */
export const StaffEvent = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('hello') }),
  z.strictObject({ kind: z.literal('calls-changed') }), // teacher, dsl, deputy, office
  z.strictObject({ kind: z.literal('requests-changed') }), // teacher
  z.strictObject({ kind: z.literal('class-changed'), classId: Id }), // teacher
  z.strictObject({ kind: z.literal('looks-changed') }), // teacher
  z.strictObject({ kind: z.literal('look-again-changed') }), // teacher
  z.strictObject({ kind: z.literal('reports-changed') }), // dsl, deputy
  z.strictObject({ kind: z.literal('cases-changed') }), // dsl, deputy
  z.strictObject({ kind: z.literal('stops-changed') }), // dsl, deputy, teacher, technician
  z.strictObject({ kind: z.literal('board-changed') }), // dsl, deputy
  z.strictObject({ kind: z.literal('mailbox-changed') }), // dsl, deputy
  z.strictObject({ kind: z.literal('kiosks-changed') }), // technician
  z.strictObject({ kind: z.literal('keys-changed') }), // key holders, technician
  z.strictObject({ kind: z.literal('bell-changed') }), // dsl, deputy, head, office, technician
])
export type StaffEvent = z.infer<typeof StaffEvent>

// teacher
export const ClassSummary = z.strictObject({
  id: Id,
  name: z.string(),
  stage: Stage,
  picture: PictureName,
  pupils: z.number().int(),
  publishedVersion: z.number().int(),
  hasUnpublished: z.boolean(),
})
export const ClassSummaries = z.strictObject({ classes: z.array(ClassSummary) }) // GET /api/teacher/classes
/** GET /api/teacher/classes/:classId */
export const ClassDesk = z.strictObject({
  class: ClassSummary,
  /** Rises with each saved change; send it back with the next one. */
  revision: z.number().int(),
  draft: ClassDraft,
  /** What kiosks have; null before the first publication. */
  published: z.strictObject({ version: z.number().int(), at: Instant, by: z.string(), expiresAt: Instant, draft: ClassDraft }).nullable(),
  /** Kiosks in reach that hold the published version, and all in reach. */
  kiosks: z.strictObject({ upToDate: z.number().int(), inReach: z.number().int() }),
})
export type ClassDesk = z.infer<typeof ClassDesk>
export const SaveDraft = z.strictObject({ revision: z.number().int(), draft: ClassDraft }) // PUT /api/teacher/classes/:classId/draft -> ClassDesk; 409 HG_CHANGED_MEANWHILE
export const Publish = z.strictObject({ revision: z.number().int() }) // POST /api/teacher/classes/:classId/publish -> ClassDesk
/** GET /api/teacher/requests: addresses that children asked to visit, gathered by class and address; open ones first. */
export const VisitRequests = z.strictObject({
  requests: z.array(
    z.strictObject({
      id: Id,
      classId: Id,
      className: z.string(),
      url: z.string(),
      tile: z.string(),
      asked: z.number().int(),
      lastAt: Instant,
      answer: z.enum(['open', 'added', 'not-today']),
    }),
  ),
})
export const AnswerRequest = z.strictObject({ answer: z.enum(['added', 'not-today', 'open']) }) // POST /api/teacher/requests/:id
/** GET /api/teacher/calls: children who want a grown-up now, and those of the last hour. For teachers, the safeguarding team and the office. */
export const AdultCalls = z.strictObject({
  calls: z.array(
    z.strictObject({
      id: Id,
      kiosk: z.string(),
      className: z.string().nullable(),
      pupilName: z.string().nullable(),
      kind: AdultCallKind.default('grown-up'),
      at: Instant,
      state: z.enum(['ringing', 'coming', 'ended']),
      who: z.string().nullable(),
    }),
  ),
})
export const AnswerCall = z.strictObject({ answer: z.enum(['coming', 'ended']) }) // POST /api/teacher/calls/:id
/** GET /api/teacher/classes/:classId/pupils: with who has agreed, to what and when; secrets are never shown. */
export const PupilRegister = z.strictObject({
  pupils: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      picture: PictureName,
      hasSecret: z.boolean(),
      agreed: z.strictObject({ version: z.string(), mode: z.enum(['full', 'reminder']), at: Instant }).nullable(),
    }),
  ),
})
export const NewPupil = z.strictObject({ name: z.string().trim().min(1).max(40), picture: PictureName }) // POST /api/teacher/classes/:classId/pupils -> PupilRegister
export const NewSecret = z.strictObject({ pictures: z.array(PictureName).min(2).max(6) }) // PUT /api/teacher/classes/:classId/pupils/:pupilId/secret -> PupilRegister
// DELETE /api/teacher/classes/:classId/pupils/:pupilId -> PupilRegister

// dsl
/** GET /api/dsl/team. Blobs are age files as base64: `wrappedIdentity` opens with the member's words, `teamKey` and `earlierKeys` with the member's identity. */
export const Team = z.strictObject({
  me: z.strictObject({ recipient: z.string(), wrappedIdentity: z.base64() }).nullable(),
  keys: z
    .strictObject({
      recipients: ReportRecipients,
      teamKey: z.base64().nullable(),
      earlierKeys: z.array(z.base64()),
      madeAt: Instant,
      madeBy: z.string(),
    })
    .nullable(),
})
export type Team = z.infer<typeof Team>
/** POST /api/dsl/team: made in the browser; refused when the team has keys (HG_CHANGED_MEANWHILE). The server sees no private key. */
export const MakeTeam = z.strictObject({
  recipient: z.string().max(80),
  wrappedIdentity: z.base64().max(20_000),
  recipients: ReportRecipients,
  teamKey: z.base64().max(20_000),
})
/** Append only. What may follow what is in core/cases/states.ts; the desk's other schemas in safety-desk.ts and cases.ts. */
export const reportStates = ['new', 'opened', 'acknowledged', 'acting', 'closed', 'merged', 'practice'] as const
export const ReportState = z.enum(reportStates)
export type ReportState = z.infer<typeof ReportState>
/** GET /api/dsl/activity?classId=&day=YYYY-MM-DD: what children opened; looking is itself recorded. */
export const ActivityLog = z.strictObject({
  events: z.array(
    z.strictObject({
      kind: z.string(),
      at: Instant,
      className: z.string(),
      pupilName: z.string().nullable(),
      tile: z.string(),
      page: z.string(),
      code: z.string(),
    }),
  ),
})

// technician
/** GET /api/technician/kiosks */
export const Kiosks = z.strictObject({
  kiosks: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      facts: ShellFacts,
      enrolledAt: Instant,
      lastContactAt: Instant.nullable(),
      inReach: z.boolean(),
      listsUpToDate: z.boolean(),
      faults: z.array(z.strictObject({ code: z.string(), detail: z.string() })),
    }),
  ),
})
export const EnrolmentCode = z.strictObject({ code: z.string(), expiresAt: Instant }) // POST /api/technician/enrolment-codes
// DELETE /api/technician/kiosks/:id -> Kiosks

/** GET /api/health, nobody signed in. */
export const Health = z.strictObject({
  status: z.enum(['ok', 'failing']),
  version: z.string(),
  database: z.enum(['ok', 'failing']),
  /** `siren`: somebody is called for, and neither a mail nor an open console reaches anybody. */
  bell: z.enum(['ok', 'siren', 'unknown']),
  mail: z.enum(['off', 'ok', 'failing', 'unknown']),
})
