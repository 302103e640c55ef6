import { Decrypter, Encrypter } from 'age-encryption'
import type { z } from 'zod'
import { CaseEntry, CaseSummary, caseLimits } from '#core/contract/cases.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { pad, unpad } from './padding.ts'

/** An entry for the team's and the recovery key: base64 of an age file of one size. Throws HG_CASE_TOO_LONG. */
export function sealEntry(entry: CaseEntry, recipients: ReportRecipients): Promise<string> {
  return seal(CaseEntry.parse(entry), recipients, caseLimits.entryBytes)
}

/** What the list of cases shows. Throws HG_CASE_TOO_LONG. */
export function sealSummary(summary: CaseSummary, recipients: ReportRecipients): Promise<string> {
  return seal(CaseSummary.parse(summary), recipients, caseLimits.summaryBytes)
}

/** Throws HG_REPORT_UNREADABLE for what `sealEntry` did not make for this identity. */
export function openEntry(body: string, identity: string): Promise<CaseEntry> {
  return open(body, identity, CaseEntry, caseLimits.entryBytes)
}

/** Throws HG_REPORT_UNREADABLE for what `sealSummary` did not make for this identity. */
export function openSummary(body: string, identity: string): Promise<CaseSummary> {
  return open(body, identity, CaseSummary, caseLimits.summaryBytes)
}

async function seal(value: unknown, recipients: ReportRecipients, bytes: number): Promise<string> {
  const padded = pad(new TextEncoder().encode(JSON.stringify(value)), bytes)
  if (padded === null) throw new HedgerowError('HG_CASE_TOO_LONG')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipients.team)
  encrypter.addRecipient(recipients.recovery)
  return toBase64(await encrypter.encrypt(padded))
}

async function open<S extends z.ZodType>(body: string, identity: string, schema: S, bytes: number): Promise<z.infer<S>> {
  try {
    const decrypter = new Decrypter()
    for (const one of identity.split('\n')) decrypter.addIdentity(one)
    const text = unpad(await decrypter.decrypt(fromBase64(body)), bytes)
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text ?? new Uint8Array())))
  } catch {
    // No cause: it may hold what was written.
    throw new HedgerowError('HG_REPORT_UNREADABLE')
  }
}
