import { z } from 'zod'
import { Day } from './school-calendar.ts'
import { Id, Instant } from './stage.ts'

/** How something left for the school's own file. */
export const ExportForm = z.enum(['text', 'pdf', 'csv'])
export type ExportForm = z.infer<typeof ExportForm>
const What = z.enum(['note', 'case'])
/**
 * POST /api/dsl/exports -> {}: recorded before the file is made. The file is made in the browser: nothing of it comes to the
 * hub. 404 HG_NOT_FOUND when there is no such note or case.
 */
export const NoteExport = z.strictObject({ what: What, id: Id, form: ExportForm })

/** GET /api/dsl/retention: what is closed or held, and when it goes. */
export const Retention = z.strictObject({
  /** How long after it was closed, and how long the words of staff acts are kept. */
  days: z.strictObject({ content: z.number().int(), practice: z.number().int(), acts: z.number().int() }),
  lines: z.array(
    z.strictObject({
      what: What,
      id: Id,
      /** On which it came, or was begun. */
      day: Day,
      held: z.boolean(),
      /** Null: it stays, because it is held, open, or belongs to a note that is there. */
      deleteDay: Day.nullable(),
    }),
  ),
})
export type Retention = z.infer<typeof Retention>
/** PUT /api/dsl/retention -> Retention */
export const HoldChange = z.strictObject({ what: What, id: Id, held: z.boolean() })
export type HoldChange = z.infer<typeof HoldChange>

/** Null: fewer than five, or one that would give such a number away. */
const ShownCount = z.number().int().nullable()
/** GET /api/record/numbers: whole terms alone, the newest first. For DSL, deputies, head and governor. */
export const TermNumbers = z.strictObject({
  terms: z.array(
    z.strictObject({
      /** `2026 autumn` */
      term: z.string().max(20),
      notes: ShownCount,
      soon: ShownCount,
      now: ShownCount,
      cases: ShownCount,
    }),
  ),
})
export type TermNumbers = z.infer<typeof TermNumbers>

/** Why two people go beyond the usual. Append only. `traced-outside`: the product does not trace; that it was decided is noted. */
export const BreakGlassPurpose = z.enum(['recovery-kit', 'traced-outside'])
export type BreakGlassPurpose = z.infer<typeof BreakGlassPurpose>
/** GET /api/break-glass: for DSL, deputies, head and governor, who see all of it. Newest first. */
export const BreakGlassLog = z.strictObject({
  lines: z.array(
    z.strictObject({
      id: Id,
      askedAt: Instant,
      purpose: BreakGlassPurpose,
      reason: z.string(),
      first: z.string(),
      /** Null until a second person has agreed. */
      second: z.string().nullable(),
      agreedAt: Instant.nullable(),
      /** May the caller be the second? */
      mayAgree: z.boolean(),
      /** May the caller open notes with the recovery kit now? `kitDecisionMs` from when the second person agreed. */
      mayUseKit: z.boolean(),
    }),
  ),
})
export type BreakGlassLog = z.infer<typeof BreakGlassLog>
/** How long a decision to use the recovery kit holds: a day (ours). After it two people decide again. */
export const kitDecisionMs = 86_400_000
/** POST /api/break-glass -> BreakGlassLog. The reason names no child. */
export const AskBreakGlass = z.strictObject({ purpose: BreakGlassPurpose, reason: z.string().trim().min(20).max(600) })
// POST /api/break-glass/:id, body {} -> BreakGlassLog. HG_NOT_ALLOWED when it is the same person, or not one of the team and the head.
// POST /api/break-glass/:id/kit, body {} -> {}: the kit is about to be used in a browser of the team; on the record before it is. HG_NOT_ALLOWED without two people's decision of the last day.
