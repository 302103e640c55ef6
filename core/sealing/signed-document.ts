import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { HedgerowError } from '#core/contract/errors.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import { fromBase64, toBase64 } from './base64.ts'

/** A school's signing key. Both halves are base64 of 32 bytes; the private one stays on the hub. */
export interface SigningKey {
  readonly privateKey: string
  readonly publicKey: string
}

/** Said before the payload when signing, so that a signature for another purpose is never one for a document. */
const prefix = new TextEncoder().encode('hedgerow-document/1\n')

/** A new random key. */
export function newSigningKey(): SigningKey {
  const privateKey = crypto.getRandomValues(new Uint8Array(32))
  return { privateKey: toBase64(privateKey), publicKey: toBase64(ed25519.getPublicKey(privateKey)) }
}

/** The name of a public key: the first 16 hex digits of its SHA-256. Throws HG_DOCUMENT_SHAPE when it isn't base64 of 32 bytes. */
export function keyIdOf(publicKey: string): string {
  const digest = sha256(keyBytes(publicKey))
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Signs a JSON value. What is signed are the very bytes that travel. Throws HG_DOCUMENT_SHAPE when the key is not a key. */
export function signDocument(value: unknown, privateKey: string): SignedDocument {
  const key = keyBytes(privateKey)
  const payload = new TextEncoder().encode(JSON.stringify(value))
  return {
    format: 'hedgerow-document/1',
    keyId: keyIdOf(toBase64(ed25519.getPublicKey(key))),
    payload: toBase64(payload),
    signature: toBase64(ed25519.sign(signedBytes(payload), key)),
  }
}

/**
 * Checks a document against the pinned key and gives the JSON value that was signed; its shape is the caller's to check.
 * Throws HG_DOCUMENT_SHAPE when it is not a document, HG_DOCUMENT_SIGNATURE when the key did not sign exactly these
 * bytes (RFC 8032, strict).
 */
export function openSignedDocument(document: unknown, publicKey: string): unknown {
  const parsed = SignedDocument.safeParse(document)
  if (!parsed.success) throw new HedgerowError('HG_DOCUMENT_SHAPE')
  const { keyId, payload, signature } = parsed.data
  const key = keyBytes(publicKey)
  const bytes = readBase64(payload)
  if (keyId !== keyIdOf(publicKey)) throw new HedgerowError('HG_DOCUMENT_SIGNATURE')
  if (!isSignedBy(key, bytes, readBase64(signature))) throw new HedgerowError('HG_DOCUMENT_SIGNATURE')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new HedgerowError('HG_DOCUMENT_SHAPE', 'payload', { cause })
  }
}

function isSignedBy(key: Uint8Array, payload: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, signedBytes(payload), key, { zip215: false })
  } catch {
    return false
  }
}

function signedBytes(payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(prefix.length + payload.length)
  bytes.set(prefix)
  bytes.set(payload, prefix.length)
  return bytes
}

function keyBytes(text: string): Uint8Array {
  const bytes = readBase64(text)
  if (bytes.length !== 32) throw new HedgerowError('HG_DOCUMENT_SHAPE', 'key')
  return bytes
}

/** Plain base64 with padding, and only its one canonical spelling. */
function readBase64(text: string): Uint8Array {
  try {
    const bytes = fromBase64(text)
    if (toBase64(bytes) === text) return bytes
  } catch (cause) {
    throw new HedgerowError('HG_DOCUMENT_SHAPE', 'base64', { cause })
  }
  throw new HedgerowError('HG_DOCUMENT_SHAPE', 'base64')
}
