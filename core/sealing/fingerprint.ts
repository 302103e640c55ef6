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
