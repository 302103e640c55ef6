import { expect, test } from 'vitest'
import { aBell, calendar } from './bell-world.ts'

/** Terms unknown: every Monday to Friday that is no bank holiday. */
const always = { ...calendar, terms: [] }

test.each([
  {
    when: 'on a Monday morning, in the lane "Now"',
    start: '2026-11-23T10:00:00Z',
    lane: 'now' as const,
    open: calendar,
    rings: [
      ['2026-11-23T10:00:00Z', ['dsl']],
      ['2026-11-23T10:05:00Z', []],
      ['2026-11-23T10:10:00Z', ['deputy']],
      ['2026-11-23T10:15:00Z', []],
      ['2026-11-23T10:20:00Z', ['head']],
      ['2026-11-23T15:40:00Z', []],
      ['2026-11-24T07:55:00Z', []],
      ['2026-11-24T08:00:00Z', ['deputy', 'dsl', 'head']],
    ],
  },
  {
    when: 'in the lane "Soon"',
    start: '2026-11-23T10:00:00Z',
    lane: 'soon' as const,
    open: calendar,
    rings: [
      ['2026-11-23T10:00:00Z', ['dsl']],
      ['2026-11-23T10:25:00Z', []],
      ['2026-11-23T10:30:00Z', ['deputy']],
      ['2026-11-23T10:55:00Z', []],
      ['2026-11-23T11:00:00Z', ['head']],
    ],
  },
  {
    when: 'five minutes before a weekend',
    start: '2026-11-27T15:40:00Z',
    lane: 'now' as const,
    open: calendar,
    rings: [
      ['2026-11-27T15:40:00Z', ['dsl']],
      ['2026-11-27T15:50:00Z', []],
      ['2026-11-28T12:00:00Z', []],
      ['2026-11-30T08:00:00Z', []],
      ['2026-11-30T08:05:00Z', ['deputy']],
      ['2026-11-30T08:15:00Z', ['head']],
    ],
  },
  {
    when: 'on a Saturday',
    start: '2026-11-28T12:00:00Z',
    lane: 'now' as const,
    open: calendar,
    rings: [
      ['2026-11-28T12:00:00Z', []],
      ['2026-11-30T07:55:00Z', []],
      ['2026-11-30T08:00:00Z', ['dsl']],
      ['2026-11-30T08:10:00Z', ['deputy']],
    ],
  },
  {
    when: 'before a bank holiday in May, in summer time',
    start: '2027-04-30T14:40:00Z',
    lane: 'now' as const,
    open: calendar,
    rings: [
      ['2027-04-30T14:40:00Z', ['dsl']],
      ['2027-05-03T09:00:00Z', []],
      ['2027-05-04T07:00:00Z', []],
      ['2027-05-04T07:05:00Z', ['deputy']],
    ],
  },
  {
    when: 'before half term, over which the clocks go back',
    start: '2026-10-23T14:40:00Z',
    lane: 'now' as const,
    open: calendar,
    rings: [
      ['2026-10-23T14:40:00Z', ['dsl']],
      ['2026-10-26T09:00:00Z', []],
      ['2026-11-02T07:05:00Z', []],
      ['2026-11-02T08:05:00Z', ['deputy']],
    ],
  },
  {
    when: 'before a weekend on which the clocks go back',
    start: '2026-10-23T14:40:00Z',
    lane: 'now' as const,
    open: always,
    rings: [
      ['2026-10-23T14:40:00Z', ['dsl']],
      ['2026-10-26T07:05:00Z', []],
      ['2026-10-26T08:00:00Z', []],
      ['2026-10-26T08:05:00Z', ['deputy']],
    ],
  },
  {
    when: 'before a weekend on which the clocks go forward',
    start: '2026-03-27T15:40:00Z',
    lane: 'now' as const,
    open: always,
    rings: [
      ['2026-03-27T15:40:00Z', ['dsl']],
      ['2026-03-30T07:00:00Z', []],
      ['2026-03-30T07:05:00Z', ['deputy']],
    ],
  },
])('L12: a report that nobody opens climbs in school time: $when', async ({ start, lane, open, rings }) => {
  const bell = await aBell(start, {}, {}, open)
  await bell.tell(lane)
  for (const [moment, expected] of rings as [string, string[]][]) {
    await bell.until(moment)
    expect([moment, bell.newMail()]).toEqual([moment, expected])
  }
})

test('L12: it climbs on after the hub was off, and stops for good at the acknowledgement', async () => {
  const bell = await aBell('2026-11-23T10:00:00Z')
  const id = await bell.tell('now')
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['dsl'])
  await bell.restart()
  await bell.pass(5)
  await bell.restart()
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['deputy'])
  await bell.acknowledge(id)
  expect(await bell.hub.hub.db.selectFrom('bellReports').selectAll().execute()).toEqual([])
  await bell.pass(60)
  expect(bell.newMail()).toEqual([])
})

const tenYears = 10 * 365 * 24 * 3_600_000
test.each([
  ['ten years back', -tenYears],
  ['ten years on', tenYears],
])('L6: the bell rings on when the clock jumps %s, and when it is set right again', async (_words, jump) => {
  const bell = await aBell('2026-11-23T10:00:00Z')
  await bell.tell('now')
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['dsl'])
  bell.clock.now += jump
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['deputy'])
  bell.clock.now -= jump
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['head'])
  await bell.tell('now', '2')
  await bell.pass(15)
  expect(bell.newMail()).toEqual(['deputy', 'dsl'])
})

test('L6: what was noted by a clock that was years ahead rings within its usual time', async () => {
  const bell = await aBell('2026-11-23T10:00:00Z')
  const id = await bell.tell('now')
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['dsl'])
  const escalateAt = Date.parse('2036-11-24T10:00:00Z')
  await bell.hub.hub.db.updateTable('bellReports').set({ escalateAt }).where('id', '=', id).execute()
  await bell.pass(15)
  expect(bell.newMail()).toEqual(['deputy'])
})
