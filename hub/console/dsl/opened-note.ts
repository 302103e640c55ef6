import type { z } from 'zod'
import type { SealedReports } from '#core/contract/hub-api.ts'
import type { Report } from '#core/contract/report.ts'
import { fromBase64 } from '#core/sealing/base64.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { categoryWords } from '#hub/console/words/categories.ts'

export type Sealed = z.infer<typeof SealedReports>['reports'][number]
export type Opened = { readonly kind: 'note'; readonly report: Report } | { readonly kind: 'unreadable' }
export interface Note {
  readonly sealed: Sealed
  readonly opened: Opened
}

/** Opens one envelope here, in this browser. What does not open is told as such and never dropped. */
export async function openSealed(sealed: Sealed, teamIdentity: string): Promise<Opened> {
  try {
    return { kind: 'note', report: await openReport(fromBase64(sealed.envelope), teamIdentity) }
  } catch {
    return { kind: 'unreadable' }
  }
}

/** 0: danger now. 1: an urgent kind. 2: the rest, and what does not open. */
export function urgency({ opened }: Note): 0 | 1 | 2 {
  if (opened.kind === 'unreadable') return 2
  if (opened.report.danger) return 0
  return categoryWords[opened.report.category].urgent ? 1 : 2
}

/** Closed ones last; danger first, then the urgent kinds, then the newest half day. Equal ones by their random id. */
export function inOrder(notes: readonly Note[]): readonly Note[] {
  const when = (note: Note) => (note.opened.kind === 'note' ? note.opened.report.halfDay : note.sealed.day)
  return [...notes].sort(
    (a, b) =>
      Number(a.sealed.state === 'closed') - Number(b.sealed.state === 'closed') ||
      urgency(a) - urgency(b) ||
      when(b).localeCompare(when(a)) ||
      a.sealed.id.localeCompare(b.sealed.id),
  )
}
