import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes, HedgerowError } from '#core/contract/errors.ts'
import { uncertainReasons } from '#core/contract/uncertain.ts'
import { refusalCodes } from '#core/contract/verdict.ts'

const handbook = readFileSync('docs/errors.md', 'utf8')

/** Rows of the tables below a heading: code and the cells beside it. */
function rowsUnder(heading: string): { code: string; cells: string[] }[] {
  const section = handbook.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, code = '', rest = '']) => ({
    code,
    cells: rest.split(' | ').map((cell) => cell.trim()),
  }))
}

it.each([
  ['Faults', Object.keys(errorCodes)],
  ['Verdicts', [...refusalCodes]],
  ['Reasons to close a page', Object.keys(uncertainReasons)],
])('the handbook and the code name the same codes under "%s"', (heading, codes) => {
  const documented = rowsUnder(heading).map(({ code }) => code)
  expect(documented.toSorted()).toEqual(codes.toSorted())
})

it('every code says what it means and what to do', () => {
  const rows = ['Faults', 'Verdicts', 'Reasons to close a page'].flatMap(rowsUnder)
  expect(rows.length).toBeGreaterThan(60)
  for (const { code, cells } of rows) {
    expect(cells, code).toHaveLength(2)
    for (const cell of cells) expect(cell, code).toMatch(/^\S.*[.?!)]$/)
  }
})

it('no retired code is in use again', () => {
  const used = new Set([...Object.keys(errorCodes), ...refusalCodes, ...Object.keys(uncertainReasons)])
  expect(rowsUnder('Retired codes').filter(({ code }) => used.has(code))).toEqual([])
})

it('a coded error says its sentence and where', () => {
  const fault = new HedgerowError('HG_ENTRY_URL', 'entry 3, url')
  expect(fault.message).toBe('An address in the list cannot be read. (entry 3, url)')
  expect(new HedgerowError('HG_DISK_FULL').message).toBe('The disk is full.')
})
