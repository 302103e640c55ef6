import type { Among } from '#core/contract/report.ts'
import type { Settings } from '../hub.ts'

/**
 * The step of the honest picture for a count of computers in use. A tenth of them, and at least one, is left out: a child who
 * goes on at a computer that another left open is counted at both for a minute (check P21 saw it say five of four).
 */
export function amongStep(count: number): Among {
  const sure = count - Math.max(1, Math.ceil(count / 10))
  if (sure < 5) return '<5'
  if (sure < 15) return '5-14'
  return sure < 30 ? '15-29' : '30+'
}

const schoolClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** Until when a report in the lane "Soon" is held at most, ms since 1970. A school with an end of day in its settings waits for that; after it, for the usual time. */
export function holdUntil(now: number, { soonHoldMs, soonUntil }: Pick<Settings, 'soonHoldMs' | 'soonUntil'>): number {
  if (soonUntil === null) return now + soonHoldMs
  const left = minutesOf(soonUntil) - minutesOf(schoolClock.format(now))
  return now + Math.max(soonHoldMs, left * 60_000)
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}
