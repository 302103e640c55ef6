import { expect, it } from 'vitest'
import { moveCase, moveReport } from '#core/cases/states.ts'
import { reportStates } from '#core/contract/hub-api.ts'

const closing = { asChildProtection: false, filed: false, hasEntry: true }

it('a report is never new again, and from each state some way leads on', () => {
  for (const from of reportStates) {
    expect(moveReport(from, 'new', closing)).toBe('no-way')
    expect(reportStates.some((to) => to !== from && moveReport(from, to, closing) === 'yes')).toBe(true)
  }
  expect(moveReport('new', 'closed', closing)).toBe('no-way')
  expect(moveReport('opened', 'closed', closing)).toBe('no-way')
})

it('closing needs a reason, and child protection the school’s own file', () => {
  expect(moveReport('acting', 'closed', { ...closing, hasEntry: false })).toBe('no-reason')
  expect(moveReport('acting', 'closed', { ...closing, asChildProtection: true })).toBe('not-filed')
  expect(moveReport('acting', 'closed', { ...closing, asChildProtection: true, filed: true })).toBe('yes')
  const open = { state: 'open', filed: false } as const
  expect(moveCase(open, 'close-as-child-protection')).toBe('not-filed')
  const filed = moveCase(open, 'file')
  expect(filed).toEqual({ state: 'open', filed: true })
  expect(moveCase({ state: 'open', filed: true }, 'close-as-child-protection')).toEqual({ state: 'closed', filed: true })
  expect(moveCase({ state: 'closed', filed: true }, 'close')).toBe('no-way')
  expect(moveCase({ state: 'closed', filed: true }, 'reopen')).toEqual({ state: 'open', filed: true })
  expect(moveCase(open, 'reopen')).toBe('no-way')
})
