import { z } from 'zod'
import type { Stage } from './stage.ts'

/**
 * What a page may hold that is not for a primary-school child, in words for staff: they say what was found in place of the
 * page's own words. Append only: the codes are kept in the activity log.
 */
export const contentWords = {
  'self-harm': 'self-harm, suicide or starving',
  sexual: 'sexual content',
  violence: 'cruel violence or weapons',
  hate: 'hate or extremism',
  gambling: 'gambling',
  drugs: 'drugs, vapes or alcohol',
  grooming: 'contact with strangers, or asking for secrets',
  scams: 'prize tricks, scams or a domain for sale',
  'rude-words': 'strong swear words',
  'school-words': 'phrases of the school’s own',
} as const
/** What can be found on a page: a category of our lists, or a phrase of the school's. */
export type FoundContent = keyof typeof contentWords
export const contentCategories = [
  'self-harm',
  'sexual',
  'violence',
  'hate',
  'gambling',
  'drugs',
  'grooming',
  'scams',
  'rude-words',
] as const
export const ContentCategory = z.enum(contentCategories)
export type ContentCategory = z.infer<typeof ContentCategory>

const Phrase = z.string().trim().min(2).max(60)
const Phrases = z.array(Phrase).max(2_000)

/**
 * Phrases of one language: `profiles/phrases/<language>.json`. Written plainly: capitals, accents, look-alike letters and
 * apostrophes are folded away on both sides, and anything else that is no letter or digit parts words.
 */
export const PhraseList = z.strictObject({
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
  /** The day on which people last read the whole list. */
  reviewed: z.iso.date(),
  categories: z
    .array(
      z.strictObject({
        code: ContentCategory,
        /** One is enough to close at every stage, in whatever company it stands. */
        firm: Phrases,
        /** Some together are enough; a context calms them. */
        strong: Phrases,
        /** Harmless alone at KS2; they count beside stronger ones, and many together for the youngest. */
        soft: Phrases,
      }),
    )
    .max(contentCategories.length),
  /** Subjects in which a word is at home: medicine, history. Each of its phrases that a page holds calms the categories named. */
  contexts: z.array(z.strictObject({ name: z.string().min(3).max(40), calms: z.array(ContentCategory).min(1), phrases: Phrases })).max(40),
})
export type PhraseList = z.infer<typeof PhraseList>

/** What a page must score to be closed. A firm phrase alone scores 40, a strong one 16. */
export const closesAt: Readonly<Record<Stage, number>> = { eyfs: 20, ks1: 24, ks2: 40 }
