import { sha256 } from '@noble/hashes/sha2.js'
import type { ReportRecipients } from '#core/contract/school.ts'

/** SHA-256 as 64 hex digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return Array.from(sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One hash for all keys that a kiosk seals to: two kiosks with the same hash have the same readers. 64 hex digits. */
export function keyConfigHash(recipients: ReportRecipients | null): string {
  const words = recipients === null ? ['none'] : [recipients.epoch, recipients.team, recipients.grownUps ?? 'none', recipients.recovery]
  return sha256Hex(new TextEncoder().encode(`hedgerow-key-config/1\n${words.join('\n')}\n`))
}

/** The pictures of a fingerprint, in the order of their numbers. Never changed: kiosk and desk of two versions show the same. */
const fingerprintPictures = (
  'balloon bell books butterfly carrot castle crescent-moon drum duck fish frog honeybee key kite lady-beetle maple-leaf ' +
  'mushroom owl pencil puzzle-piece rocket sailboat snail strawberry sunflower teapot teddy-bear tent tractor umbrella world-map worm'
).split(' ')

/** What people compare: four different pictures of 32 (20 bits, for a look) and 16 hex digits in fours (64 bits, to be sure). */
export interface KeyFingerprint {
  readonly pictures: readonly string[]
  readonly code: string
}

/** The fingerprint of the keys that reports are sealed to. The same keys, the same pictures. */
export function keyFingerprint(recipients: ReportRecipients): KeyFingerprint {
  const hash = keyConfigHash(recipients)
  const left = [...fingerprintPictures]
  const pictures = [0, 1, 2, 3].flatMap((at) => left.splice(Number.parseInt(hash.slice(at * 2, at * 2 + 2), 16) % left.length, 1))
  return { pictures, code: hash.slice(8, 24).replace(/(.{4})(?=.)/g, '$1 ') }
}
