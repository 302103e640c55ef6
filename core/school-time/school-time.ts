import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { addDays, instantOf, localTime, minuteOf } from './local-time.ts'
import { isSchoolDay, isWorkingDay, schoolDayAfter, workingDayAfter } from './school-days.ts'

const minute = 60_000

/** Is the school open at this instant (ms since 1970)? The moment of closing is no longer school time. */
export function isSchoolTime(at: number, calendar: SchoolCalendar): boolean {
  const { day, minute: now } = localTime(at)
  return isSchoolDay(day, calendar) && now >= minuteOf(calendar.opens) && now < minuteOf(calendar.closes)
}

/** This instant if the school is open, otherwise the next opening. */
export function nextSchoolMoment(at: number, calendar: SchoolCalendar): number {
  if (isSchoolTime(at, calendar)) return at
  const { day, minute: now } = localTime(at)
  const opens = minuteOf(calendar.opens)
  const next = isSchoolDay(day, calendar) && now < opens ? day : schoolDayAfter(day, 1, calendar)
  return instantOf({ day: next, minute: opens })
}

/**
 * The instant at which so many minutes of school time have passed. It may be a moment of closing: what is due at a quarter
 * to four is due then, not the next morning. `minutes` from 0; with 0 it is `nextSchoolMoment`.
 */
export function addSchoolMinutes(at: number, minutes: number, calendar: SchoolCalendar): number {
  let left = minutes * minute
  let from = nextSchoolMoment(at, calendar)
  for (;;) {
    const closes = instantOf({ day: localTime(from).day, minute: minuteOf(calendar.closes) })
    if (left <= closes - from) return from + left
    left -= closes - from
    from = nextSchoolMoment(closes, calendar)
  }
}

/** Minutes of school time between two instants, 0 when the second is not later. */
export function schoolMinutesBetween(from: number, to: number, calendar: SchoolCalendar): number {
  let sum = 0
  for (let start = nextSchoolMoment(from, calendar); start < to; ) {
    const closes = instantOf({ day: localTime(start).day, minute: minuteOf(calendar.closes) })
    sum += Math.min(closes, to) - start
    start = nextSchoolMoment(closes, calendar)
  }
  return sum / minute
}

/**
 * The same wall-clock time so many working days later. What begins on a day that is not one counts as begun when that day
 * ends, so it is due when the last day that counts has ended: Saturday and 1 gives the midnight after Monday.
 */
export function addWorkingDays(at: number, count: number, calendar: SchoolCalendar): number {
  const { day, minute: now } = localTime(at)
  if (count === 0 || isWorkingDay(day, calendar)) return instantOf({ day: workingDayAfter(day, count, calendar), minute: now })
  return instantOf({ day: addDays(workingDayAfter(day, count, calendar), 1), minute: 0 })
}
