import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** OWASP Password Storage Cheat Sheet: argon2id with 19 MiB, 2 passes, 1 lane. Stored beside each hash, so that they can rise. */
const today = { memory: 19_456, passes: 2, parallelism: 1 } as const

/** A salted slow hash, to be stored. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, today)
  return `argon2id$${today.memory}$${today.passes}$${today.parallelism}$${salt.toString('base64')}$${hash.toString('base64')}`
}

/** Is this the password? `stored` null (no such person, or no password): takes the same time and says no. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = (stored ?? decoy).split('$')
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) }
  const expected = Buffer.from(hash ?? '', 'base64')
  const given = await derive(password, Buffer.from(salt ?? '', 'base64'), cost)
  return given.length === expected.length && timingSafeEqual(given, expected) && stored !== null
}

const decoy = `argon2id$${today.memory}$${today.passes}$${today.parallelism}$${randomBytes(16).toString('base64')}$${randomBytes(32).toString('base64')}`

function derive(password: string, nonce: Buffer, cost: { memory: number; passes: number; parallelism: number }): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: 32, ...cost }, (fault, key) =>
      fault === null ? resolve(key) : reject(fault),
    ),
  )
}
