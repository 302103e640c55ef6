import type { CaseEntry } from '#core/contract/cases.ts'
import type { Day, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { addDays, instantOf, localTime, minuteOf } from '#core/school-time/local-time.ts'
import { isSchoolDay, schoolDayAfter, workingDayAfter } from '#core/school-time/school-days.ts'
import { addWorkingDays, nextSchoolMoment } from '#core/school-time/school-time.ts'
import type { Story } from './story.ts'

/**
 * Append only. `decision`, `conference`, `assessment` belong to people outside, who work in school holidays as well: working
 * days, which only weekends and bank holidays leave out. The others are the school's own, and end on a school day.
 */
export type ClockId = 'discuss' | 'tell-lead' | 'decision' | 'conference' | 'assessment' | 'review'

export interface Clock {
  readonly id: ClockId
  readonly from: number
  readonly dueAt: number
  readonly isDone: boolean
}

/**
 * Working days by "Working together to safeguard children": decision on a referral 1, initial child protection conference 15
 * from the strategy discussion, assessment 45 from the referral. `earlyHelp` (working days) and `watch` (school days) are ours.
 */
export const clockDays = { decision: 1, conference: 15, assessment: 45, earlyHelp: 20, watch: 10 } as const

/** All clocks that the story has started, in the order of their start. The newest of a kind takes the older one's place. */
export function readClocks({ lines, step }: Story, calendar: SchoolCalendar): readonly Clock[] {
  const clocks = new Map<ClockId, Clock>()
  const start = (id: ClockId, from: number, dueAt: number) => {
    clocks.delete(id)
    clocks.set(id, { id, from, dueAt, isDone: false })
  }
  const stop = (...ids: readonly ClockId[]) => {
    for (const id of ids) {
      const clock = clocks.get(id)
      if (clock !== undefined) clocks.set(id, { ...clock, isDone: true })
    }
  }
  let referredAt: number | null = null
  lines.forEach(({ now }, index) => {
    const at = now.happenedAt ?? now.at
    if (index === 0) start('discuss', at, endOfSchoolDay(at, calendar))
    if (endsDiscussing(now)) stop('discuss')
    if (now.about === 'review' || (now.reviewOn !== null && clocks.has('review'))) stop('review')
    switch (now.about === 'note' ? null : now.choice) {
      case 'lead-away':
        start('tell-lead', at, endOfSchoolDay(at, calendar))
        break
      case 'told-lead':
        stop('tell-lead')
        break
      case 'referred':
        referredAt = at
        start('decision', at, addWorkingDays(at, clockDays.decision, calendar))
        break
      case 'immediate-protection':
      case 'strategy':
      case 'child-in-need':
      case 'no-assessment':
        stop('decision')
        if (now.choice === 'child-in-need' || now.choice === 'strategy') {
          const from = referredAt ?? at
          start('assessment', from, addWorkingDays(from, clockDays.assessment, calendar))
        }
        if (now.choice === 'no-assessment') stop('assessment')
        break
      case 'strategy-held':
        start('conference', at, addWorkingDays(at, clockDays.conference, calendar))
        break
      case 'conference-held':
      case 'no-conference':
        stop('conference')
        break
      case 'assessment-done':
        stop('assessment')
        break
    }
    const reviewOn = now.reviewOn ?? suggestedReview(now, calendar)
    if (reviewOn !== null) start('review', at, instantOf({ day: reviewOn, minute: minuteOf(calendar.closes) }))
  })
  if (step === 'closed') stop('discuss', 'tell-lead', 'decision', 'conference', 'assessment')
  return [...clocks.values()]
}

/** The day on which to look again, unless another one was chosen. Null: no review follows from this entry. */
export function suggestedReview(entry: Pick<CaseEntry, 'choice' | 'at' | 'happenedAt'>, calendar: SchoolCalendar): string | null {
  const { day } = localTime(entry.happenedAt ?? entry.at)
  if (entry.choice === 'no-referral' || entry.choice === 'keep-watching') return schoolDayAfter(day, clockDays.watch, calendar)
  if (entry.choice === 'early-help' || entry.choice === 'no-assessment')
    return whenSomebodyIsThere(workingDayAfter(day, clockDays.earlyHelp, calendar), day, calendar)
  return null
}

/** This day or, in the holidays, the last school day before it; the first one after it where none lies between it and `after`. */
function whenSomebodyIsThere(due: Day, after: Day, calendar: SchoolCalendar): Day {
  for (let day = due; day > after; day = addDays(day, -1)) if (isSchoolDay(day, calendar)) return day
  return schoolDayAfter(due, 1, calendar)
}

/** The first thing that is due and not done; null when nothing is. */
export function nextDue(clocks: readonly Clock[]): Clock | null {
  return clocks.filter((clock) => !clock.isDone).sort((a, b) => a.dueAt - b.dueAt)[0] ?? null
}

/** `late` after its moment, `today` on its day, `soon` when no school day is left before that, `ahead` until then. */
export function urgencyOf(clock: Clock, now: number, calendar: SchoolCalendar): 'done' | 'ahead' | 'soon' | 'today' | 'late' {
  if (clock.isDone) return 'done'
  if (now > clock.dueAt) return 'late'
  const today = localTime(now).day
  // What is due at midnight is due by the end of the day before.
  const due = localTime(clock.dueAt - 1).day
  if (today >= due) return 'today'
  return schoolDayAfter(today, 1, calendar) >= due ? 'soon' : 'ahead'
}

function endsDiscussing(entry: CaseEntry): boolean {
  return ['refer', 'no-referral', 'lead-away', 'referred'].includes(entry.choice ?? '') || entry.about === 'closed'
}

/** The end of this school day, or of the next one when the school is shut. */
function endOfSchoolDay(at: number, calendar: SchoolCalendar): number {
  return instantOf({ day: localTime(nextSchoolMoment(at, calendar)).day, minute: minuteOf(calendar.closes) })
}
