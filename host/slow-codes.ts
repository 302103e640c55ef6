import * as nodeCrypto from 'node:crypto'
import type { CodePort } from '#core/ports.ts'

/**
 * What the slow step costs, of RFC 9106: about a second and 256 MiB for that second (anonymous-reports.md 3). It is also what a
 * thief of a kiosk pays for each code that he tries. A changed figure makes every code of before worth nothing.
 */
export const usualCost = { memory: 262_144, passes: 3, parallelism: 1 } as const
const keyBytes = 32

/** Argon2id of this runtime (Node from 24.7). A shell whose OpenSSL was built without it offers no mailbox. `cost`: only tests give a smaller one. */
export function slowCodes(cost: { memory: number; passes: number; parallelism: number } = usualCost): CodePort {
  return {
    isThere: canDerive(),
    derive: (code, { salt, pepper }) =>
      new Promise((resolve, reject) => {
        nodeCrypto.argon2('argon2id', { ...cost, message: code, nonce: salt, secret: pepper, tagLength: keyBytes }, (fault, key) =>
          fault === null ? resolve(new Uint8Array(key)) : reject(fault),
        )
      }),
  }
}

/** Tried once with the smallest cost: some runtimes have the name and not the thing. */
function canDerive(): boolean {
  try {
    const smallest = { memory: 8, passes: 1, parallelism: 1, message: Buffer.alloc(5), nonce: Buffer.alloc(16), tagLength: keyBytes }
    return nodeCrypto.argon2Sync('argon2id', smallest).length === keyBytes
  } catch {
    return false
  }
}
