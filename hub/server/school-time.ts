const inSchoolTime = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The school's day of a moment, `2026-11-21`. UK schools: London time whatever the hub's machine is set to. */
export function schoolDay(at: number): string {
  return inSchoolTime.format(at)
}

/** First moment of a school day, and of the one after. Clocks change at night, so a day may have 23 or 25 hours. */
export function dayBounds(day: string): { start: number; end: number } {
  const start = midnight(day)
  return { start, end: midnight(schoolDay(start + 36 * 3_600_000)) }
}

/** London is at UTC or one hour before it. */
function midnight(day: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`)
  return schoolDay(utc - 3_600_000) === day ? utc - 3_600_000 : utc
}
