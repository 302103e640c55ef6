import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import type { SecretHash } from '#core/contract/school.ts'
import type { SecretPort } from '#core/ports.ts'

/** scrypt's N for picture secrets and PINs: 64 MiB and about a tenth of a second on a school computer. */
export const secretCost = 65_536
const blockSize = 8
const hashBytes = 32

/** A slow hash of the words under a new random salt. `cost` is scrypt's N, a power of two. */
export async function hashSecret(words: string, cost = secretCost): Promise<SecretHash> {
  const salt = randomBytes(16)
  const hash = await derive(words, salt, cost, hashBytes)
  return { algorithm: 'scrypt', cost, salt: salt.toString('base64'), hash: hash.toString('base64') }
}

export const secrets: SecretPort = {
  async matches(words, hash) {
    const expected = Buffer.from(hash.hash, 'base64')
    // A hash cut short would be matched by chance, an empty one by everything.
    if (expected.length !== hashBytes) return false
    const found = await derive(words, Buffer.from(hash.salt, 'base64'), hash.cost, expected.length).catch(() => null)
    return found !== null && timingSafeEqual(found, expected)
  },
}

function derive(words: string, salt: Buffer, cost: number, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const maxmem = 256 * blockSize * cost
    scrypt(words.normalize('NFC'), salt, length, { N: cost, r: blockSize, p: 1, maxmem }, (fault, key) =>
      fault === null ? resolve(key) : reject(fault),
    )
  })
}
