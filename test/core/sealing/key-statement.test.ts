import { expect, test } from 'vitest'
import { keyStatementLetters } from '#core/contract/key-statement.ts'
import { fromBase64, toBase64 } from '#core/sealing/base64.ts'
import { readKeyStatement, signKeyStatement } from '#core/sealing/key-statement.ts'
import { newSigningKey } from '#core/sealing/signed-document.ts'

const said = { epoch: 4_000_000_000, hash: 'ab'.repeat(32), at: Date.UTC(2026, 10, 23, 10) }

test('a statement says what was signed, and is as long as the contract says', () => {
  const key = newSigningKey()
  const text = signKeyStatement(said, 'school', key)
  expect(text.length).toBe(keyStatementLetters)
  expect(readKeyStatement(text, 'school')).toEqual({ ...said, by: key.publicKey })
})

test('nothing is read that another signed, of another school, or with any bit turned', () => {
  const text = signKeyStatement(said, 'school', newSigningKey())
  expect(readKeyStatement(text, 'other')).toBeNull()
  for (let at = 0; at < 138; at += 6) {
    const bytes = fromBase64(text)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    expect(readKeyStatement(toBase64(bytes), 'school'), `byte ${at}`).toBeNull()
  }
  const mixed = fromBase64(text)
  mixed.set(fromBase64(newSigningKey().publicKey))
  expect(readKeyStatement(toBase64(mixed), 'school')).toBeNull()
  for (const odd of ['', 'no', text.slice(4), `${text}AAAA`, '\u0000']) expect(readKeyStatement(odd, 'school')).toBeNull()
})
