import { z } from 'zod'
import { ReportState } from './hub-api.ts'
import { EnvelopeId } from './report.ts'
import { ReportRecipients } from './school.ts'
import { Id, Instant } from './stage.ts'

/**
 * Who holds which key. `team`: the DSL and the deputies. `grown-ups`: head and safeguarding governor, who alone read what a
 * child tells about a grown-up at school.
 */
export const keyGroups = ['team', 'grown-ups'] as const
export const KeyGroup = z.enum(keyGroups)
export type KeyGroup = z.infer<typeof KeyGroup>

/** A person who has not opened a drill report for this long is told so, and so is everybody at the desk (anonymous-reports.md 4). */
export const drillEveryMs = 35 * 24 * 60 * 60_000
/** So many people, and the recovery kit, must each have opened a drill report before children can send (the same, L14). */
export const openersNeeded = 2

const Recipient = z.string().regex(/^age1[0-9a-z]{58}$/)
const Blob = z.base64().max(20_000)

/** How far the box is from being open for children. Holds no name: technicians see it, too. GET /api/keys/readiness */
export const Readiness = z.strictObject({
  hasKeys: z.boolean(),
  isLive: z.boolean(),
  /** People of the team who have opened a drill report with the key of today. */
  openers: z.number().int(),
  kitOpened: z.boolean(),
  hasGrownUps: z.boolean(),
  /** Key holders whose last drill is more than `drillEveryMs` ago. */
  overdue: z.number().int(),
  kitOverdue: z.boolean(),
  /** Kiosks that last said that others seal to other keys than they do. */
  differing: z.number().int(),
})
export type Readiness = z.infer<typeof Readiness>

const KeyPerson = z.strictObject({
  id: Id,
  name: z.string(),
  /** Null: has not made a key of their own yet. */
  recipient: Recipient.nullable(),
  /** Keys of the group that are not wrapped to this person yet. */
  missing: z.array(Recipient),
  drillAt: Instant.nullable(),
  drillDue: z.boolean(),
})

/** GET /api/keys. Blobs are age files as base64; only the caller's own are here. */
export const KeyDesk = z.strictObject({
  me: z.strictObject({ recipient: Recipient, wrappedIdentity: Blob }).nullable(),
  /** Which group the caller may hold the key of. */
  group: KeyGroup,
  recipients: ReportRecipients.nullable(),
  /** The group's keys, newest first, each with the caller's own wrap of it. */
  keys: z.array(
    z.strictObject({ recipient: Recipient, epoch: z.number().int(), madeAt: Instant, madeBy: z.string(), wrap: Blob.nullable() }),
  ),
  /** All who may be of this group, the caller among them. */
  people: z.array(KeyPerson),
  readiness: Readiness,
})
export type KeyDesk = z.infer<typeof KeyDesk>

/** PUT /api/keys/me -> KeyDesk. Another recipient than before: the person's wraps are worth nothing and go. The same one: new words. */
export const MyKey = z.strictObject({ recipient: Recipient, wrappedIdentity: Blob })

export const KeyWrap = z.strictObject({
  /** The key that is wrapped, by its public half. */
  key: Recipient,
  staffId: Id,
  /** Whom it was wrapped to: refused when the person has another key by now. */
  to: Recipient,
  wrap: Blob,
})
/** POST /api/keys/wraps -> KeyDesk: lets people in. */
export const GiveWraps = z.strictObject({ wraps: z.array(KeyWrap).min(1).max(200) })

/** POST /api/keys/change -> KeyDesk: a new key for the caller's group, and one person fewer where `leaver` is told. Epoch one up. */
export const ChangeKey = z.strictObject({
  /** What the browser saw; refused when it is no longer so (HG_CHANGED_MEANWHILE). */
  was: ReportRecipients,
  recipients: ReportRecipients,
  wraps: z.array(KeyWrap).min(1).max(40),
  leaver: Id.nullable(),
})
export type ChangeKey = z.infer<typeof ChangeKey>

/** GET /api/keys/reports: all sealed envelopes, for those who hold a key; recorded. Which of them opens is seen only by trying. */
export const SealedEnvelopes = z.strictObject({
  reports: z.array(
    z.strictObject({ id: EnvelopeId, day: z.iso.date(), epoch: z.number().int(), state: ReportState, envelope: z.base64() }),
  ),
})
// POST /api/keys/reports/:id/read and /take, body {} -> {}: for the group for what is about a grown-up at school (HG_NOT_ALLOWED else).
/** PUT /api/keys/reports/:id: the same report under newer keys. Replaced only where the bytes are still those of `was` (HG_CHANGED_MEANWHILE). */
export const Reseal = z.strictObject({
  /** SHA-256 of the envelope that was opened, hex. */
  was: z.string().regex(/^[0-9a-f]{64}$/),
  envelope: z.base64().max(24_000),
})

/** POST /api/keys/drills {opener} -> Drill: a drill report, sealed by the hub to one key; whoever opens it knows the answer. */
export const AskDrill = z.strictObject({ opener: z.enum(['me', 'kit']) })
export const Drill = z.strictObject({ id: Id, sealed: Blob })
/** POST /api/keys/drills/:id -> KeyDesk. HG_DRILL_WRONG when it is another text. */
export const AnswerDrill = z.strictObject({ answer: z.string().max(200) })
