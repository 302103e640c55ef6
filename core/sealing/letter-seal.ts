import { Decrypter, Encrypter } from 'age-encryption'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { ChildLetter, letterLimits, ReplyAddress } from '#core/contract/mailbox.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { pad, unpad } from './padding.ts'

/** What the team keeps of a letter: the letter, and where it goes, so that a second reader can send what was read. */
export const LetterForTeam = z.strictObject({ letter: ChildLetter, to: ReplyAddress })
export type LetterForTeam = z.infer<typeof LetterForTeam>
const forTeamBytes = letterLimits.paddedBytes + 512

/** A letter that only the child's code opens: base64 of an age file of `sealedLetterBytes`, whatever it says. Throws HG_BODY_SHAPE. */
export async function sealLetter(letter: ChildLetter, recipient: string): Promise<string> {
  return seal(ChildLetter.parse(letter), [recipient], letterLimits.paddedBytes)
}

/** The same for the team and the recovery kit, of one size. */
export async function sealForTeam(kept: LetterForTeam, readers: readonly string[]): Promise<string> {
  return seal(LetterForTeam.parse(kept), readers, forTeamBytes)
}

/** The letter; null for one that was sealed to another, or is none. Does the same work in each case but for the last step. */
export function openLetter(sealed: string, identity: string): Promise<ChildLetter | null> {
  return open(sealed, identity, ChildLetter, letterLimits.paddedBytes)
}

/** Null for what `sealForTeam` did not make for one of these identities (one a line). */
export function openForTeam(sealed: string, identity: string): Promise<LetterForTeam | null> {
  return open(sealed, identity, LetterForTeam, forTeamBytes)
}

async function seal(value: unknown, readers: readonly string[], bytes: number): Promise<string> {
  const padded = pad(new TextEncoder().encode(JSON.stringify(value)), bytes)
  if (padded === null) throw new HedgerowError('HG_BODY_SHAPE', 'letter')
  const encrypter = new Encrypter()
  for (const reader of readers) encrypter.addRecipient(reader)
  return toBase64(await encrypter.encrypt(padded))
}

async function open<S extends z.ZodType>(sealed: string, identity: string, schema: S, bytes: number): Promise<z.infer<S> | null> {
  try {
    const decrypter = new Decrypter()
    for (const one of identity.split('\n')) decrypter.addIdentity(one)
    const body = unpad(await decrypter.decrypt(fromBase64(sealed)), bytes)
    return schema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body ?? new Uint8Array())))
  } catch {
    return null
  }
}
