import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Words } from '#core/contract/profile.ts'
import { lines } from '#test/profiles/words.ts'

/** Promises that cannot be kept, in any spelling (anonymous reports, section 2.4). */
const banned =
  /\bsecret|no[ -]?(?:body|one)\s+(?:can|will|could)(?:\s+ever)?\s+(?:know|find out|guess)|100\s?(?:%|per ?cent)|\banonymous|\bnever (?:know|find out)/i

test('P22: no words file of any language promises a secret, that nobody can know, or 100 %', () => {
  const files = globSync('profiles/words/*/*.json')
  expect(files.length).toBeGreaterThanOrEqual(4)
  const found = files.flatMap((file) => {
    const tree = Words.parse(JSON.parse(readFileSync(file, 'utf8')))
    return typeof tree === 'string'
      ? []
      : [...lines(tree)].filter(([, line]) => banned.test(line)).map(([key, line]) => `${file} ${key}: ${line}`)
  })
  expect(found).toEqual([])
  // What is spoken is held by its own index: a clip of an older line would still be said.
  const spoken = globSync('assets/voice/*/index.json').flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8'))))
  expect(spoken.length).toBeGreaterThan(100)
  expect(spoken.filter((line) => banned.test(line))).toEqual([])
  for (const line of ['It is a secret.', 'Nobody can know.', 'No one will ever find out', 'It is 100 % safe', '100% sure'])
    expect(line).toMatch(banned)
})
