import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type EnvelopeForm, envelopeForms, formOf } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Lane } from '#core/contract/report.ts'
import { slotForms, slotHeadBytes } from '#core/contract/slots.ts'

/** Says how large the sealed report in a slot is. A large dummy has the first: a hub of before knows no other. */
const versions: Readonly<Record<EnvelopeForm, number>> = { large: 1, small: 2 }
const flagBytes = 4

/** What the mixer finds in a slot. `letter` null: a dummy. */
export interface Slot {
  /** Was somebody using the computer? Only ever counted. */
  readonly inUse: boolean
  readonly letter: { readonly id: string; readonly lane: Lane; readonly envelope: Uint8Array } | null
}

/**
 * One slot, sealed to the mixer: as long as its form is, whatever is in it, and other bytes each time. A dummy carries random
 * bytes, which cannot be told from a sealed report. A small report may lie in a large slot, never the other way round.
 * Throws HG_REPORT_NO_RECIPIENT for a key that is none, HG_BODY_SHAPE for a report that does not fit.
 */
export async function sealSlot({ inUse, letter }: Slot, mixerKey: string, form: EnvelopeForm = 'small'): Promise<Uint8Array> {
  const { bodyBytes, bytes } = slotForms[form]
  const inside = letter === null ? form : formOf(letter.envelope)
  if (inside === null || (inside === 'large' && form === 'small')) throw new HedgerowError('HG_BODY_SHAPE', 'slot')
  const body = randomBytes(bodyBytes)
  body.set([versions[inside], letter === null ? 0 : 1, letter?.lane === 'now' ? 1 : 0, inUse ? 1 : 0])
  if (letter !== null) {
    body.set(bytesOf(letter.id), flagBytes)
    body.set(letter.envelope, slotHeadBytes)
  }
  const encrypter = new Encrypter()
  try {
    encrypter.addRecipient(mixerKey)
  } catch {
    throw new HedgerowError('HG_REPORT_NO_RECIPIENT', 'mixer')
  }
  const sealed = await encrypter.encrypt(body)
  if (sealed.length !== bytes) throw new HedgerowError('HG_BODY_SHAPE', 'slot')
  return sealed
}

export type OpenedSlot = { readonly kind: 'slot'; readonly slot: Slot } | { readonly kind: 'unreadable'; readonly why: UnreadableSlot }
/** Why a slot went into quarantine. */
export const unreadableSlots = ['size', 'sealed-otherwise', 'version'] as const
export type UnreadableSlot = (typeof unreadableSlots)[number]

/** Opens a slot of either size with the mixer's identity. Never throws: what does not open says why. */
export async function openSlot(bytes: Uint8Array, identity: string): Promise<OpenedSlot> {
  const form = (['small', 'large'] as const).find((one) => slotForms[one].bytes === bytes.length)
  if (form === undefined) return { kind: 'unreadable', why: 'size' }
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  const body = await decrypter.decrypt(bytes).catch(() => null)
  if (body === null || body.length !== slotForms[form].bodyBytes) return { kind: 'unreadable', why: 'sealed-otherwise' }
  const [v = 0, real = 0, lane = 0, inUse = 0] = body
  const inside = v === versions.small ? 'small' : v === versions.large && form === 'large' ? 'large' : null
  if (inside === null || real > 1 || lane > 1 || inUse > 1) return { kind: 'unreadable', why: 'version' }
  const envelope = body.slice(slotHeadBytes, slotHeadBytes + envelopeForms[inside].envelopeBytes)
  const letter = { id: hexOf(body.subarray(flagBytes, slotHeadBytes)), lane: lane === 1 ? 'now' : 'soon', envelope } as const
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
