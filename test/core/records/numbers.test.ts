import { expect, it } from 'vitest'
import { compareTerms, hasEnded, hideSmall, smallest, termOf } from '#core/records/numbers.ts'

it('shows no number below five, and none that gives such a one away', () => {
  expect(hideSmall({ a: 20, b: 7 })).toEqual({ whole: 27, parts: { a: 20, b: 7 } })
  expect(hideSmall({ a: 20, b: 3, c: 9 })).toEqual({ whole: 32, parts: { a: 20, b: null, c: null } })
  expect(hideSmall({ a: 20, b: 3, c: 1 })).toEqual({ whole: 24, parts: { a: null, b: null, c: null } })
  expect(hideSmall({ a: 20, b: 0 })).toEqual({ whole: 20, parts: { a: null, b: null } })
  expect(hideSmall({ a: 3, b: 1 })).toEqual({ whole: null, parts: { a: null, b: null } })
})

it('whatever the counts are, each hidden one could be several numbers', () => {
  const upTo = 9
  for (let a = 0; a < upTo; a++)
    for (let b = 0; b < upTo; b++)
      for (let c = 0; c < upTo; c++) {
        const shown = JSON.stringify(hideSmall({ a, b, c }))
        const couldBe = new Set<number>()
        for (let one = 0; one < 3 * upTo; one++)
          for (let two = 0; two < 3 * upTo; two++)
            for (let three = 0; three < 3 * upTo && one + two + three <= 3 * upTo; three++)
              if (a < smallest && one + two + three === a + b + c && JSON.stringify(hideSmall({ a: one, b: two, c: three })) === shown)
                couldBe.add(one)
        if (a < smallest && a + b + c >= smallest) expect(couldBe.size, `${a} ${b} ${c}`).toBeGreaterThan(1)
      }
})

it('knows the terms, their order, and which have ended', () => {
  expect(['2026-08-31', '2026-09-01', '2026-12-31', '2027-01-01', '2027-03-31', '2027-04-01'].map(termOf)).toEqual([
    '2026 summer',
    '2026 autumn',
    '2026 autumn',
    '2027 spring',
    '2027 spring',
    '2027 summer',
  ])
  expect(['2027 summer', '2026 autumn', '2027 spring'].sort(compareTerms)).toEqual(['2026 autumn', '2027 spring', '2027 summer'])
  expect([hasEnded('2026 autumn', '2026-12-31'), hasEnded('2026 autumn', '2027-01-01')]).toEqual([false, true])
})
