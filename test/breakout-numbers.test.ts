import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

interface Attempt {
  readonly number: string
  /** U: without a browser; S: in a real shell; H: by hand or in a lab. */
  readonly kind: 'U' | 'S' | 'H'
  readonly group: string
  readonly attempt: string
}

const here = fileURLToPath(new URL('.', import.meta.url))
const { attempts, covered } = JSON.parse(readFileSync(join(here, 'breakout-attempts.json'), 'utf8')) as {
  readonly attempts: readonly Attempt[]
  readonly covered: readonly string[]
}

/** The numbers at the beginning of test titles that are not skipped, in any file under test/, and the numbers of skipped ones. */
function numbersInTitles(): { readonly tested: ReadonlySet<string>; readonly skipped: ReadonlySet<string> } {
  const tested = new Set<string>()
  const skipped = new Set<string>()
  for (const path of readdirSync(here, { recursive: true, encoding: 'utf8' })) {
    if (!/\.test\.tsx?$/.test(path)) continue
    const text = readFileSync(join(here, path), 'utf8')
    const title =
      /(?:\b(?:test|it|describe)(\.skip)?(?:\.each\b[\s\S]{0,6000}?\]\s*(?:as const)?,?\s*\))?|^\s*\[?|^\s*name:)\s*\(?\s*['"`](B\d{3}(?:[ ,]+B\d{3})*)\b/gm
    for (const [, skip, numbers = ''] of text.matchAll(title)) {
      for (const number of numbers.match(/B\d{3}/g) ?? []) (skip ? skipped : tested).add(number)
    }
  }
  return { tested, skipped }
}

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
