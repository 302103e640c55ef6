import { expect, it } from 'vitest'
import { nextDue, readClocks, urgencyOf } from '#core/cases/clocks.ts'
import { flow } from '#core/cases/flow.ts'
import { tellStory } from '#core/cases/story.ts'
import { type CaseEntry, caseSteps } from '#core/contract/cases.ts'
import { plainCalendar as calendar } from '#core/contract/school-calendar.ts'
import { localTime } from '#core/school-time/local-time.ts'
import { at, entry } from './story-world.ts'

const wall = (instant: number): string => {
  const { day, minute } = localTime(instant)
  return `${day} ${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
const clocksOf = (entries: readonly CaseEntry[]) =>
  readClocks(tellStory(entries), calendar).map(({ id, dueAt, isDone }) => `${id} ${wall(dueAt)}${isDone ? ' done' : ''}`)
const begun = () => entry({ about: 'danger', choice: 'no-danger-now' })
const refer = () => entry({ about: 'discuss', choice: 'refer' })
const referred = (day: string, clock: string) => entry({ about: 'refer', choice: 'referred', happenedAt: at(day, clock) })

it('every step can be reached, and every step but the last leads on', () => {
  const reached = new Set(['danger', 'closed', ...Object.values(flow).flatMap((choices) => choices.map((choice) => choice.next))])
  expect([...reached].sort()).toEqual([...caseSteps].sort())
  for (const step of caseSteps) {
    const ids = flow[step].map((choice) => choice.id)
    expect(new Set(ids).size).toBe(ids.length)
    if (step !== 'closed') expect(flow[step].some((choice) => choice.next !== step) || step === 'review').toBe(true)
  }
})

it('walks from a concern over a referral and a strategy discussion to a review', () => {
  const story = [begun()]
  const step = (more: Partial<CaseEntry>) => {
    story.push(entry(more))
    return tellStory(story).step
  }
  expect(tellStory([]).step).toBe('danger')
  expect(tellStory(story).step).toBe('discuss')
  expect(step({ about: 'discuss', choice: 'refer' })).toBe('refer')
  expect(step({ about: 'refer', choice: 'referred' })).toBe('awaiting')
  expect(step({ about: 'awaiting', choice: 'chased' })).toBe('awaiting')
  expect(step({ about: 'images', facts: 'the police were told' })).toBe('awaiting')
  expect(step({ about: 'awaiting', choice: 'strategy' })).toBe('strategy')
  expect(step({ about: 'strategy', choice: 'strategy-held' })).toBe('strategy')
  expect(step({ about: 'strategy', choice: 'conference-held' })).toBe('review')
  expect(step({ about: 'review', choice: 'not-better' })).toBe('press')
  expect(step({ about: 'press', choice: 'refer' })).toBe('refer')
  expect(step({ about: 'closed', outcome: 'child-protection' })).toBe('closed')
  expect(tellStory(story).outcome).toBe('child-protection')
  expect(step({ about: 'closed', choice: 'reopened' })).toBe('review')
  expect(step({ about: 'review', choice: 'something-from-a-later-version' })).toBe('review')
})

it('an amendment stands in the original’s place, and the original stays', () => {
  const first = entry({ about: 'discuss', choice: 'no-referral', facts: 'He was quiet.' })
  const second = entry({ about: 'discuss', choice: 'no-referral', facts: 'She was quiet.', amends: first.id })
  const third = entry({ about: 'discuss', choice: 'refer', facts: 'She was quiet, and hurt.', amends: second.id })
  const { lines, step } = tellStory([begun(), first, entry({ facts: 'In between.' }), second, third])
  expect(lines.map(({ now }) => now.facts)).toEqual(['', 'She was quiet, and hurt.', 'In between.'])
  expect(lines[1]?.before.map((one) => one.facts)).toEqual(['He was quiet.', 'She was quiet.'])
  expect(step).toBe('refer')
  expect(tellStory([entry({ amends: 'f'.repeat(32), facts: 'alone' })]).lines).toHaveLength(1)
})

it.each([
  ['2026-11-20', '16:10', '2026-11-23 16:10', 'a Friday afternoon'],
  ['2026-12-24', '09:00', '2026-12-29 09:00', 'Christmas Eve'],
  ['2027-03-25', '14:00', '2027-03-30 14:00', 'before Easter and summer time'],
  ['2026-10-23', '14:00', '2026-10-26 14:00', 'before half term, which does not pause it'],
])('a referral of %s %s is to be decided on by %s: %s', (day, clock, due) => {
  expect(clocksOf([begun(), refer(), referred(day, clock)])).toContain(`decision ${due}`)
})

it('runs 15 working days from the strategy discussion and 45 from the referral', () => {
  const story = [
    begun(),
    refer(),
    referred('2026-11-20', '09:00'),
    entry({ about: 'awaiting', choice: 'strategy', happenedAt: at('2026-11-23', '11:00') }),
    entry({ about: 'strategy', choice: 'strategy-held', happenedAt: at('2026-11-25', '10:00') }),
  ]
  expect(clocksOf(story)).toEqual([
    'discuss 2026-11-20 15:45 done',
    'decision 2026-11-23 09:00 done',
    'assessment 2027-01-27 09:00',
    'conference 2026-12-16 10:00',
  ])
  expect(nextDue(readClocks(tellStory(story), calendar))?.id).toBe('conference')
  const ended = [...story, entry({ about: 'strategy', choice: 'conference-held' }), entry({ about: 'closed', outcome: 'child-protection' })]
  expect(nextDue(readClocks(tellStory(ended), calendar))).toBeNull()
})

it('starts again when a child is referred again, and a correction moves the clock', () => {
  const first = referred('2026-11-20', '09:00')
  const story = [
    begun(),
    refer(),
    first,
    entry({ about: 'refer', choice: 'referred', happenedAt: at('2026-11-19', '09:00'), amends: first.id }),
  ]
  expect(clocksOf(story)).toContain('decision 2026-11-20 09:00')
  expect(clocksOf([...story, referred('2026-12-01', '13:00')])).toContain('decision 2026-12-02 13:00')
})

it('asks for a review after no referral, and takes the day that was chosen', () => {
  const quiet = entry({ about: 'discuss', choice: 'no-referral' })
  expect(clocksOf([begun(), quiet])).toContain('review 2026-12-04 15:45')
  expect(clocksOf([begun(), { ...quiet, reviewOn: '2026-11-27' }])).toContain('review 2026-11-27 15:45')
  expect(clocksOf([begun(), quiet, entry({ about: 'review', choice: 'better' })])).toContain('review 2026-12-04 15:45 done')
  const again = [begun(), quiet, entry({ about: 'review', choice: 'keep-watching', at: at('2026-12-04', '10:00') })]
  expect(clocksOf(again)).toContain('review 2026-12-18 15:45')
})

it('a lead who was away is told afterwards', () => {
  const story = [begun(), entry({ about: 'discuss', choice: 'lead-away' })]
  expect(clocksOf(story)).toContain('tell-lead 2026-11-20 15:45')
  expect(clocksOf([...story, entry({ about: 'refer', choice: 'told-lead' })])).toContain('tell-lead 2026-11-20 15:45 done')
})

it.each([
  ['2026-11-18', '09:00', 'ahead'],
  ['2026-11-20', '09:00', 'soon'],
  ['2026-11-23', '08:00', 'today'],
  ['2026-11-23', '16:11', 'late'],
])('on %s %s what is due on Monday at ten past four is %s', (day, clock, expected) => {
  const clock1 = { id: 'decision', from: 0, dueAt: at('2026-11-23', '16:10'), isDone: false } as const
  expect(urgencyOf(clock1, at(day, clock), calendar)).toBe(expected)
})
