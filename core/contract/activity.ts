import { z } from 'zod'
import { Id, Instant, Stage } from './stage.ts'

/**
 * What the computer remembers of a child's use, and says so at sign-in. There is no kind for the report screens,
 * nor for "Tell an adult", and none may be added: see docs/security.md.
 */
const common = { id: Id, at: Instant, classId: Id, /** Null for a group without names. */ pupilId: Id.nullable() }
export const Activity = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('agreed'),
    ...common,
    stage: Stage,
    agreementVersion: z.string().max(20),
    mode: z.enum(['full', 'reminder']),
  }),
  /** A tile was opened; host and path only. */
  z.strictObject({ kind: z.literal('opened'), ...common, tile: z.string().max(120), page: z.string().max(2_000) }),
  /**
   * The kiosk closed a page; `code` is an uncertain reason and, after a space, what was found
   * (codes of contentWords or driftWords, parted by commas). Says nothing about intent.
   */
  z.strictObject({
    kind: z.literal('closed-unsure'),
    ...common,
    tile: z.string().max(120),
    code: z.string().max(40),
    page: z.string().max(2_000),
  }),
  /** The page was shown, and differed from the one that was approved; `code` says how (driftWords). */
  z.strictObject({
    kind: z.literal('looked-different'),
    ...common,
    tile: z.string().max(120),
    code: z.string().max(40),
    page: z.string().max(2_000),
  }),
  z.strictObject({ kind: z.literal('asked-to-visit'), ...common, tile: z.string().max(120), url: z.string().max(8_192) }),
])
export type Activity = z.infer<typeof Activity>
