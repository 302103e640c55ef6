import { z } from 'zod'
import { Id, Instant } from './stage.ts'

/** What came of one address. `not-tested`: there was no connection, or it was not reached that day; never a failure. */
export const ProofResult = z.enum(['opened', 'refused', 'no-answer', 'not-tested'])
export type ProofResult = z.infer<typeof ProofResult>

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** One tile's start address. `why`: a refusal code or what the shell said; empty when it opened. */
export const ProvenTile = z.strictObject({
  classId: Id,
  tileId: Id,
  title: z.string().max(120),
  result: ProofResult,
  why: z.string().max(40),
})
export type ProvenTile = z.infer<typeof ProvenTile>

/** PUT /api/kiosk/daily-proof: the school's own list, proven on this kiosk on this day (UTC). A later one of the same day replaces it. */
export const DailyProof = z.strictObject({
  day: Day,
  finishedAt: Instant,
  /** Addresses that must be refused, and what came of each. */
  canaries: z.array(z.strictObject({ url: z.string().max(200), result: ProofResult, why: z.string().max(40) })).max(20),
  tiles: z.array(ProvenTile).max(600),
})
export type DailyProof = z.infer<typeof DailyProof>

/** Never approved anywhere: a reserved name (RFC 2606), this machine, and addresses of a school's own network. */
export const proofCanaries = [
  'https://never-approved.hedgerow.test/',
  'http://never-approved.hedgerow.test/',
  'https://127.0.0.1/',
  'https://[::1]/',
  'https://192.168.0.1/',
] as const
/** Most tiles that are tried on one day. */
export const mostProven = 600

/** A kiosk's newest proof, in counts, with what did not open. */
export const ProofSummary = z.strictObject({
  day: Day,
  opened: z.number().int(),
  refused: z.number().int(),
  noAnswer: z.number().int(),
  notTested: z.number().int(),
  canariesRefused: z.number().int(),
  canaries: z.number().int(),
  notOpened: z.array(ProvenTile),
})
export type ProofSummary = z.infer<typeof ProofSummary>

/** GET /api/teacher/classes/:classId/proof: tiles that did not open on a kiosk on the newest day that was tested. */
export const ClassProof = z.strictObject({
  day: Day.nullable(),
  notOpened: z.array(z.strictObject({ tileId: Id, result: ProofResult, why: z.string(), kiosks: z.number().int() })),
})
export type ClassProof = z.infer<typeof ClassProof>
