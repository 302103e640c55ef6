import { expect, it } from 'vitest'
import { hasWords } from '#core/records/find-words.ts'

it.each([
  ['zoe', true],
  ['ZOË O’Brien', true],
  ["o'brien shoe", true],
  ['obrien', false],
  ['zoe hat', false],
  ['  ', false],
])('looks for all of "%s", whatever their case and accents', (question, found) => {
  expect(hasWords(['Zoë took it', 'a shoe of O\u2019Brien'], question)).toBe(found)
})
