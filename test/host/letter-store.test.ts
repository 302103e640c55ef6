import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sealedLetterBytes } from '#core/contract/mailbox.ts'
import type { KeptLetters } from '#core/ports.ts'
import { toBase64 } from '#core/sealing/base64.ts'
import { newKioskSecret } from '#core/sealing/mailbox-keys.ts'
import { openLetterStore } from '#host/letter-store.ts'
import { testFolder } from './folder.ts'

const letter = { id: 'a'.repeat(32), tag: 'b'.repeat(32), sealed: toBase64(new Uint8Array(sealedLetterBytes)) }
const kept: KeptLetters = { secret: newKioskSecret(), stamp: 'c'.repeat(64), seed: 'AAAA', letters: [letter] }

it('keeps the letters as they came, and none before', async () => {
  const folder = testFolder()
  const store = await openLetterStore(folder, { onDamaged: () => expect.unreachable() })
  expect(await store.read()).toBeNull()
  await store.write(kept)
  expect(await (await openLetterStore(folder, { onDamaged: () => expect.unreachable() })).read()).toEqual(kept)
})

it('sets a damaged file aside and says so; nothing is thrown away', async () => {
  const folder = testFolder()
  const told: string[] = []
  const store = await openLetterStore(folder, { onDamaged: ({ code }) => told.push(code) })
  writeFileSync(join(folder, 'letters.json'), '{"v":1,"secret":')
  expect(await store.read()).toBeNull()
  expect(told).toEqual(['HG_STORE_CORRUPT'])
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^letters\.json\.damaged-\d+$/)])
  await store.write(kept)
  expect(await store.read()).toEqual(kept)
})
