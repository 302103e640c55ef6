import { z } from 'zod'
import { ReportCategory } from './report.ts'
import { PictureName, Stage } from './stage.ts'

const Line = z.string().trim().min(1).max(220)
const Key = z.string().regex(/^[a-z0-9-]+$/)

/**
 * A stage as data: `profiles/<stage>.json`. It holds structure and names of pictures; the words are in
 * `profiles/words/<language>/<stage>.json`, under the same keys, so that a language is added by adding files.
 */
export const Profile = z.strictObject({
  stage: Stage,
  /** Pictures of a secret: how many are chosen, of how many shown, and whether the order counts. */
  secret: z.strictObject({
    choose: z.number().int().min(2).max(6),
    show: z.number().int().min(6).max(24),
    ordered: z.boolean(),
    pictures: z.array(PictureName).min(12),
  }),
  agreement: z.strictObject({
    version: z.string().min(1).max(20),
    /** One rule per picture; its words stand under `agreement.rules.<key>`. */
    rules: z
      .array(z.strictObject({ key: Key, picture: PictureName }))
      .min(1)
      .max(24),
    perScreen: z.number().int().min(1).max(6),
  }),
  /** What one press of "I'm not sure" does. */
  unsure: z.enum(['find-grown-up', 'close']),
  /** Search inside the directory. */
  search: z.enum(['none', 'word']),
  tilesPerPage: z.number().int().min(4).max(12),
  /** Read each screen aloud by itself, once. */
  readsAloud: z.boolean(),
  /** Report pictures in the order shown; words under `report.categories.<CODE>`. */
  categories: z
    .array(z.strictObject({ code: ReportCategory, picture: PictureName, urgent: z.boolean() }))
    .min(4)
    .max(12),
  /** May the child write words in a report? */
  freeWords: z.boolean(),
  /** May the child ask for an answer by picture stories, where the school offers it, and look for one? */
  letters: z.boolean().default(false),
  /** Idle: seconds until the picture warning, and from there to signing out. */
  idle: z.strictObject({ warnAfter: z.number().int().min(30).max(3_600), signOutAfter: z.number().int().min(10).max(600) }),
  /** STOP-THINK-CLICK prompts; words under `prompts.<key>` (stop, think, stay, other). */
  prompts: z
    .array(
      z.strictObject({
        key: Key,
        when: z.enum(['leaving', 'typing', 'pop-up', 'scary', 'search', 'download', 'sharing', 'message', 'posting']),
      }),
    )
    .min(1)
    .max(40),
})
export type Profile = z.infer<typeof Profile>

/** Words of one stage in one language: nested keys to lines. The renderer's test checks that every key that a profile names is there. */
export const Words: z.ZodType<WordTree> = z.lazy(() => z.record(z.string(), z.union([Line, Words])))
export interface WordTree {
  [key: string]: string | WordTree
}
