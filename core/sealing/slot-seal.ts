import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { HedgerowError } from '#core/contract/errors.ts'
import { envelopeBytes } from '#core/contract/hub-api.ts'
import type { Lane } from '#core/contract/report.ts'
import { slotBodyBytes, slotBytes } from '#core/contract/slots.ts'

const version = 1
const headBytes = 4
const idBytes = 16

/** What the mixer finds in a slot. `letter` null: a dummy. */
export interface Slot {
  /** Was somebody using the computer? Only ever counted. */
  readonly inUse: boolean
  readonly letter: { readonly id: string; readonly lane: Lane; readonly envelope: Uint8Array } | null
}

/**
 * One slot, sealed to the mixer: `slotBytes` long whatever is in it, and other bytes each time. A dummy carries random
 * bytes, which cannot be told from a sealed report. Throws HG_REPORT_NO_RECIPIENT for a key that is none.
 */
export async function sealSlot({ inUse, letter }: Slot, mixerKey: string): Promise<Uint8Array> {
  const body = randomBytes(slotBodyBytes)
  body.set([version, letter === null ? 0 : 1, letter?.lane === 'now' ? 1 : 0, inUse ? 1 : 0])
  if (letter !== null) {
    if (letter.envelope.length !== envelopeBytes) throw new HedgerowError('HG_BODY_SHAPE', 'slot')
    body.set(bytesOf(letter.id), headBytes)
    body.set(letter.envelope, headBytes + idBytes)
  }
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(mixerKey)
  } catch {
    throw new HedgerowError('HG_REPORT_NO_RECIPIENT', 'mixer')
  }
  const sealed = await encrypter.encrypt(body)
  if (sealed.length !== slotBytes) throw new HedgerowError('HG_BODY_SHAPE', 'slot')
  return sealed
}

export type OpenedSlot = { readonly kind: 'slot'; readonly slot: Slot } | { readonly kind: 'unreadable'; readonly why: UnreadableSlot }
/** Why a slot went into quarantine. */
export const unreadableSlots = ['size', 'sealed-otherwise', 'version'] as const
export type UnreadableSlot = (typeof unreadableSlots)[number]

/** Opens a slot with the mixer's identity. Never throws: what does not open says why. */
export async function openSlot(bytes: Uint8Array, identity: string): Promise<OpenedSlot> {
  if (bytes.length !== slotBytes) return { kind: 'unreadable', why: 'size' }
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const body = await decrypter.decrypt(bytes).catch(() => null)
  if (body === null || body.length !== slotBodyBytes) return { kind: 'unreadable', why: 'sealed-otherwise' }
  const [v = 0, real = 0, lane = 0, inUse = 0] = body
  if (v !== version || real > 1 || lane > 1 || inUse > 1) return { kind: 'unreadable', why: 'version' }
  const envelope = body.slice(headBytes + idBytes)
  const letter = { id: hexOf(body.subarray(headBytes, headBytes + idBytes)), lane: lane === 1 ? 'now' : 'soon', envelope } as const
  return { kind: 'slot', slot: { inUse: inUse === 1, letter: real === 1 ? letter : null } }
}

/** A new key pair for a mixer, as age writes them. */
export async function newMixerKey(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The public half of a mixer's key. Throws what age throws when it is none. */
export const mixerRecipient = (identity: string): Promise<string> => identityToRecipient(identity)

function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(length))
}

function bytesOf(id: string): Uint8Array {
  return Uint8Array.from(id.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
