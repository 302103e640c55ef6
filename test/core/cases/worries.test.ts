import { expect, it } from 'vitest'
import { gatherWorries, pageKey } from '#core/cases/worries.ts'
import type { Report } from '#core/contract/report.ts'

const note = (more: Partial<Report>): Report => ({
  v: 1,
  category: 'OTHER',
  words: '',
  page: null,
  danger: false,
  stage: null,
  halfDay: '2026-11-20 am',
  ...more,
})
const shape = (notes: readonly (Report | null)[]) => gatherWorries(notes, (one) => one).map(({ kind, notes: of }) => `${kind} ${of.length}`)

it.each([
  ['www.Games.example/Play/', 'games.example/Play'],
  ['games.example/Play', 'games.example/Play'],
  ['https://games.example/Play/index.html?a=1#b', 'games.example/Play'],
  ['games.example', 'games.example'],
  ['games.example/%7Ejo', 'games.example/~jo'],
  ['games.example/%zz', 'games.example/%zz'],
  ['games.example./', 'games.example'],
  ['', null],
  [null, null],
])('the page %s is compared as %s', (page, key) => {
  expect(pageKey(page)).toBe(key)
})

it('gathers worries about one page, keeps danger apart, and leaves single notes alone', () => {
  const page = (more: Partial<Report> = {}) => note({ page: 'games.example/play', ...more })
  expect(shape([page(), note({}), page({ page: 'www.games.example/play/', category: 'MEAN' }), page({ danger: true }), null])).toEqual([
    'page 2',
    'alone 1',
    'alone 1',
    'alone 1',
  ])
})

it('two that chose the same picture are two worries, a swarm that says the same is one card', () => {
  expect(shape(Array.from({ length: 4 }, () => note({ category: 'SELFHURT' })))).toEqual(['alone 1', 'alone 1', 'alone 1', 'alone 1'])
  const swarm = Array.from({ length: 700 }, (_, index) => note({ words: index % 2 === 0 ? 'HA ha' : ' ha  ha ' }))
  const between = [...swarm.slice(0, 300), note({ words: 'help me please' }), ...swarm.slice(300)]
  expect(shape(between)).toEqual(['alike 700', 'alone 1'])
})

it('every note is in exactly one card', () => {
  const notes = Array.from({ length: 500 }, (_, index) =>
    note({ page: index % 3 === 0 ? `site${index % 7}.example/` : null, words: `w${index % 40}`, danger: index % 11 === 0 }),
  )
  const told = gatherWorries(notes, (one) => one).flatMap((worry) => worry.notes)
  expect(told).toHaveLength(notes.length)
  expect(new Set(told).size).toBe(notes.length)
})
