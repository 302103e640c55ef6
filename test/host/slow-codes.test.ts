import { argon2Sync } from 'node:crypto'
import { expect, it } from 'vitest'
import { slowCodes, usualCost } from '#host/slow-codes.ts'

const seed = { salt: new Uint8Array(16).fill(1), pepper: new Uint8Array(32).fill(2) }
const code = Uint8Array.from([1, 2, 3, 4, 5])
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

it('is Argon2id as RFC 9106 has it', () => {
  // Section 5.3 of the RFC.
  const made = argon2Sync('argon2id', {
    message: Buffer.alloc(32, 1),
    nonce: Buffer.alloc(16, 2),
    secret: Buffer.alloc(8, 3),
    associatedData: Buffer.alloc(12, 4),
    parallelism: 4,
    memory: 32,
    passes: 3,
    tagLength: 32,
  })
  expect(hex(made)).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
})

it('costs 256 MiB and three passes, and gives the same bytes for good', async () => {
  expect(usualCost).toEqual({ memory: 262_144, passes: 3, parallelism: 1 })
  const codes = slowCodes()
  expect(codes.isThere).toBe(true)
  expect(hex(await codes.derive(code, seed))).toMatchInlineSnapshot(`"ca444a73aa0d28fd7c12834bded3a7b1c398f60fd17bab5cddfbd78bc37fed1f"`)
})

it('gives other bytes for another code, salt or pepper', async () => {
  const codes = slowCodes({ memory: 64, passes: 1, parallelism: 1 })
  const made = await Promise.all([
    codes.derive(code, seed),
    codes.derive(Uint8Array.from([1, 2, 3, 4, 6]), seed),
    codes.derive(code, { ...seed, salt: new Uint8Array(16).fill(9) }),
    codes.derive(code, { ...seed, pepper: new Uint8Array(32).fill(9) }),
  ])
  expect(new Set(made.map(hex)).size).toBe(4)
})

it('rejects, and does not fall over, where the machine cannot', async () => {
  await expect(slowCodes({ memory: 1, passes: 1, parallelism: 1 }).derive(code, seed)).rejects.toThrow()
})
