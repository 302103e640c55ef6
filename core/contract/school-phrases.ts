import { z } from 'zod'
import { Id, Stage } from './stage.ts'

/** A school's own phrases: at most so many, since each kiosk reads every page by them. */
export const mostSchoolPhrases = 500
export const longestSchoolPhrase = 60
/** Shorter ones stand inside too much that is harmless. */
export const fewestLetters = 3

/** `closes`: one is enough. `counts`: as a strong phrase of our own list. `fine`: calms the rest, as a phrase of a context does. */
export const phraseWeights = ['closes', 'counts', 'fine'] as const
export const PhraseWeight = z.enum(phraseWeights)
export type PhraseWeight = z.infer<typeof PhraseWeight>

/** A phrase of the school as it travels in the signed school document. */
export const SchoolPhrase = z.strictObject({
  phrase: z.string().trim().min(fewestLetters).max(longestSchoolPhrase),
  weight: PhraseWeight,
  stages: z.array(Stage).min(1).max(3),
})
export type SchoolPhrase = z.infer<typeof SchoolPhrase>

/** POST /api/dsl/phrases and PUT /api/dsl/phrases/:id. The phrase itself is judged by the hub: HG_PHRASE_SHAPE says what is wrong. */
export const SavePhrase = z.strictObject({ phrase: z.string().max(1_000), weight: PhraseWeight, stages: z.array(Stage).max(3) })
export type SavePhrase = z.infer<typeof SavePhrase>

/** What each of the routes of /api/dsl/phrases answers with: the school's phrases by their letters. */
export const SchoolPhrases = z.strictObject({ phrases: z.array(SchoolPhrase.extend({ id: Id })).max(mostSchoolPhrases) })
export type SchoolPhrases = z.infer<typeof SchoolPhrases>
