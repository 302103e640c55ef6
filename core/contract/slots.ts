import { z } from 'zod'
import { type EnvelopeForm, envelopeForms } from './envelope-form.ts'
import { keyStatementLetters, keyStatementsInAnswer } from './key-statement.ts'
import { Among, EnvelopeId, type Lane } from './report.ts'

/** A kept report: the sealed bytes, and how they travel. */
export interface Letter {
  readonly lane: Lane
  readonly envelope: Uint8Array
}

/** Before the sealed report in a slot: version, real or dummy, lane, in use; id. */
export const slotHeadBytes = 4 + 16
/** What age adds to a body sealed to one X25519 recipient. */
const sealBytes = 200
/**
 * PUT /api/letterbox/slot, `authorization: Bearer <device token>`, `application/octet-stream`: an age file sealed to one X25519
 * recipient, of exactly so many `bytes`; all slots of all kiosks are `small` but while one goes over from `large`
 * (core/outbox/going-over.ts). Inside are `bodyBytes`: the head, then a sealed report or random bytes. core/sealing checks it in a test.
 */
export const slotForms = { small: sizesOf('small'), large: sizesOf('large') } as const
export const slotBytes = slotForms.small.bytes

function sizesOf(form: EnvelopeForm): { readonly bodyBytes: number; readonly bytes: number } {
  const bodyBytes = slotHeadBytes + envelopeForms[form].envelopeBytes
  return { bodyBytes, bytes: bodyBytes + sealBytes }
}

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
  /** Fills the answer up to `slotAnswerBytes`. Spaces; a hub that takes small slots writes `smallSlotsWord` first. */
  pad: z.string(),
})
export type SlotAnswer = z.infer<typeof SlotAnswer>
/** Stands in the fill, since a kiosk of before refuses an answer with a field that it does not know. */
export const smallSlotsWord = 'small'
/** Does the hub that answered take small slots? One of before them sends only spaces there. */
export const takesSmallSlots = (answer: SlotAnswer): boolean => answer.pad.startsWith(smallSlotsWord)
/** Bytes of the answer's JSON. */
export const slotAnswerBytes = 2_100
