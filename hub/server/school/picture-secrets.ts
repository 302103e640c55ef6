import { randomBytes, scrypt } from 'node:crypto'
import { HedgerowError } from '#core/contract/errors.ts'
import { Profile } from '#core/contract/profile.ts'
import { type SecretHash, secretWords } from '#core/contract/school.ts'
import type { Stage } from '#core/contract/stage.ts'
import eyfs from '#profiles/eyfs.json' with { type: 'json' }
import ks1 from '#profiles/ks1.json' with { type: 'json' }
import ks2 from '#profiles/ks2.json' with { type: 'json' }

const profiles: Readonly<Record<Stage, Profile>> = { eyfs: Profile.parse(eyfs), ks1: Profile.parse(ks1), ks2: Profile.parse(ks2) }

/** scrypt's N. Few bits are not shielded by a slow hash alone: the kiosk's growing delay is the other half. */
const cost = 65_536

/** Hashes a child's pictures as the kiosk of that stage will ask for them. Throws HG_BODY_SHAPE when a child could never choose them. */
export async function hashPictures(stage: Stage, pictures: readonly string[]): Promise<SecretHash> {
  const { choose, ordered, pictures: offered } = profiles[stage].secret
  const canBeChosen = pictures.length === choose && new Set(pictures).size === choose && pictures.every((one) => offered.includes(one))
  if (!canBeChosen) throw new HedgerowError('HG_BODY_SHAPE', `pictures: ${choose} different ones of the stage's secret pictures`)
  return hashWords(secretWords(pictures, ordered))
}

/** scrypt with r 8 and p 1, 32 bytes. */
export function hashWords(words: string): Promise<SecretHash> {
  const salt = randomBytes(16)
  return new Promise((resolve, reject) =>
    scrypt(words, salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * cost * 8 }, (fault, hash) =>
      fault === null ? resolve({ algorithm: 'scrypt', cost, salt: salt.toString('base64'), hash: hash.toString('base64') }) : reject(fault),
    ),
  )
}
