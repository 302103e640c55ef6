import type { Day, DayRange, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { bankHolidays } from './bank-holidays.ts'
import { addDays, weekday } from './local-time.ts'

type Holidays = Pick<SchoolCalendar, 'nation' | 'extraBankHolidays'>

/** Monday to Friday and no bank holiday: the days that social care and police count. School holidays do not pause them. */
export function isWorkingDay(day: Day, calendar: Holidays): boolean {
  if (weekday(day) === 0 || weekday(day) === 6) return false
  return !bankHolidays(Number(day.slice(0, 4)), calendar.nation).has(day) && !calendar.extraBankHolidays.includes(day)
}

/**
 * A working day on which the school is open. A day before the first or after the last term that is known counts as one:
 * a bell in the holidays troubles somebody, a bell that never rings loses somebody.
 */
export function isSchoolDay(day: Day, calendar: SchoolCalendar): boolean {
  if (!isWorkingDay(day, calendar)) return false
  if (calendar.closures.some((range) => holds(range, day))) return false
  return !isWithinKnownTerms(day, calendar) || calendar.terms.some((range) => holds(range, day))
}

/** Does a known term lie on or after this day, and one on or before it? If not, the desk should ask for the dates. */
export function isWithinKnownTerms(day: Day, calendar: SchoolCalendar): boolean {
  return calendar.terms.some((term) => term.start <= day) && calendar.terms.some((term) => term.end >= day)
}

/** The `count`-th working day after a day; with 0 the day itself, whatever it is. `count`: a whole number from 0. */
export function workingDayAfter(day: Day, count: number, calendar: Holidays): Day {
  return nth(day, count, (one) => isWorkingDay(one, calendar))
}

/** The `count`-th school day after a day; with 0 the day itself. */
export function schoolDayAfter(day: Day, count: number, calendar: SchoolCalendar): Day {
  return nth(day, count, (one) => isSchoolDay(one, calendar))
}

function nth(day: Day, count: number, counts: (day: Day) => boolean): Day {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('count: a whole number from 0')
  let found = day
  for (let left = count; left > 0; ) {
    found = addDays(found, 1)
    if (counts(found)) left -= 1
  }
  return found
}

function holds(range: DayRange, day: Day): boolean {
  return range.start <= day && day <= range.end
}
