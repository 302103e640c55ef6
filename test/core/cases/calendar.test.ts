import { expect, it } from 'vitest'
import { readClocks, suggestedReview, urgencyOf } from '#core/cases/clocks.ts'
import { tellStory } from '#core/cases/story.ts'
import type { CaseEntry } from '#core/contract/cases.ts'
import { plainCalendar, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { localTime } from '#core/school-time/local-time.ts'
import { at, entry } from './story-world.ts'

/** A school with half terms, a day of snow, and a bank holiday that was proclaimed for it. */
const brookLane = SchoolCalendar.parse({
  ...plainCalendar,
  closes: '15:30',
  terms: [
    { start: '2026-09-02', end: '2026-12-18' },
    { start: '2027-01-04', end: '2027-03-25' },
    { start: '2027-04-12', end: '2027-07-21' },
    { start: '2027-09-02', end: '2027-12-17' },
  ],
  closures: [
    { start: '2026-10-26', end: '2026-10-30' },
    { start: '2026-12-02', end: '2026-12-02' },
    { start: '2027-02-15', end: '2027-02-19' },
    { start: '2027-06-01', end: '2027-06-04' },
  ],
  extraBankHolidays: ['2026-12-03'],
})
const wall = (instant: number): string => {
  const { day, minute } = localTime(instant)
  return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
/** When each clock of a story is due, by its name. */
function due(entries: readonly CaseEntry[], calendar = brookLane): Record<string, string> {
  return Object.fromEntries(readClocks(tellStory(entries), calendar).map(({ id, dueAt }) => [id, wall(dueAt)]))
}
const begunAt = (day: string, clock: string) => entry({ about: 'danger', choice: 'no-danger-now', at: at(day, clock) })

it.each([
  ['2026-11-20', '09:00', '2026-11-20 15:30', 'the same school day'],
  ['2026-11-20', '15:30', '2026-11-23 15:30', 'after school on a Friday'],
  ['2026-10-23', '16:00', '2026-11-02 15:30', 'over half term and the change to winter time'],
  ['2027-03-25', '16:00', '2027-04-12 15:30', 'over Easter and the change to summer time'],
  ['2026-12-02', '09:00', '2026-12-04 15:30', 'over a day of snow and a proclaimed bank holiday'],
  ['2027-04-30', '16:00', '2027-05-04 15:30', 'over the early May bank holiday'],
])('the school’s own clock from %s %s: talk it over by %s: %s', (day, clock, expected) => {
  expect(due([begunAt(day, clock)]).discuss).toBe(expected)
  const away = [begunAt(day, clock), entry({ about: 'discuss', choice: 'lead-away', at: at(day, clock) })]
  expect(due(away)['tell-lead']).toBe(expected)
})

it.each([
  ['2026-10-23', '14:00', '2026-10-26 14:00', '2026-11-13 14:00', '2026-12-30 14:00', 'half term and winter time'],
  ['2027-03-25', '14:00', '2027-03-30 14:00', '2027-04-19 14:00', '2027-06-02 14:00', 'Easter, summer time and two bank holidays'],
  ['2026-12-02', '09:00', '2026-12-04 09:00', '2026-12-24 09:00', '2027-02-09 09:00', 'snow counts, the proclaimed bank holiday does not'],
  ['2027-07-21', '11:00', '2027-07-22 11:00', '2027-08-11 11:00', '2027-09-23 11:00', 'the whole summer holiday counts'],
])('people outside, from %s %s: decision %s, conference %s, assessment %s: %s', (day, clock, decision, conference, assessment) => {
  const referred = entry({ about: 'refer', choice: 'referred', happenedAt: at(day, clock) })
  const story = [begunAt(day, clock), entry({ about: 'discuss', choice: 'refer' }), referred]
  expect(due(story).decision).toBe(decision)
  const held = entry({ about: 'strategy', choice: 'strategy-held', happenedAt: at(day, clock) })
  const outside = due([...story, entry({ about: 'awaiting', choice: 'strategy', happenedAt: at(day, clock) }), held])
  expect(outside).toMatchObject({ conference, assessment })
  // The school's terms and closures change nothing of it; its bank holidays do.
  const { nation, extraBankHolidays } = brookLane
  expect(due(story, { ...plainCalendar, nation, extraBankHolidays }).decision).toBe(decision)
})

it('another nation’s bank holidays move what people outside have to do', () => {
  const story = [
    begunAt('2027-03-25', '14:00'),
    entry({ about: 'discuss', choice: 'refer' }),
    entry({ about: 'refer', choice: 'referred', happenedAt: at('2027-03-25', '14:00') }),
  ]
  expect(due(story).decision).toBe('2027-03-30 14:00')
  expect(due(story, { ...brookLane, nation: 'scotland' }).decision).toBe('2027-03-29 14:00')
})

it.each([
  ['no-referral', '2026-10-16', '2026-11-06', 'ten school days, half term left out'],
  ['keep-watching', '2026-11-27', '2026-12-15', 'ten school days without the snow and the bank holiday'],
  ['early-help', '2026-11-05', '2026-12-04', 'twenty working days'],
  ['early-help', '2026-10-01', '2026-10-23', 'twenty working days end in half term: the last school day before it'],
  ['no-assessment', '2027-07-20', '2027-07-21', 'in the summer: the last school day before it'],
  ['no-assessment', '2027-07-21', '2027-09-02', 'on the last day of term: the first one after the holidays'],
] as const)('after %s on %s the review is suggested for %s: %s', (choice, day, expected, _why) => {
  expect(suggestedReview(entry({ choice, happenedAt: at(day, '12:00') }), brookLane)).toBe(expected)
})

it.each([
  ['2026-10-22', 'ahead'],
  ['2026-10-23', 'soon'],
  ['2026-10-28', 'soon'],
  ['2026-11-02', 'today'],
])('on %s what is due on the Monday after half term is %s, so that it is seen before the holidays', (day, expected) => {
  const clock = { id: 'review', from: 0, dueAt: at('2026-11-02', '15:30'), isDone: false } as const
  expect(urgencyOf(clock, at(day, '09:00'), brookLane)).toBe(expected)
})
