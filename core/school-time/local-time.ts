import type { Day } from '#core/contract/school-calendar.ts'

const minute = 60_000
const inLondon = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** What a clock on the school's wall shows. `minute` counts from midnight on the wall, 0 to 1439. */
export interface LocalTime {
  readonly day: Day
  readonly minute: number
}

/** The wall clock at an instant (ms since 1970), whatever the machine's own zone. */
export function localTime(at: number): LocalTime {
  const parts = Object.fromEntries(inLondon.formatToParts(at).map((part) => [part.type, part.value]))
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) }
}

/**
 * The instant at which the wall clock shows this. London is at UTC or one hour before it. A time that comes twice (autumn)
 * is the first of the two; one that is left out (spring) is the same number of minutes after the jump.
 */
export function instantOf(local: LocalTime): number {
  const utc = Date.parse(`${local.day}T00:00:00Z`) + local.minute * minute
  const summer = utc - 60 * minute
  const shown = localTime(summer)
  return shown.day === local.day && shown.minute === local.minute ? summer : utc
}

/** Minutes from midnight of `08:30`. */
export function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))
}

/** The day so many calendar days later (or before). */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** 0 is Sunday, 6 Saturday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}
