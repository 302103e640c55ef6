import { createHash, randomBytes, randomInt } from 'node:crypto'

/** 128 random bits, as the contract writes identifiers. */
export function newId(): string {
  return randomBytes(16).toString('hex')
}

/** 256 random bits, base64url, 43 characters. Whoever holds it is let in: keep only its hash. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token. Fast, since a token is too long to guess. */
export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}

/** No 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V: codes are read aloud and copied by hand. */
const alphabet = 'ACDEFGHJKMNPQRTWXY34679'

/** An enrolment code: 8 characters, about 36 bits. */
export function newCode(): string {
  return Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
}

/** A code as typed by a person, with its spaces, dashes and small letters put right. */
export function tidyCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
}
