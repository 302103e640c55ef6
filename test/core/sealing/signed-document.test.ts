import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { HedgerowError } from '#core/contract/errors.ts'
import { keyIdOf, newSigningKey, openSignedDocument, signDocument } from '#core/sealing/signed-document.ts'

const key = newSigningKey()

/** Node's own Ed25519, as a second opinion. */
const nodeKey = (privateKey: string) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(privateKey, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  })

const fault = (act: () => unknown): string => {
  try {
    act()
    return 'no fault'
  } catch (error) {
    return error instanceof HedgerowError ? error.code : 'another fault'
  }
}

it('what was signed opens as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(openSignedDocument(signDocument(value, key.privateKey), key.publicKey)).toEqual(JSON.parse(JSON.stringify(value)))
    }),
    { numRuns: 30 },
  )
})

it('a document travels as text', () => {
  const travelled: unknown = JSON.parse(JSON.stringify(signDocument({ name: 'Zoë' }, key.privateKey)))
  expect(openSignedDocument(travelled, key.publicKey)).toEqual({ name: 'Zoë' })
})

it('another implementation makes and checks the same signature', () => {
  const document = signDocument({ a: 1 }, key.privateKey)
  const bytes = Buffer.concat([Buffer.from('hedgerow-document/1\n'), Buffer.from(document.payload, 'base64')])
  const theirs = nodeKey(key.privateKey)
  expect(sign(null, bytes, theirs).toString('base64')).toBe(document.signature)
  expect(verify(null, bytes, createPublicKey(theirs), Buffer.from(document.signature, 'base64'))).toBe(true)
  expect(createPublicKey(theirs).export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64')).toBe(key.publicKey)
  expect(document.keyId).toBe(createHash('sha256').update(Buffer.from(key.publicKey, 'base64')).digest('hex').slice(0, 16))
  expect(keyIdOf(key.publicKey)).toBe(document.keyId)
})

it('no changed byte of a document goes unseen', () => {
  const document = signDocument({ kind: 'class-list', version: 7 }, key.privateKey)
  for (const field of ['payload', 'signature'] as const) {
    const bytes = Buffer.from(document[field], 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(fault(() => openSignedDocument({ ...document, [field]: changed.toString('base64') }, key.publicKey))).toBe(
        'HG_DOCUMENT_SIGNATURE',
      )
    }
    const shorter = bytes.subarray(1).toString('base64')
    expect(fault(() => openSignedDocument({ ...document, [field]: shorter }, key.publicKey))).toMatch(/^HG_DOCUMENT_(SIGNATURE|SHAPE)$/)
  }
})

it('another key opens nothing', () => {
  expect(fault(() => openSignedDocument(signDocument(1, key.privateKey), newSigningKey().publicKey))).toBe('HG_DOCUMENT_SIGNATURE')
})

it('a public key of small order, with which anything seems signed, opens nothing', () => {
  // The neutral element: with it the signature (R = neutral, s = 0) satisfies the lax equation for every message.
  const neutral = Buffer.alloc(32)
  neutral[0] = 1
  const publicKey = neutral.toString('base64')
  const signature = Buffer.concat([neutral, Buffer.alloc(32)]).toString('base64')
  const forged = { ...signDocument(1, key.privateKey), keyId: keyIdOf(publicKey), signature }
  expect(fault(() => openSignedDocument(forged, publicKey))).toBe('HG_DOCUMENT_SIGNATURE')
})

it('a key that is none is said, with a code', () => {
  for (const bad of ['', 'AAAA', 'not base64', key.publicKey.replace(/=$/, '')]) {
    expect(fault(() => keyIdOf(bad))).toBe('HG_DOCUMENT_SHAPE')
    expect(fault(() => signDocument(1, bad))).toBe('HG_DOCUMENT_SHAPE')
    expect(fault(() => openSignedDocument(signDocument(1, key.privateKey), bad))).toBe('HG_DOCUMENT_SHAPE')
  }
})

it('whatever arrives is opened or refused with a code', () => {
  const shaped = fc.record({
    format: fc.constant('hedgerow-document/1'),
    keyId: fc.constant(keyIdOf(key.publicKey)),
    payload: fc.base64String(),
    signature: fc.base64String({ minLength: 88, maxLength: 88 }),
  })
  fc.assert(
    fc.property(fc.oneof(fc.anything(), shaped), (value) => {
      expect(fault(() => openSignedDocument(value, key.publicKey))).toMatch(/^HG_DOCUMENT_(SIGNATURE|SHAPE)$/)
    }),
    { numRuns: 200 },
  )
})

it('two new keys differ', () => {
  expect(newSigningKey().privateKey).not.toBe(newSigningKey().privateKey)
  expect(Buffer.from(newSigningKey().publicKey, 'base64')).toHaveLength(32)
})

it('a document of six megabytes opens', () => {
  const words = 'x'.repeat(5_900_000)
  expect(openSignedDocument(signDocument(words, key.privateKey), key.publicKey)).toBe(words)
})
