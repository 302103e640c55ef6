import { z } from 'zod'

/** What a child had better not tell a page unasked. Append only. Child words: `personal.<kind>`. */
export const PersonalKind = z.enum(['name', 'school', 'phone', 'postcode', 'email', 'address', 'birthday', 'password'])
export type PersonalKind = z.infer<typeof PersonalKind>

/** What a teacher may let one tile's pages be told, because signing in there needs it. Never where a child lives or can be reached. */
export const AllowedTyping = z.enum(['name', 'password'])
export type AllowedTyping = z.infer<typeof AllowedTyping>

/** What is known about the child on this computer, so that it is noticed when it is typed. */
export interface OwnFacts {
  /** The first name, as on the class's peg; empty for a group. */
  readonly name: string
  readonly school: string
  /** The calendar year now. */
  readonly year: number
}

/** What a page is watched for: typing of these facts, but for the kinds that it may be told. */
export interface TypingCare {
  readonly own: OwnFacts
  readonly mayTell: readonly PersonalKind[]
}

/** What came of the prompt: the words go out of the field, or all the kinds that the page may be told from now on. */
export type TypingAnswer = 'take-out' | readonly PersonalKind[]
