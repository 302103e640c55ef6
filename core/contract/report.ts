import { z } from 'zod'
import { ReplyAddress } from './mailbox.ts'
import { Stage } from './stage.ts'

/** Report categories. Append only: codes stand in sealed reports and exports. */
export const reportCategories = [
  'SCARED',
  'RUDE',
  'MEAN',
  'FIGHT',
  'HATE',
  'STRANGER',
  'SECRET',
  'SELFHURT',
  'ADULT',
  'HOME',
  'WRONG',
  'OTHER',
] as const
export const ReportCategory = z.enum(reportCategories)
export type ReportCategory = z.infer<typeof ReportCategory>

export const reportLimits = { words: 300 } as const

/** What the child told. No name, user, device, address or exact time: there is no field for them. */
export const Report = z.strictObject({
  v: z.literal(1),
  category: ReportCategory,
  /** Free words, KS2 only, may be empty. */
  words: z.string().max(reportLimits.words),
  /** Host and path of the page, query and fragment stripped; null unless the child chose to show it. */
  page: z.string().max(2_000).nullable(),
  /** The child said that somebody is in danger now. */
  danger: z.boolean(),
  stage: Stage.nullable(),
  /** School day and half of it, in the school's time: `2026-11-21 am`. */
  halfDay: z.string().regex(/^\d{4}-\d{2}-\d{2} (am|pm)$/),
  /** Where an answer can go; left out unless the child asked for one. Only a hub that knows of the mailbox lets a kiosk ask. */
  mailbox: ReplyAddress.optional(),
})
export type Report = z.infer<typeof Report>

/** Set by the outbox when a report is sealed. The envelope's bytes are an age file of one fixed size. */
export const EnvelopeId = z.string().regex(/^[0-9a-f]{32}$/)

/** How a report travels. `soon`: the mixer holds it until enough children were at work. `now`: with the next batch. */
export const lanes = ['soon', 'now'] as const
export const Lane = z.enum(lanes)
export type Lane = z.infer<typeof Lane>

/** How many children use computers, as the honest picture says it: a lower bound in four steps, never a number. */
export const amongSteps = ['<5', '5-14', '15-29', '30+'] as const
export const Among = z.enum(amongSteps)
export type Among = z.infer<typeof Among>
