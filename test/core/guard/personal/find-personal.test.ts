import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { PersonalKind } from '#core/contract/personal.ts'
import { findPersonal } from '#core/guard/personal/find-personal.ts'

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`../../../vectors/personal/${name}.json`, import.meta.url), 'utf8'))
const tells = read('tells') as readonly (readonly [PersonalKind, string])[]
const nothing = read('tells-nothing') as readonly string[]
const own = { name: 'Kezia', school: 'Brook Lane', year: 2026 }
const find = (text: string, more: { asks?: PersonalKind; isDone?: boolean; name?: string } = {}) =>
  findPersonal({ text, asks: more.asks ?? null, isDone: more.isDone ?? true }, { ...own, name: more.name ?? own.name })

describe('what a child types (B141)', () => {
  it(`is noticed in each of ${tells.length} texts that tell something`, () => {
    expect(tells.filter(([kind, text]) => !find(text).includes(kind))).toEqual([])
  })
  it(`is left alone in each of ${nothing.length} texts that tell nothing`, () => {
    expect(nothing.map((text) => [text, ...find(text)]).filter((found) => found.length > 1)).toEqual([])
  })
  it('runs as text, with nothing around it, and says the same', () => {
    const alone = runInNewContext(`(${String(findPersonal)})`) as typeof findPersonal
    for (const text of [...tells.map(([, one]) => one), ...nothing])
      expect([...alone({ text, asks: null, isDone: true }, own)]).toEqual(find(text))
  })
})

describe('a name that is a word as well', () => {
  it('is left alone in a sentence, and noticed where it is given as a name', () => {
    for (const text of ['it will rain', 'roses and a rose', 'I hope so', 'may I go', 'the robin sings']) {
      for (const name of ['Will', 'Rose', 'Hope', 'May', 'Robin']) expect(find(text, { name }), `${name}: ${text}`).toEqual([])
    }
    expect(find('my name is Rose', { name: 'Rose' })).toEqual(['name'])
    expect(find('love from Will', { name: 'Will' })).toEqual(['name'])
    expect(find('Rose', { name: 'Rose', asks: 'name' })).toEqual(['name'])
  })
  it('of a person of history is left to history', () => {
    for (const text of ['6 Henry VIII', 'Henry VIII', 'King Henry', 'Henry the Eighth', 'henry 8'])
      expect(find(text, { name: 'Henry' }), text).toEqual([])
    for (const text of ['Oliver Twist', 'Oliver Cromwell']) expect(find(text, { name: 'Oliver' }), text).toEqual([])
    expect(find("Charlotte's Web", { name: 'Charlotte' })).toEqual([])
    expect(find('Henry', { name: 'Henry' })).toEqual(['name'])
  })
  it('with signs of its own is found as it is written', () => {
    expect(find('anne-marie', { name: 'Anne-Marie' })).toEqual(['name'])
    expect(find('Zoe', { name: 'Zoë' })).toEqual(['name'])
    expect(find("i'm d'arcy", { name: 'D’Arcy' })).toEqual(['name'])
    expect(find('a(b', { name: 'A(b' })).toEqual(['name'])
    expect(find('anything', { name: '' })).toEqual([])
  })
})

describe('while the child still types', () => {
  it('a name waits for its end', () => {
    expect(find('kezia', { isDone: false })).toEqual([])
    expect(find('kezia ', { isDone: false })).toEqual(['name'])
  })
  it('a whole number, postcode or email does not', () => {
    expect(find('07700 900123', { isDone: false })).toEqual(['phone'])
    expect(find('LS11 5QR', { isDone: false })).toEqual(['postcode'])
    expect(find('kez@example.org', { isDone: false })).toContain('email')
  })
})

describe('a field that says what it asks for', () => {
  it('is believed', () => {
    expect(find('Sam Brown', { asks: 'name' })).toEqual(['name'])
    expect(find('14/03', { asks: 'birthday' })).toEqual(['birthday'])
    expect(find('960983', { asks: 'phone' })).toEqual(['phone'])
    expect(find('9 The Hollies', { asks: 'address' })).toEqual(['address'])
    expect(find('frogs123', { asks: 'password' })).toEqual(['password'])
    expect(find('fro', { asks: 'password' })).toEqual([])
  })
})

it('takes hostile text in its stride', () => {
  for (const text of [
    '\ud800',
    'a'.repeat(100_000),
    '1'.repeat(4_000),
    '1 '.repeat(4_000),
    `${'a.'.repeat(2_000)}@`,
    '1 a b '.repeat(900),
    'my birthday is '.repeat(300),
  ])
    expect(Array.isArray(find(text))).toBe(true)
}, 10_000)
