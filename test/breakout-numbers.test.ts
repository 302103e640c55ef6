import { expect, it } from 'vitest'
import { attempts, covered, numbersInTitles } from './breakout/numbers.ts'

const titles = numbersInTitles()

it('has every attempt once, in order, from B001 to B142', () => {
  expect(attempts.map((one) => one.number)).toEqual(Array.from({ length: 142 }, (_, n) => `B${String(n + 1).padStart(3, '0')}`))
})

it('loses no breakout attempt that was covered by a test before', () => {
  expect(covered.filter((number) => !titles.tested.has(number))).toEqual([])
})

it('names no attempt that there is not', () => {
  const known = new Set(attempts.map((one) => one.number))
  expect([...titles.tested, ...titles.skipped].filter((number) => !known.has(number))).toEqual([])
})

it('says which attempts still have no test', () => {
  const due = attempts.filter((one) => one.kind !== 'H')
  const missing = due.filter((one) => !titles.tested.has(one.number))
  for (const { number, kind, group, attempt } of missing)
    console.info(`no test yet: ${number} [${kind}] ${group}: ${attempt}${titles.skipped.has(number) ? ' (skipped with a reason)' : ''}`)
  console.info(`${due.length - missing.length} of ${due.length} breakout attempts have a test`)
  // A number is raised into the floor as soon as it is covered.
  expect(due.map((one) => one.number).filter((number) => titles.tested.has(number) && !covered.includes(number))).toEqual([])
})
