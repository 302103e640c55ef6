import { expect, it } from 'vitest'
import { plainCalendar } from '#core/contract/school-calendar.ts'
import { nextBreak } from '#core/school-time/breaks.ts'

const own = { ...plainCalendar, breaks: ['14:15', '10:05'] }

it.each([
  ['in the first lesson, by the usual times', plainCalendar, '2026-11-23T09:00:00Z', '2026-11-23T10:30:00Z'],
  ['when a break has just begun: the next one', plainCalendar, '2026-11-23T10:30:00Z', '2026-11-23T12:00:00Z'],
  ['after the last break: when school closes', plainCalendar, '2026-11-23T12:00:01Z', '2026-11-23T15:45:00Z'],
  ['by the school’s own times, in any order', own, '2026-11-23T09:00:00Z', '2026-11-23T10:05:00Z'],
  ['in summer time', own, '2026-06-22T11:00:00Z', '2026-06-22T13:15:00Z'],
  ['where no breaks are set: when school closes', { ...plainCalendar, breaks: [] }, '2026-11-23T09:00:00Z', '2026-11-23T15:45:00Z'],
  ['in the evening: at once', plainCalendar, '2026-11-23T18:00:00Z', '2026-11-23T18:00:00Z'],
  ['at the weekend: at once', plainCalendar, '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z'],
])('a break comes %s', (_when, calendar, at, expected) => {
  expect(new Date(nextBreak(Date.parse(at), calendar)).toISOString()).toBe(new Date(expected).toISOString())
})
