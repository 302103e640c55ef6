import { z } from 'zod'
import { Id, Instant } from './stage.ts'

/** A signed note about the record of staff acts; its form is in core/audit/checkpoint.ts. */
export const CheckpointNote = z.string().max(500)
const HashText = z.base64().length(44)
/** Hashes of a proof; 2 for each doubling of the record are the most there can be. */
const Proof = z.array(HashText).max(120)

/** In a kiosk's hello: how long the record was that it last saw; 0 before the first. */
export const RecordSeen = z.strictObject({
  size: z
    .number()
    .int()
    .min(0)
    .max(10 ** 12),
})
/** In the answer: the newest checkpoint, and the proof that it begins with what the kiosk saw. */
export const RecordShown = z.strictObject({ note: CheckpointNote, proof: Proof })
export type RecordShown = z.infer<typeof RecordShown>

/** One line of the record. `act` null: it was older than a year and is erased; its leaf still holds its place. */
export const RecordLine = z.strictObject({
  /** Its place, from 0. */
  index: z.number().int().min(0),
  leaf: HashText,
  /** That it stands at `index` in the record of the checkpoint. */
  proof: Proof,
  act: z
    .strictObject({
      at: Instant,
      staffId: z.string().max(60).nullable(),
      who: z.string().max(200),
      act: z.string().max(60),
      about: z.string().max(2_000),
      /** base64. */
      salt: HashText,
    })
    .nullable(),
})
export type RecordLine = z.infer<typeof RecordLine>

export const linesAtOnce = 100
/**
 * GET /api/record?before=&seen=: the newest lines before place `before` (without it, the newest of all; that somebody looked is
 * recorded first), with the proof from the `seen` lines that this browser saw last. For DSL, deputies and head.
 */
export const RecordPage = z.strictObject({
  schoolId: Id,
  /** base64 of 32 bytes: whose signature the checkpoint bears. */
  publicKey: HashText,
  shown: RecordShown,
  /** Oldest last. */
  lines: z.array(RecordLine).max(linesAtOnce),
  /** Daily counts of notes, and deletions since the oldest of them; each with its proof as above. */
  counts: z.array(RecordLine).max(2_000),
})
export type RecordPage = z.infer<typeof RecordPage>

/** GET /api/record/witnesses: for DSL, deputies, head and technician. */
export const Witnesses = z.strictObject({
  /** False: the hub's own last kept checkpoint does not fit what is in its tables. */
  fits: z.boolean(),
  /** Kiosks that were heard of in the last day. */
  kiosks: z.number().int(),
  /** Names of those that were shown another record than before. */
  alarms: z.array(z.string().max(60)),
})
export type Witnesses = z.infer<typeof Witnesses>
