import type { CaseEntry } from '#core/contract/cases.ts'
import { instantOf } from '#core/school-time/local-time.ts'

let ids = 0

/** The instant of a wall clock in school: `2026-11-20`, `09:00`. */
export const at = (day: string, clock: string): number =>
  instantOf({ day, minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) })

/** An entry with nothing in it but what is given. */
export function entry(more: Partial<CaseEntry>): CaseEntry {
  ids += 1
  return {
    v: 1,
    id: ids.toString(16).padStart(32, '0'),
    at: at('2026-11-20', '09:00'),
    by: 'Mrs Farrant',
    about: 'note',
    choice: null,
    happenedAt: null,
    facts: '',
    opinion: '',
    decision: '',
    reason: '',
    contact: '',
    reference: '',
    reviewOn: null,
    outcome: null,
    reportIds: [],
    amends: null,
    ...more,
  }
}
