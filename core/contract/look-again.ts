import { z } from 'zod'
import { Day } from './daily-proof.ts'
import { contentWords } from './phrases.ts'
import { Id } from './stage.ts'
import { driftWords } from './uncertain.ts'

/**
 * Why a teacher is asked to look at a tile again. `looked-different`: shown, but not quite the page that was approved.
 * `changed`, `content`: closed for that reason. `set-aside`: failed three times in a day on one kiosk.
 */
export const LookAgainKind = z.enum(['looked-different', 'changed', 'content', 'set-aside'])
export type LookAgainKind = z.infer<typeof LookAgainKind>

/** What was found, as codes that have words for staff: never the page's own words. */
export const FoundCode = z.enum([...Object.keys(contentWords), ...Object.keys(driftWords)])

/** One tile, kind and page. No child, no kiosk and no time finer than a day is in it. */
export const LookAgainLine = z.strictObject({
  /** The tile of the published list; null when none, or more than one, has this title. */
  tileId: Id.nullable(),
  tile: z.string(),
  kind: LookAgainKind,
  found: z.array(FoundCode),
  /** Host and path. */
  page: z.string(),
  times: z.number().int().min(1),
  lastDay: Day,
})
export type LookAgainLine = z.infer<typeof LookAgainLine>

/** Most lines of one answer: a shelf that needs more is looked at from the top. */
export const mostLookAgainLines = 300
/** GET /api/teacher/classes/:classId/look-again: since the class's last publication, the newest first. `more`: lines that were left out. */
export const LookAgain = z.strictObject({ lines: z.array(LookAgainLine).max(mostLookAgainLines), more: z.number().int().min(0) })
export type LookAgain = z.infer<typeof LookAgain>
