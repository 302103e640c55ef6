import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { attempts, numbersInTitles } from './breakout/numbers.ts'

const titles = numbersInTitles()

it('has every attempt once, in order, from B001 to B142', () => {
  expect(attempts.map((one) => one.number)).toEqual(Array.from({ length: 142 }, (_, n) => `B${String(n + 1).padStart(3, '0')}`))
})

it('names no attempt that there is not', () => {
  const known = new Set(attempts.map((one) => one.number))
  expect([...titles.tested, ...titles.skipped].filter((number) => !known.has(number))).toEqual([])
})

it('has a test for every attempt that can be tried by a program: none is missing', () => {
  const due = attempts.filter((one) => one.kind !== 'H')
  expect(due).toHaveLength(132)
  expect(due.filter((one) => !titles.tested.has(one.number)).map(({ number, group, attempt }) => `${number} ${group}: ${attempt}`)).toEqual(
    [],
  )
})

it('has a recipe for every attempt that only a person can make', () => {
  const recipes = readFileSync(new URL('../docs/platforms.md', import.meta.url), 'utf8')
  const missing = attempts.filter((one) => one.kind === 'H' && !recipes.includes(one.number)).map((one) => one.number)
  expect(missing).toEqual([])
})
