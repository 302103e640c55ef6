import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actWords, lookedActs } from '#hub/console/records/act-words.ts'

test('every act that the hub records has words on the page "Who looked at what"', () => {
  const source = readFileSync('hub/server/store/staff-acts.ts', 'utf8')
  const acts = [...source.matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, act = '']) => act)
  expect(acts.length).toBeGreaterThan(40)
  expect(Object.keys(actWords).sort()).toEqual(acts.sort())
  expect([...lookedActs].filter((act) => !acts.includes(act))).toEqual([])
})
