import { z } from 'zod'
import { envelopeBytes } from './hub-api.ts'
import { keyStatementLetters, keyStatementsInAnswer } from './key-statement.ts'
import { Among, EnvelopeId, type Lane } from './report.ts'

/** A kept report: the sealed bytes, and how they travel. */
export interface Letter {
  readonly lane: Lane
  readonly envelope: Uint8Array
}

/** Inside a slot: version, real or dummy, lane, in use, id, then a sealed report or as many random bytes. */
export const slotBodyBytes = 4 + 16 + envelopeBytes
/** PUT /api/letterbox/slot, `authorization: Bearer <device token>`, `application/octet-stream`: an age file of exactly this many bytes, sealed to one X25519 recipient. core/sealing checks it in a test. */
export const slotBytes = slotBodyBytes + 200

/** Ids in each answer: those that the hub has on its disk, made up to this many with random ones. */
export const acksInAnswer = 16

/** The answer to every slot, of one size for all; nothing in it depends on who asks. */
export const SlotAnswer = z.strictObject({
  v: z.literal(1),
  acks: z.array(EnvelopeId).length(acksInAnswer),
  among: Among,
  /** What kiosks said of the keys they seal to, signed by each (core/sealing/key-statement.ts): up to three, one a line. */
  keys: z.string().max(keyStatementsInAnswer * (keyStatementLetters + 1)),
  /** What is new on the notice board, for all. */
  board: z.string().max(300),
  /** The newest signed checkpoint of the record of staff acts. */
  checkpoint: z.string().max(500),
  /** Fills the answer up to `slotAnswerBytes`. */
  pad: z.string(),
})
export type SlotAnswer = z.infer<typeof SlotAnswer>
/** Bytes of the answer's JSON. */
export const slotAnswerBytes = 2_100
