import { z } from 'zod'

/** Most pages of one tile that have fine words, and most of them on one page: each is a teacher's judgement, not a switch. */
export const fineWordsLimits = { pages: 10, phrases: 20 } as const

/**
 * Phrases that a teacher says are at home on one page, and on no other: the content guard does not count them there. What
 * closes a page at once (a firm phrase of our list, `closes` of the school's) is counted all the same.
 */
export const FineWords = z.strictObject({
  /** Host and path, as the desk shows them (`pageAddress`): without query and fragment. */
  page: z.string().min(3).max(2_000),
  phrases: z.array(z.string().trim().min(2).max(60)).min(1).max(fineWordsLimits.phrases),
})
export type FineWords = z.infer<typeof FineWords>
