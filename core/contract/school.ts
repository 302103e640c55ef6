import { z } from 'zod'
import { mostSchoolPhrases, SchoolPhrase } from './school-phrases.ts'
import { Id, Instant, PictureName, Stage } from './stage.ts'

/** A slow salted hash (scrypt), made and checked by the host; base64. `cost` is scrypt's N. */
export const SecretHash = z.strictObject({
  algorithm: z.literal('scrypt'),
  cost: z.number().int().min(1_024).max(1_048_576),
  salt: z.base64(),
  hash: z.base64(),
})
export type SecretHash = z.infer<typeof SecretHash>

export const Pupil = z.strictObject({
  id: Id,
  /** First name, as on the class's peg. */
  name: z.string().trim().min(1).max(40),
  /** The child's own picture on the wall. */
  picture: PictureName,
  /** Null until a teacher has set it: the child is then sent to the teacher. */
  secret: SecretHash.nullable(),
})
export type Pupil = z.infer<typeof Pupil>

export const SchoolClass = z.strictObject({
  id: Id,
  name: z.string().trim().min(1).max(60),
  stage: Stage,
  picture: PictureName,
  /** Names of groups ("Red table") that may sign in without a child's name; EYFS only. */
  groups: z.array(z.strictObject({ id: Id, name: z.string().trim().min(1).max(40), picture: PictureName })).max(12),
  pupils: z.array(Pupil).max(60),
})
export type SchoolClass = z.infer<typeof SchoolClass>

/** Somebody a child can turn to: shown offline. */
export const Helper = z.strictObject({
  name: z.string().trim().min(1).max(60),
  role: z.string().trim().min(1).max(80),
  /** A plain drawn figure until the school gives a photo. */
  picture: PictureName,
})
export type Helper = z.infer<typeof Helper>

/** An age X25519 recipient. */
export const Recipient = z.string().regex(/^age1[0-9a-z]{58}$/)

/** Who can open reports: age recipients. Null until the DSL has made the team's keys. */
export const ReportRecipients = z.strictObject({
  /** Rises with each change of any of these keys. */
  epoch: z.number().int().min(1),
  /** The DSL and the deputies. */
  team: Recipient,
  /** Those who read what is about a grown-up at school, instead of the team; null until the school has made that group. */
  grownUps: Recipient.nullable().default(null),
  /** On paper, in the safe. */
  recovery: Recipient,
})
export type ReportRecipients = z.infer<typeof ReportRecipients>

/** All that a kiosk needs to know about the school, offline. Signed as one document. */
export const School = z.strictObject({
  kind: z.literal('school'),
  schoolId: Id,
  version: z.number().int().min(1),
  issuedAt: Instant,
  name: z.string().trim().min(1).max(100),
  classes: z.array(SchoolClass).max(60),
  helpers: z.array(Helper).max(12),
  /** First days of terms, rising: the agreement is asked in full again after each. */
  termStarts: z.array(Instant).max(30),
  recipients: ReportRecipients.nullable(),
  /** What every kiosk seals the outside of its slots to: opened by the hub's mixer, which then holds a sealed report. Null: no slots yet. */
  mixerKey: Recipient.nullable().default(null),
  /** Every kiosk sends one envelope at each full step of the clock's grid, report or not. */
  slotEveryMs: z.number().int().min(50).max(3_600_000).default(300_000),
  /** Hash of the PIN with which staff leave the kiosk. */
  staffPin: SecretHash,
  /** What the school adds to the phrases that pages are read by; left out when there are none, so that an older kiosk takes the document. */
  phrases: z.array(SchoolPhrase).max(mostSchoolPhrases).optional(),
})
export type School = z.infer<typeof School>

/** The words that are hashed for a picture secret: the order counts only where the stage says so. */
export function secretWords(pictures: readonly string[], ordered: boolean): string {
  return (ordered ? [...pictures] : [...pictures].sort()).join(' ')
}
