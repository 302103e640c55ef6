import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ReplyAddress } from '#core/contract/mailbox.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { toBech32 } from './bech32.ts'

const saltBytes = 16
const pepperBytes = 32

/** What a code is mixed with, the same on all computers of a school: nobody who has not both can try codes out. */
export interface MailboxSeed {
  /** 16 random bytes. */
  readonly salt: Uint8Array
  /** 32 random bytes that the hub never sees in the clear: the fleet's pepper. */
  readonly pepper: Uint8Array
}

/** A child's box: the identity opens its letters and never leaves the kiosk's memory; the address travels in the report. */
export interface MailboxKeys {
  readonly identity: string
  readonly address: ReplyAddress
}

/** The keys of a box, of the 32 bytes that the slow step made of a code: HKDF-SHA256 to an X25519 key of age, and to a tag of 128 bits. */
export async function mailboxKeys(slow: Uint8Array): Promise<MailboxKeys> {
  const part = (name: string, length: number) =>
    hkdf(sha256, slow, undefined, new TextEncoder().encode(`hedgerow-mailbox/1 ${name}`), length)
  const identity = toBech32('age-secret-key-', part('identity', 32)).toUpperCase()
  const tag = Array.from(part('tag', 16), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { identity, address: { recipient: await identityToRecipient(identity), tag } }
}

/** A new seed, for a school that switches its mailbox on. */
export function newMailboxSeed(): MailboxSeed {
  return { salt: crypto.getRandomValues(new Uint8Array(saltBytes)), pepper: crypto.getRandomValues(new Uint8Array(pepperBytes)) }
}

/** The seed for these readers alone: base64 of an age file. Throws what age throws for a reader that is no key. */
export async function sealSeed({ salt, pepper }: MailboxSeed, readers: readonly string[]): Promise<string> {
  const encrypter = new Encrypter()
  for (const reader of readers) encrypter.addRecipient(reader)
  const body = new Uint8Array(saltBytes + pepperBytes)
  body.set(salt)
  body.set(pepper, saltBytes)
  return toBase64(await encrypter.encrypt(body))
}

/** Throws HG_REPORT_UNREADABLE when it was not sealed to any of these identities (one a line), or is damaged. */
export async function openSeed(sealed: string, identity: string): Promise<MailboxSeed> {
  try {
    const decrypter = new Decrypter()
    for (const one of identity.split('\n')) decrypter.addIdentity(one)
    const body = await decrypter.decrypt(fromBase64(sealed))
    if (body.length !== saltBytes + pepperBytes) throw new HedgerowError('HG_BODY_SHAPE')
    return { salt: body.slice(0, saltBytes), pepper: body.slice(saltBytes) }
  } catch {
    throw new HedgerowError('HG_REPORT_UNREADABLE', 'mailbox')
  }
}

/** A key of a kiosk's own, to be given the seed by; it opens no report and no letter. base64 of 32 bytes. */
export const newKioskSecret = (): string => toBase64(crypto.getRandomValues(new Uint8Array(32)))

/** The same key as age writes it. Throws for a text that is not base64. */
export const kioskIdentity = (secret: string): string => toBech32('age-secret-key-', fromBase64(secret)).toUpperCase()

/** A key pair that nobody keeps. */
export async function newKioskKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The public half of a kiosk's own key. Throws what age throws when it is none. */
export const kioskRecipient = (identity: string): Promise<string> => identityToRecipient(identity)
