import { z } from 'zod'
import { EnvelopeId } from './report.ts'
import { Day } from './school-calendar.ts'
import { Id, Instant } from './stage.ts'

/** Where a case can be. Append only: they stand in sealed entries. */
export const caseSteps = [
  'danger',
  'immediate',
  'discuss',
  'refer',
  'awaiting',
  'protect',
  'strategy',
  'assessment',
  'no-assessment',
  'watch',
  'review',
  'press',
  'closed',
] as const
export const CaseStep = z.enum(caseSteps)
export type CaseStep = z.infer<typeof CaseStep>

/** What may go on beside the main path. Append only. */
export const sidePaths = ['bullying', 'behaviour', 'staff', 'prevent', 'police', 'images', 'page', 'support'] as const
export const SidePath = z.enum(sidePaths)
export type SidePath = z.infer<typeof SidePath>

/** How a case or a report ended. Append only. */
export const outcomes = [
  'child-protection',
  'family-help',
  'helped-in-school',
  'class-talk',
  'page-dealt-with',
  'in-a-case',
  'not-found-out',
  'nothing-needed',
] as const
export const Outcome = z.enum(outcomes)
export type Outcome = z.infer<typeof Outcome>

const words = z.string().max(4_000)

/**
 * One line of a case's story, as it lies inside the seal. Nothing in it is ever changed: an amendment is a further entry
 * that names the one it corrects.
 */
export const CaseEntry = z.strictObject({
  v: z.literal(1),
  id: Id,
  /** When it was written, by the clock of the writer's computer. */
  at: Instant,
  by: z.string().max(100),
  /** A step, a side path, or a note that moves nothing. */
  about: z.union([CaseStep, SidePath, z.literal('note')]),
  /** The choice that was made at this step: its id in core/cases/flow.ts. Null: nothing was chosen. */
  choice: z.string().max(40).nullable(),
  /** When the thing itself happened, if that is not when it was written: a clock starts here. */
  happenedAt: Instant.nullable(),
  /** What was seen and heard. */
  facts: words,
  /** What somebody thinks of it; kept apart. */
  opinion: words,
  decision: words,
  reason: words,
  /** Who was spoken to, outside or inside. */
  contact: z.string().max(300),
  /** A number that somebody gave: police, social care, the file in which it was put. */
  reference: z.string().max(200),
  reviewOn: Day.nullable(),
  outcome: Outcome.nullable(),
  /** The notes of children that this belongs to. */
  reportIds: z.array(EnvelopeId).max(400),
  amends: Id.nullable(),
})
export type CaseEntry = z.infer<typeof CaseEntry>

/** What the list of cases shows, sealed: small, and rewritten with every entry. */
export const CaseSummary = z.strictObject({ v: z.literal(1), title: z.string().max(80), step: CaseStep, dueAt: Instant.nullable() })
export type CaseSummary = z.infer<typeof CaseSummary>

/** Both are padded, so that a sealed entry tells nothing by its length. */
export const caseLimits = { entryBytes: 32_768, summaryBytes: 1_024 } as const

// ---- what the hub may see ----

const SealedEntryBody = z.base64().min(40_000).max(48_000)
const SealedSummary = z.base64().min(1_400).max(2_400)
/** An entry on its way: a random id and bytes that only the team opens. */
export const SealedEntry = z.strictObject({ id: Id, body: SealedEntryBody })
export type SealedEntry = z.infer<typeof SealedEntry>

export const CaseLane = z.enum(['now', 'soon'])

/** GET /api/dsl/cases. No words, no name of a child, no time finer than a day. */
export const Cases = z.strictObject({
  cases: z.array(
    z.strictObject({
      id: Id,
      day: Day,
      lane: CaseLane,
      state: z.enum(['open', 'closed']),
      /** Day on which something is due; null when nothing is, and once it is closed. */
      dueDay: Day.nullable(),
      /** It stands in the school's own file, with a reference: the reference is in the seal. */
      filed: z.boolean(),
      /** Rises with each entry; send it back with the next one. */
      revision: z.number().int(),
      summary: z.base64(),
    }),
  ),
})
export type Cases = z.infer<typeof Cases>

/** POST /api/dsl/cases -> Cases */
export const BeginCase = z.strictObject({ id: Id, lane: CaseLane, dueDay: Day.nullable(), entry: SealedEntry, summary: SealedSummary })

export const caseMoves = ['none', 'file', 'close', 'close-as-child-protection', 'reopen'] as const
export const CaseMove = z.enum(caseMoves)
export type CaseMove = z.infer<typeof CaseMove>
/**
 * POST /api/dsl/cases/:id/entries -> CaseEntries. 409 HG_CHANGED_MEANWHILE on another revision or a move that the state does
 * not have, 409 HG_NOT_FILED for closing as child protection what is not filed.
 */
export const AddEntry = z.strictObject({
  revision: z.number().int(),
  move: CaseMove,
  dueDay: Day.nullable(),
  lane: CaseLane,
  entry: SealedEntry,
  summary: SealedSummary,
})

/** GET /api/dsl/cases/:id/entries: the whole story, oldest first. Reading it is recorded first. */
export const CaseEntries = z.strictObject({
  revision: z.number().int(),
  state: z.enum(['open', 'closed']),
  filed: z.boolean(),
  entries: z.array(z.strictObject({ id: Id, body: z.base64() })),
})
export type CaseEntries = z.infer<typeof CaseEntries>
