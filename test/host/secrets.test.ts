import { scryptSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { SecretHash } from '#core/contract/school.ts'
import { hashSecret, secretCost, secrets } from '#host/secrets.ts'

describe('a hashed secret', () => {
  it('is matched by the same words only', async () => {
    const hash = await hashSecret('duck castle kite', 1_024)
    expect(SecretHash.parse(hash)).toEqual(hash)
    expect(await secrets.matches('duck castle kite', hash)).toBe(true)
    expect(await secrets.matches('castle duck kite', hash)).toBe(false)
    expect(await secrets.matches('', hash)).toBe(false)
  })

  it('is plain scrypt with block size 8, as any other program computes it', async () => {
    const hash = await hashSecret('1234', 2_048)
    const key = scryptSync('1234', Buffer.from(hash.salt, 'base64'), 32, { N: 2_048, r: 8, p: 1 })
    expect(hash.hash).toBe(key.toString('base64'))
  })

  it('is another one each time', async () => {
    const [first, second] = await Promise.all([hashSecret('1234', 1_024), hashSecret('1234', 1_024)])
    expect(first.hash).not.toBe(second.hash)
  })

  it('is matched by nothing when it is damaged', async () => {
    const hash = await hashSecret('1234', 1_024)
    expect(await secrets.matches('1234', { ...hash, hash: '' })).toBe(false)
    expect(await secrets.matches('1234', { ...hash, hash: hash.hash.slice(0, 8) })).toBe(false)
    expect(await secrets.matches('1234', { ...hash, cost: 1_025 })).toBe(false)
  })

  it('takes as much work as a school computer can give, when nothing else is asked for', async () => {
    const hash = await hashSecret('1234')
    expect(hash.cost).toBe(secretCost)
    expect(await secrets.matches('1234', hash)).toBe(true)
  })
})
