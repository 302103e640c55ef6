import { Decrypter } from 'age-encryption'
import { envelopeForms, formOf } from '#core/contract/envelope-form.ts'
import { unpad } from './padding.ts'

/** Why `openReport` would not open an envelope. */
export type EnvelopeFault = 'wrong-size' | 'not-for-these-keys' | 'other-version' | 'malformed'

/**
 * What is the matter with an envelope that does not open: bytes of another length, sealed to other keys or damaged, a report
 * of another version of Hedgerow, or something that opens and is no report. Total, and tells nothing of what is inside.
 */
export async function inspectEnvelope(envelope: Uint8Array, identity: string): Promise<EnvelopeFault> {
  const form = formOf(envelope)
  if (form === null) return 'wrong-size'
  let plain: Uint8Array
  try {
    const decrypter = new Decrypter()
    for (const one of identity.split('\n')) decrypter.addIdentity(one)
    plain = await decrypter.decrypt(envelope)
  } catch {
    return 'not-for-these-keys'
  }
  try {
    const body = unpad(plain, envelopeForms[form].paddedBytes)
    const told: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body ?? new Uint8Array()))
    return typeof told === 'object' && told !== null && 'v' in told && told.v !== 1 ? 'other-version' : 'malformed'
  } catch {
    return 'malformed'
  }
}
