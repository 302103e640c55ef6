import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { MakeTeam } from '#core/contract/hub-api.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { passphraseOf } from './passphrase.ts'

/** log2 of scrypt's N when a member's identity is wrapped: about 0.7 s on a school computer. */
export const defaultWorkFactor = 17

export interface MadeTeam {
  /** What the hub may have: public keys and wrapped blobs. */
  readonly request: z.infer<typeof MakeTeam>
  /** Opens reports. Stays in the memory of the browser that made it. */
  readonly teamIdentity: string
  /** Opens reports, too. Printed for the recovery kit, kept nowhere: this is the only copy. */
  readonly recoveryIdentity: string
}

/**
 * All keys of a safeguarding team with its first member. The member's identity is wrapped by their words, the team's
 * identity by the member's. Throws HG_WEAK_PASSWORD when there are no words.
 */
export async function makeTeam(words: string | readonly string[], epoch = 1, workFactor = defaultWorkFactor): Promise<MadeTeam> {
  const member = await makeMember(words, workFactor)
  const teamIdentity = await generateX25519Identity()
  const recoveryIdentity = await generateX25519Identity()
  return {
    request: {
      recipient: member.recipient,
      wrappedIdentity: member.wrappedIdentity,
      recipients: {
        epoch,
        team: await identityToRecipient(teamIdentity),
        grownUps: null,
        recovery: await identityToRecipient(recoveryIdentity),
      },
      teamKey: await wrapTeamKey(teamIdentity, member.recipient),
    },
    teamIdentity,
    recoveryIdentity,
  }
}

export interface MadeMember {
  readonly identity: string
  readonly recipient: string
  /** base64 of an age file that the words open. */
  readonly wrappedIdentity: string
}

/** A new identity for one person. `workFactor` is log2 of scrypt's N. Throws HG_WEAK_PASSWORD when there are no words. */
export async function makeMember(words: string | readonly string[], workFactor = defaultWorkFactor): Promise<MadeMember> {
  const { identity, recipient } = await newGroupKey()
  return { identity, recipient, wrappedIdentity: await wrapIdentity(identity, words, workFactor) }
}

/** The team's identity for one more pair of eyes: base64 of an age file that the member's identity opens. */
export async function wrapTeamKey(teamIdentity: string, memberRecipient: string): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(memberRecipient)
  return toBase64(await encrypter.encrypt(`${teamIdentity}\n`))
}

/** A member's identity by their words. Throws HG_WRONG_PASSWORD when they are not the right ones, or the blob is damaged. */
export function unwrapIdentity(wrappedIdentity: string, words: string | readonly string[]): Promise<string> {
  return unwrap(wrappedIdentity, (decrypter) => decrypter.addPassphrase(passphraseOf(words)))
}

/** The team's identity by a member's. Throws HG_WRONG_PASSWORD when it was not wrapped for this member, or is damaged. */
export function unwrapTeamKey(teamKey: string, memberIdentity: string): Promise<string> {
  return unwrap(teamKey, (decrypter) => decrypter.addIdentity(memberIdentity))
}

/** A new key for a group, or for a person without words yet. */
export async function newGroupKey(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** The same identity under new words: base64 of an age file. Throws HG_WEAK_PASSWORD when there are no words. */
export async function wrapIdentity(identity: string, words: string | readonly string[], workFactor = defaultWorkFactor): Promise<string> {
  const passphrase = passphraseOf(words)
  if (passphrase === '') throw new HedgerowError('HG_WEAK_PASSWORD')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  return toBase64(await encrypter.encrypt(`${identity}\n`))
}

/** The public half of an identity as typed from paper: gaps and capitals do not matter. Null when it is not one. */
export async function readIdentity(typed: string): Promise<{ readonly identity: string; readonly recipient: string } | null> {
  const identity = typed.replace(/\s+/g, '').toUpperCase()
  try {
    return { identity, recipient: await identityToRecipient(identity) }
  } catch {
    return null
  }
}

/** What stands in a drill report. Throws HG_REPORT_UNREADABLE with another key. */
export async function openDrill(sealed: string, identity: string): Promise<string> {
  try {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    return await decrypter.decrypt(fromBase64(sealed), 'text')
  } catch {
    throw new HedgerowError('HG_REPORT_UNREADABLE')
  }
}

async function unwrap(blob: string, prepare: (decrypter: Decrypter) => void): Promise<string> {
  try {
    const decrypter = new Decrypter()
    prepare(decrypter)
    const identity = (await decrypter.decrypt(fromBase64(blob), 'text')).trim()
    await identityToRecipient(identity)
    return identity
  } catch {
    // No cause: it may hold what was typed.
    throw new HedgerowError('HG_WRONG_PASSWORD')
  }
}
