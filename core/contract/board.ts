import { z } from 'zod'
import { Id, Instant } from './stage.ts'

/**
 * The cards that can stand on the notice board, each with its picture; words under `board.<card>` in
 * profiles/words. All are vetted: none names, dates or places anything. Append only: a signed board may hold an older one.
 */
export const boardCards = {
  'page-gone': 'page-list',
  'scary-page-gone': 'scared',
  'unkind-words': 'kind-words',
  'pop-up-trick': 'oops',
  'somebody-unknown': 'stranger',
  'names-and-pictures': 'private-pocket',
  'tell-us-more': 'envelope',
  'we-read-it': 'safe-hands',
  'not-in-trouble': 'hand',
} as const
export type BoardCard = keyof typeof boardCards
export const BoardCard = z.enum(Object.keys(boardCards) as [BoardCard, ...BoardCard[]])

export const boardLimits = { live: 3, more: 120, days: 30 } as const

/** A card as a kiosk has it. One whose name this kiosk does not know is not shown. */
export const BoardNotice = z.strictObject({
  id: Id,
  card: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(40),
  /** A few words more, for KS2; read by two people of the team. */
  more: z.string().max(boardLimits.more).nullable(),
  until: Instant,
})
export type BoardNotice = z.infer<typeof BoardNotice>

/** The notice board of a school: one signed document, the same for every kiosk. */
export const Board = z.strictObject({
  kind: z.literal('board'),
  schoolId: Id,
  version: z.number().int().min(1),
  issuedAt: Instant,
  notices: z.array(BoardNotice).max(boardLimits.live),
})
export type Board = z.infer<typeof Board>

/** What a child's screen shows of it, the newest first. */
export const BoardView = z.array(z.strictObject({ id: Id, card: BoardCard, more: z.string().nullable() }))
export type BoardView = z.infer<typeof BoardView>

/** GET /api/dsl/notices (dsl, deputy); the other routes answer the same. */
export const BoardDesk = z.strictObject({
  notices: z.array(
    z.strictObject({
      id: Id,
      card: BoardCard,
      more: z.string().nullable(),
      /** `waiting`: another member of the team has to read the added words first. */
      moreState: z.enum(['none', 'waiting', 'read']),
      mine: z.boolean(),
      madeBy: z.string(),
      postedAt: Instant,
      until: Instant,
    }),
  ),
})
export type BoardDesk = z.infer<typeof BoardDesk>

/** POST /api/dsl/notices. 422 HG_BOARD_WORDS with what is wrong, HG_BOARD_FULL. */
export const PostNotice = z.strictObject({ card: BoardCard, more: z.string().trim().max(boardLimits.more).nullable() })
export type PostNotice = z.infer<typeof PostNotice>
// POST /api/dsl/notices/:id/review, body {}: the added words are good to be shown; 403 HG_NOT_ALLOWED for who wrote them.
// DELETE /api/dsl/notices/:id: taken down.
