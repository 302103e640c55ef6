import { z } from 'zod'
import { SealedEntry } from './cases.ts'
import { ReportState } from './hub-api.ts'
import { EnvelopeId } from './report.ts'
import { Day } from './school-calendar.ts'
import { Id } from './stage.ts'

/** GET /api/dsl/reports: what the hub knows of each report. The sealed bytes are asked for apart. */
export const ReportHead = z.strictObject({
  id: EnvelopeId,
  day: Day,
  state: ReportState,
  epoch: z.number().int(),
  /** `now`: it came past the waiting of the others. */
  lane: z.enum(['soon', 'now']).default('soon'),
  /** An estimate from below of how many children used computers when it was sent; never a proof. Null: not known. */
  among: z.enum(['<5', '5-14', '15-29', '30+']).nullable().default(null),
  /** The colleague who has it, or to whom it was passed. */
  heldBy: z.strictObject({ staffId: Id, name: z.string() }).nullable(),
  /** Sealed words of the team about it: why it was passed on, how it ended. */
  notes: z.number().int(),
})
export type ReportHead = z.infer<typeof ReportHead>
export const ReportHeads = z.strictObject({
  reports: z.array(ReportHead),
  /** What came to the letterbox and could not be opened by the hub's mixer: kept, and shown to the team. */
  unopened: z.array(z.strictObject({ id: Id, day: Day, why: z.string().max(200) })).default([]),
})
export type ReportHeads = z.infer<typeof ReportHeads>

/** POST /api/dsl/reports/envelopes: the sealed bytes of so many at once; that they were handed out is recorded first. */
export const envelopesAtOnce = 25
export const AskEnvelopes = z.strictObject({ ids: z.array(EnvelopeId).min(1).max(envelopesAtOnce) })
export const Envelopes = z.strictObject({ envelopes: z.array(z.strictObject({ id: EnvelopeId, envelope: z.base64() })) })

// POST /api/dsl/reports/:id/read, body {} -> ReportHeads: recorded; a new one is now opened.

/**
 * POST /api/dsl/reports/:id/state -> ReportHeads. `entry`: the sealed reason; closing needs one. `asChildProtection` is
 * refused (409 HG_NOT_FILED) unless it is `filed`, now or before. 409 HG_CHANGED_MEANWHILE when the state does not lead there.
 */
export const MoveReport = z.strictObject({
  state: ReportState,
  entry: SealedEntry.nullable().default(null),
  filed: z.boolean().default(false),
  asChildProtection: z.boolean().default(false),
})
export type MoveReport = z.input<typeof MoveReport>

/** POST /api/dsl/reports/:id/pass -> ReportHeads: another member is asked to take it; it is not acknowledged any more. */
export const PassReport = z.strictObject({ to: Id, entry: SealedEntry.nullable() })

/** POST /api/dsl/reports/:id/merge -> ReportHeads: all of `ids` are kept as they are and marked as belonging to this one. */
export const MergeReports = z.strictObject({ ids: z.array(EnvelopeId).min(1).max(400), entry: SealedEntry })

/** GET /api/dsl/reports/:id/notes: the team's sealed words about a report, oldest first. */
export const ReportNotes = z.strictObject({ notes: z.array(z.strictObject({ id: Id, body: z.base64() })) })

/** GET /api/dsl/colleagues: to whom a report can be passed. */
export const Colleagues = z.strictObject({ colleagues: z.array(z.strictObject({ staffId: Id, name: z.string() })) })
