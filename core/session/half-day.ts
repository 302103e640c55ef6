const inLondon = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** The school day and its half, in the school's time zone: `2026-11-21 am`. Nothing finer goes into a report. */
export function halfDay(at: number): string {
  const parts = Object.fromEntries(inLondon.formatToParts(at).map((part) => [part.type, part.value]))
  return `${parts.year}-${parts.month}-${parts.day} ${Number(parts.hour) < 12 ? 'am' : 'pm'}`
}
