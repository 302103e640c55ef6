import { z } from 'zod'
import { Enrolment } from '#core/contract/hub-api.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import { Id, Instant } from '#core/contract/stage.ts'
import type { KioskState } from '#core/ports.ts'

/** The form of the kiosk's file, version 1. */
export const StoredState = z.strictObject({
  v: z.literal(1),
  enrolment: z.strictObject({ hubUrl: z.string().max(300), enrolment: Enrolment }).nullable(),
  school: SignedDocument.nullable(),
  lists: z.record(Id, SignedDocument),
  stops: SignedDocument.optional(),
  board: SignedDocument.optional(),
  agreed: z.record(Id, z.strictObject({ version: z.string().max(20), at: Instant })),
  pin: z.strictObject({ wrong: z.number().int().min(0), waitUntil: z.number().min(0) }),
  record: z.string().max(500).optional(),
  failures: z
    .record(Id, z.strictObject({ day: z.iso.date(), version: z.number().int().min(0), times: z.number().int().min(1) }))
    .optional(),
  keyTalk: z
    .strictObject({
      signing: z.strictObject({ privateKey: z.base64().length(44), publicKey: z.base64().length(44) }),
      agreed: z.strictObject({ recipients: ReportRecipients, since: Instant, confirmed: z.boolean() }).nullable(),
      newerSince: Instant.nullable(),
      known: z.record(z.base64().length(44), Instant),
    })
    .optional(),
})

/** What a kiosk that was never used holds. */
export const emptyState: KioskState = {
  enrolment: null,
  school: null,
  lists: {},
  agreed: {},
  pin: { wrong: 0, waitUntil: 0 },
}

/** The state in a file's text; null when the text is damaged. */
export function parseState(text: string): KioskState | null {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = StoredState.safeParse(json)
  if (!parsed.success) return null
  const { v: _, ...state } = parsed.data
  return state
}

export const formatState = (state: KioskState): string => `${JSON.stringify({ v: 1, ...state })}\n`
