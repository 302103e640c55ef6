import type { CaseMove } from '#core/contract/cases.ts'
import type { ReportState } from '#core/contract/hub-api.ts'

/** Where a report may go from each state. It is never new again, and nothing leads out of the desk. */
export const reportMoves: Readonly<Record<ReportState, readonly ReportState[]>> = {
  new: ['opened', 'acknowledged', 'merged'],
  opened: ['opened', 'acknowledged', 'acting', 'merged', 'practice'],
  acknowledged: ['opened', 'acknowledged', 'acting', 'closed', 'merged', 'practice'],
  acting: ['opened', 'acknowledged', 'closed', 'merged'],
  closed: ['acknowledged'],
  merged: ['opened'],
  practice: ['opened'],
}

export interface Closing {
  readonly asChildProtection: boolean
  /** It stands in the school's own file, with a reference. */
  readonly filed: boolean
  /** Outcome and reason were given, sealed. */
  readonly hasEntry: boolean
}

/**
 * May a report go from one state to another? `no-way`: the states do not join. `no-reason`: closing without saying how it
 * ended. `not-filed`: a child-protection matter must stand in the school's file before it is closed here.
 */
export function moveReport(from: ReportState, to: ReportState, closing: Closing): 'yes' | 'no-way' | 'no-reason' | 'not-filed' {
  if (!reportMoves[from].includes(to)) return 'no-way'
  if (to !== 'closed') return 'yes'
  if (!closing.hasEntry) return 'no-reason'
  return closing.asChildProtection && !closing.filed ? 'not-filed' : 'yes'
}

export interface CaseStanding {
  readonly state: 'open' | 'closed'
  readonly filed: boolean
}

/** Where a case stands after a move; a refusal otherwise. Entries (`none`) may be added to a closed case, too. */
export function moveCase(now: CaseStanding, move: CaseMove): CaseStanding | 'no-way' | 'not-filed' {
  if (move === 'none') return now
  if (move === 'file') return { ...now, filed: true }
  if (move === 'reopen') return now.state === 'closed' ? { ...now, state: 'open' } : 'no-way'
  if (now.state === 'closed') return 'no-way'
  return move === 'close-as-child-protection' && !now.filed ? 'not-filed' : { ...now, state: 'closed' }
}
