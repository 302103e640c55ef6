const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit' })

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0)
/** Whole days from `at` to `now`, by the calendar. A day with a clock change has 23 or 25 hours, so it is rounded. */
const daysAgo = (at: number, now: number): number => Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000)

/** "18 Nov", or "18 Nov 2024" when that was another year. */
export function dayWords(at: number, now = Date.now()): string {
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dayAndYear.format(at)
}

const longDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** "18 November 2026": for what leaves Hedgerow. */
export const fullDayWords = (at: number): string => longDay.format(at)

/** "18 November 2026, morning". Never nearer. */
export function fullHalfDayWords(halfDay: string): string {
  const at = Date.parse(`${halfDay.slice(0, 10)}T12:00:00`)
  return Number.isNaN(at) ? 'A day that was not given' : `${longDay.format(at)}, ${halfDay.endsWith('am') ? 'morning' : 'afternoon'}`
}

export const clockWords = (at: number): string => clock.format(at)

/** "Today 9:40", "Yesterday 14:05", "18 Nov, 9:40". */
export function momentWords(at: number, now = Date.now()): string {
  const days = daysAgo(at, now)
  if (days === 0) return `Today ${clock.format(at)}`
  if (days === 1) return `Yesterday ${clock.format(at)}`
  if (days === -1) return `Tomorrow ${clock.format(at)}`
  return `${dayWords(at, now)}, ${clock.format(at)}`
}

/** "just now", "4 minutes ago", "2 hours ago", "yesterday", "on 18 Nov". */
export function sinceWords(at: number, now = Date.now()): string {
  const minutes = Math.floor((now - at) / 60_000)
  if (minutes < 1) return 'just now'
  if (minutes < 60) return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`
  const days = daysAgo(at, now)
  const hours = Math.floor(minutes / 60)
  if (days === 0 || hours < 6) return hours === 1 ? '1 hour ago' : `${hours} hours ago`
  return days === 1 ? 'yesterday' : `on ${dayWords(at, now)}`
}

/** "Today 9:40–10:40". */
export function spanWords(from: number, to: number, now = Date.now()): string {
  return startOfDay(from) === startOfDay(to)
    ? `${momentWords(from, now)}–${clock.format(to)}`
    : `${momentWords(from, now)} to ${momentWords(to, now)}`
}

/** A note's half day: "Tuesday morning" within the last six days, else "18 Nov, morning". Never nearer. */
export function halfDayWords(halfDay: string, now = Date.now()): string {
  const at = Date.parse(`${halfDay.slice(0, 10)}T12:00:00`)
  if (Number.isNaN(at)) return 'a day that was not given'
  const half = halfDay.endsWith('am') ? 'morning' : 'afternoon'
  const days = daysAgo(at, now)
  if (days === 0) return `This ${half}`
  if (days === 1) return `Yesterday ${half}`
  if (days > 1 && days < 7) return `${weekday.format(at)} ${half}`
  return `${dayWords(at, now)}, ${half}`
}

/** "2026-11-18", in the school's own time: for a date field. */
export function dateField(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`
}

/** "09:40": for a time field. */
export function timeField(at: number): string {
  const date = new Date(at)
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`
}

/** The moment of a date field and a time field, or null when they do not make one. */
export function momentOf(date: string, time: string): number | null {
  const at = Date.parse(`${date}T${time}:00`)
  return Number.isNaN(at) ? null : at
}
