import type { Report } from '#core/contract/report.ts'
import type { ReportHead } from '#core/contract/safety-desk.ts'
import { fromBase64 } from '#core/sealing/base64.ts'
import { type EnvelopeFault, inspectEnvelope } from '#core/sealing/inspect-envelope.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { categoryWords } from '#hub/console/words/categories.ts'

export type Opened = { readonly kind: 'note'; readonly report: Report } | { readonly kind: 'unreadable'; readonly fault: EnvelopeFault }
export interface Note {
  readonly sealed: ReportHead
  readonly opened: Opened
}
/** A note that opened. */
export interface ReadableNote {
  readonly sealed: ReportHead
  readonly opened: { readonly kind: 'note'; readonly report: Report }
}

export const isReadable = (note: Note): note is ReadableNote => note.opened.kind === 'note'

/** Opens one envelope here, in this browser. What does not open is told as such, with why, and never dropped. */
export async function openSealed(envelope: string, teamIdentity: string): Promise<Opened> {
  let bytes: Uint8Array
  try {
    bytes = fromBase64(envelope)
  } catch {
    return { kind: 'unreadable', fault: 'wrong-size' }
  }
  try {
    return { kind: 'note', report: await openReport(bytes, teamIdentity) }
  } catch {
    return { kind: 'unreadable', fault: await inspectEnvelope(bytes, teamIdentity) }
  }
}

/**
 * As `openSealed`, for the team. What is told of a grown-up at school stays shut there: the team's key does not open it, and
 * the recovery kit, which could, is not to show it to somebody whom it may be about.
 */
export async function openForTeam(envelope: string, teamIdentity: string): Promise<Opened> {
  const opened = await openSealed(envelope, teamIdentity)
  return opened.kind === 'note' && opened.report.category === 'ADULT' ? { kind: 'unreadable', fault: 'not-for-these-keys' } : opened
}

/** 0: danger now. 1: an urgent kind, or one that came past the waiting of the others. 2: the rest. */
export function urgency({ sealed, opened }: ReadableNote): 0 | 1 | 2 {
  if (opened.report.danger) return 0
  return sealed.lane === 'now' || categoryWords[opened.report.category].urgent ? 1 : 2
}

/** Danger first, then the urgent kinds, then the newest half day. Equal ones by their random id. */
export function inOrder(notes: readonly ReadableNote[]): readonly ReadableNote[] {
  return [...notes].sort(
    (a, b) =>
      urgency(a) - urgency(b) || b.opened.report.halfDay.localeCompare(a.opened.report.halfDay) || a.sealed.id.localeCompare(b.sealed.id),
  )
}

/** Is it done with, one way or another? */
export function isDone({ sealed }: Note): boolean {
  return sealed.state === 'closed' || sealed.state === 'merged' || sealed.state === 'practice'
}
