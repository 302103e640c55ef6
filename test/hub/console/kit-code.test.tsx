import { createHash } from 'node:crypto'
import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { darkSquares, KitCode } from '#hub/console/dsl/kit-code.tsx'

const key = 'AGE-SECRET-KEY-1PE985A4TWYLEWL8ZDLV8UN5DV256X8AWJT5UUES3RWSYKJQ5224S8QU402'

it('draws the dark squares row by row, one box for each run', () => {
  expect(
    darkSquares([
      [true, true, false, true],
      [false, false, false, false],
      [true, true, true, true],
    ]),
  ).toBe('M0 0h2v1H0zM3 0h1v1H3zM0 2h4v1H0z')
})

it('the recovery key’s code is the one that a scanner read on 21 November 2026, ink on white with its quiet zone', () => {
  const { container } = render(<KitCode identity={key} />)
  const svg = container.querySelector('svg')
  expect(svg?.getAttribute('aria-label')).toBe('The recovery key as a QR code')
  const [paper, ink] = container.querySelectorAll('path')
  expect([paper?.getAttribute('fill'), ink?.getAttribute('fill')]).toEqual(['#fff', '#000'])
  const squares = ink?.getAttribute('d') ?? ''
  // The key was made for this test's picture alone, and opens nothing.
  expect(createHash('sha256').update(squares).digest('hex')).toBe('950ef163509bea73e863b71f90aec1a0305fd81248e13aa0d5496aabf1c090b8')
})
