import { expect, it } from 'vitest'
import { plainCalendar, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { addDays, instantOf, localTime } from '#core/school-time/local-time.ts'
import { isSchoolDay, isWithinKnownTerms, workingDayAfter } from '#core/school-time/school-days.ts'
import { addSchoolMinutes, addWorkingDays, isSchoolTime, nextSchoolMoment, schoolMinutesBetween } from '#core/school-time/school-time.ts'

const brookLane = SchoolCalendar.parse({
  ...plainCalendar,
  terms: [
    { start: '2026-09-02', end: '2026-12-18' },
    { start: '2027-01-04', end: '2027-03-25' },
    { start: '2027-04-12', end: '2027-07-21' },
  ],
  closures: [
    { start: '2026-10-26', end: '2026-10-30' },
    { start: '2027-02-15', end: '2027-02-19' },
    { start: '2027-06-01', end: '2027-06-04' },
  ],
})
const at = (day: string, clock: string): number => instantOf({ day, minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) })
const wall = (instant: number): string => {
  const { day, minute } = localTime(instant)
  return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

it.each([
  ['2026-11-20', '08:29', false, 'before the gate opens'],
  ['2026-11-20', '08:30', true, 'at the gate'],
  ['2026-11-20', '15:44', true, 'the last minute'],
  ['2026-11-20', '15:45', false, 'the moment of closing'],
  ['2026-11-21', '10:00', false, 'Saturday'],
  ['2026-10-28', '10:00', false, 'half term'],
  ['2026-12-21', '10:00', false, 'Christmas holidays'],
  ['2027-05-03', '10:00', false, 'a bank holiday in term'],
  ['2026-10-23', '08:30', true, 'summer time'],
  ['2026-11-02', '08:30', true, 'winter time'],
  ['2028-02-01', '10:00', true, 'past all known terms: a bell too many'],
  ['2026-08-03', '10:00', true, 'before all known terms'],
])('%s %s is school time: %s (%s)', (day, clock, expected) => {
  expect(isSchoolTime(at(day, clock), brookLane)).toBe(expected)
})

it('knows which days its terms speak of', () => {
  expect(['2026-09-01', '2026-09-02', '2026-12-30', '2027-07-21', '2027-07-22'].map((day) => isWithinKnownTerms(day, brookLane))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ])
})

it.each([
  ['2026-11-20', '15:40', 10, '2026-11-23 08:35', 'over a weekend'],
  ['2026-10-23', '15:40', 10, '2026-11-02 08:35', 'over half term and the change to winter time'],
  ['2027-03-25', '15:40', 20, '2027-04-12 08:45', 'over Easter and the change to summer time'],
  ['2027-04-30', '15:40', 10, '2027-05-04 08:35', 'over the early May bank holiday'],
  ['2026-12-18', '15:44', 2, '2027-01-04 08:31', 'over Christmas'],
  ['2026-11-20', '15:35', 10, '2026-11-20 15:45', 'to the moment of closing, not to the next morning'],
  ['2026-11-20', '07:00', 20, '2026-11-20 08:50', 'from before the gate opens'],
  ['2026-11-21', '03:00', 0, '2026-11-23 08:30', 'none: the next opening'],
])('%s %s and %i minutes of school is %s: %s', (day, clock, minutes, expected) => {
  expect(wall(addSchoolMinutes(at(day, clock), minutes, brookLane))).toBe(expected)
})

it.each([
  ['2026-11-20', '16:10', 1, '2026-11-23 16:10', 'Friday to Monday'],
  ['2026-11-21', '11:00', 1, '2026-11-24 00:00', 'begun on a Saturday: when Monday has ended'],
  ['2026-10-23', '14:00', 1, '2026-10-26 14:00', 'over the change to winter time, and half term does not pause it'],
  ['2027-03-25', '14:00', 1, '2027-03-30 14:00', 'over Good Friday, Easter Monday and the change to summer time'],
  ['2026-12-24', '09:00', 1, '2026-12-29 09:00', 'Christmas, Boxing Day in lieu'],
  ['2026-11-20', '09:00', 15, '2026-12-11 09:00', 'a conference'],
  ['2026-11-20', '09:00', 45, '2027-01-27 09:00', 'an assessment'],
])('%s %s and %i working days is %s: %s', (day, clock, days, expected) => {
  expect(wall(addWorkingDays(at(day, clock), days, brookLane))).toBe(expected)
})

it('counts another nation’s days, and a holiday that was proclaimed later', () => {
  expect(workingDayAfter('2027-03-25', 1, { nation: 'scotland', extraBankHolidays: [] })).toBe('2027-03-29')
  expect(workingDayAfter('2027-03-29', 1, { nation: 'england-and-wales', extraBankHolidays: ['2027-03-30'] })).toBe('2027-03-31')
})

it('refuses a calendar that cannot be', () => {
  expect(SchoolCalendar.safeParse({ ...brookLane, opens: '16:00' }).success).toBe(false)
  expect(SchoolCalendar.safeParse({ ...brookLane, terms: [{ start: '2027-01-02', end: '2027-01-01' }] }).success).toBe(false)
  expect(SchoolCalendar.safeParse({ ...brookLane, closures: [{ start: '2027-02-30', end: '2027-03-01' }] }).success).toBe(false)
  expect(() => workingDayAfter('2027-01-04', 1.5, brookLane)).toThrow(RangeError)
})

/** A small generator with a seed, so that a failure can be played again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it('keeps its promises from any moment of two school years', () => {
  const next = random(20_261_121)
  const start = at('2026-08-20', '00:00')
  for (let turn = 0; turn < 1_500; turn += 1) {
    const from = start + Math.floor(next() * 730 * 1_440) * 60_000
    const minutes = Math.floor(next() * 900)
    const seen = `${wall(from)} and ${minutes}`
    const due = addSchoolMinutes(from, minutes, brookLane)
    expect(schoolMinutesBetween(from, due, brookLane), seen).toBe(minutes)
    expect(isSchoolTime(due, brookLane) || isSchoolTime(due - 60_000, brookLane), seen).toBe(true)
    const opening = nextSchoolMoment(from, brookLane)
    expect(opening >= from && isSchoolTime(opening, brookLane), seen).toBe(true)
    if (opening > from) expect(isSchoolTime(opening - 60_000, brookLane), seen).toBe(false)

    const days = Math.floor(next() * 50)
    const { day } = localTime(from)
    const counted = workingDayAfter(day, days, brookLane)
    let between = 0
    for (let one = day; one < counted; ) {
      one = addDays(one, 1)
      if (isSchoolDay(one, { ...brookLane, terms: [], closures: [] })) between += 1
    }
    expect(between, seen).toBe(days)
    expect(localTime(instantOf(localTime(from))).minute, seen).toBe(localTime(from).minute)
  }
})

it('finds each minute of the days on which the clocks change', () => {
  for (const day of ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']) {
    for (let minute = 0; minute < 1_440; minute += 1) {
      const found = localTime(instantOf({ day, minute }))
      const leftOut = day.includes('-03-') && minute >= 60 && minute < 120
      expect(found, `${day} ${minute}`).toEqual({ day, minute: leftOut ? minute + 60 : minute })
    }
  }
})
