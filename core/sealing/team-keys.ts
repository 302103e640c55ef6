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
  const passphrase = passphraseOf(words)
  if (passphrase === '') throw new HedgerowError('HG_WEAK_PASSWORD')
  const identity = await generateX25519Identity()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(workFactor)
  return { identity, recipient: await identityToRecipient(identity), wrappedIdentity: toBase64(await encrypter.encrypt(`${identity}\n`)) }
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
