import { bellMorning, escalateAfter } from '#core/contract/bell.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { Lane } from '#core/contract/report.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { instantOf, localTime, minuteOf } from '#core/school-time/local-time.ts'
import { schoolDayAfter } from '#core/school-time/school-days.ts'
import { addSchoolMinutes, nextSchoolMoment } from '#core/school-time/school-time.ts'

/** Whom each step rings at, beside those of the steps before. After the last, all of them once each school morning. */
export const rungAt: readonly Role[] = ['dsl', 'deputy', 'head']
const lastStep = rungAt.length

/** How far a report's bell is: `step` of them have been rung at, and the next is due at `escalateAt`, ms since 1970. */
export interface Ringing {
  readonly step: number
  readonly escalateAt: number
}

/** When the bell may ring: as the school, but from eight. */
export function bellHours(calendar: SchoolCalendar): SchoolCalendar {
  return calendar.opens <= bellMorning || calendar.closes <= bellMorning ? calendar : { ...calendar, opens: bellMorning }
}

/** The bell of a report that was shown at `tick`. */
export function firstRing(tick: number, hours: SchoolCalendar): Ringing {
  return { step: 0, escalateAt: nextSchoolMoment(tick, hours) }
}

/**
 * All steps that are due at `tick`, and what is due next. One that would be later than it could be from now is brought
 * forward: the clock was ahead when it was noted (check L6). `jumped`: it has just moved, so nothing that was noted holds,
 * and the next step is taken at once. Rather once too often than never.
 */
export function advance(
  { step, escalateAt }: Ringing,
  lane: Lane,
  { tick, hours, jumped }: { tick: number; hours: SchoolCalendar; jumped: boolean },
): Ringing & { readonly ring: readonly Role[] } {
  let at = step
  let due = jumped && step < lastStep ? tick : Math.min(escalateAt, nextDue(step, tick, lane, hours))
  const ring = new Set<Role>()
  while (due <= tick) {
    for (const role of at === lastStep ? rungAt : rungAt.slice(at, at + 1)) ring.add(role)
    at = Math.min(at + 1, lastStep)
    // Of the mornings that a hub slept through, one ring is left.
    due = nextDue(at, at === lastStep ? tick : due, lane, hours)
  }
  return { step: at, escalateAt: due, ring: [...ring] }
}

/** Counted from the moment of the step before. */
function nextDue(step: number, from: number, lane: Lane, hours: SchoolCalendar): number {
  if (step === 0) return nextSchoolMoment(from, hours)
  if (step < lastStep) return addSchoolMinutes(from, escalateAfter[lane], hours)
  return instantOf({ day: schoolDayAfter(localTime(from).day, 1, hours), minute: minuteOf(hours.opens) })
}
