import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { instantOf, localTime, minuteOf } from './local-time.ts'
import { isSchoolTime } from './school-time.ts'

/** Until a school has said its own: mid-morning and dinner time (our guess). */
export const usualBreaks: readonly string[] = ['10:30', '12:00']

/** When the next break begins, or school closes, whichever is first; this instant when the school is shut. ms since 1970. */
export function nextBreak(at: number, calendar: SchoolCalendar): number {
  if (!isSchoolTime(at, calendar)) return at
  const { day, minute } = localTime(at)
  const starts = [...(calendar.breaks ?? usualBreaks), calendar.closes].map(minuteOf).filter((start) => start > minute)
  return instantOf({ day, minute: Math.min(...starts) })
}
