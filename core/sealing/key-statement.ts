import { ed25519 } from '@noble/curves/ed25519.js'
import { fromBase64, toBase64 } from './base64.ts'
import type { SigningKey } from './signed-document.ts'

/** Which keys a kiosk seals reports to. `epoch` 0 and the hash of none: it has none. `hash`: `keyConfigHash`, 64 hex digits. */
export interface SaidKeys {
  readonly epoch: number
  readonly hash: string
}
/** A kiosk's word on its keys. `by`: the public key it signs with, base64; `at`: when it said so, ms since 1970. */
export interface KeyStatement extends SaidKeys {
  readonly by: string
  readonly at: number
}

const keyBytes = 32
const timeBytes = 6
const epochBytes = 4
const hashBytes = 32
const signatureBytes = 64
const bodyBytes = keyBytes + timeBytes + epochBytes + hashBytes

/** A statement of a kiosk of this school, signed with the kiosk's own key: base64 of 138 bytes. Throws HG_DOCUMENT_SHAPE when the key is none. */
export function signKeyStatement({ epoch, hash, at }: SaidKeys & { readonly at: number }, schoolId: string, key: SigningKey): string {
  const bytes = new Uint8Array(bodyBytes + signatureBytes)
  const view = new DataView(bytes.buffer)
  bytes.set(fromBase64(key.publicKey))
  view.setUint16(keyBytes, Math.floor(at / 2 ** 32))
  view.setUint32(keyBytes + 2, at % 2 ** 32)
  view.setUint32(keyBytes + timeBytes, epoch)
  bytes.set(bytesOf(hash), keyBytes + timeBytes + epochBytes)
  bytes.set(ed25519.sign(signedBytes(bytes.subarray(0, bodyBytes), schoolId), fromBase64(key.privateKey)), bodyBytes)
  return toBase64(bytes)
}

/** What a statement says; null for anything that was not signed by the key it names, or is of another school. Never throws. */
export function readKeyStatement(text: string, schoolId: string): KeyStatement | null {
  try {
    const bytes = fromBase64(text)
    if (bytes.length !== bodyBytes + signatureBytes) return null
    const body = bytes.subarray(0, bodyBytes)
    const by = body.subarray(0, keyBytes)
    if (!ed25519.verify(bytes.subarray(bodyBytes), signedBytes(body, schoolId), by, { zip215: false })) return null
    const view = new DataView(bytes.buffer)
    return {
      by: toBase64(by),
      at: view.getUint16(keyBytes) * 2 ** 32 + view.getUint32(keyBytes + 2),
      epoch: view.getUint32(keyBytes + timeBytes),
      hash: hexOf(body.subarray(keyBytes + timeBytes + epochBytes)),
    }
  } catch {
    return null
  }
}

/** Said before the statement when signing, so that a signature for another purpose, or of another school, is never one for it. */
function signedBytes(body: Uint8Array, schoolId: string): Uint8Array {
  const prefix = new TextEncoder().encode(`hedgerow-key-statement/1\n${schoolId}\n`)
  const bytes = new Uint8Array(prefix.length + body.length)
  bytes.set(prefix)
  bytes.set(body, prefix.length)
  return bytes
}

const bytesOf = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
