import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

/** The checks of the design for anonymous reports that are promised as tests: P privacy, L loss, A abuse and safety. */
const due = [
  ...['P2', 'P3', 'P4', 'P5', 'P6', 'P7', 'P8', 'P9', 'P11', 'P12', 'P13', 'P14', 'P15', 'P16', 'P17', 'P18', 'P21', 'P22'],
  ...['L1', 'L3', 'L4', 'L6', 'L7', 'L9', 'L10', 'L11', 'L12', 'L13', 'L14'],
  ...['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'A10'],
]
/** Those that have no test yet. Only ever shortened. */
const missing: readonly string[] = []

/** A title that begins with one or several ids: `P13: …`, `L6, L7: …`. */
const titles = /\b(?:test|it|describe)(?:\.(?:each|skipIf|runIf)\b[\s\S]{0,3000}?\))?\s*\(\s*['"`]((?:[PLA]\d{1,2}(?:, | and )?)+)[: ]/g

const tested = new Set(
  globSync('test/**/*.test.{ts,tsx}').flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(titles)].flatMap(([, ids = '']) => ids.match(/[PLA]\d{1,2}/g) ?? []),
  ),
)

it('every check of the design is a test of that name, but for those that are known to be missing', () => {
  expect(due.filter((id) => !tested.has(id))).toEqual(missing)
})

it('says in docs/known-issues.md which are missing', () => {
  const text = readFileSync('docs/known-issues.md', 'utf8')
  const line = text.split('\n').find((one) => one.includes('checks of the design')) ?? ''
  expect([...new Set(line.match(/\b[PLA]\d{1,2}\b/g) ?? [])]).toEqual([...missing])
})
