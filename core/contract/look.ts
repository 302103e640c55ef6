import { z } from 'zod'
import { limits, Tile } from './list.ts'
import { Seen } from './seen.ts'
import { Id, Instant, Stage } from './stage.ts'
import { type UncertainReason, uncertainReasons } from './uncertain.ts'

/**
 * "Look at it": an idle kiosk of the school opens a tile's page where nobody sees it, under exactly the verdicts that a child
 * would have with the draft, and tells the teacher what it found. Signed by the hub like a list: a kiosk opens nothing for
 * somebody else.
 */
export const LookJob = z.strictObject({
  kind: z.literal('look-job'),
  schoolId: Id,
  id: Id,
  classId: Id,
  stage: Stage,
  tileId: Id,
  /** The whole draft: a page may lead on to an address of another tile. */
  tiles: z.array(Tile).max(limits.classEntries),
  issuedAt: Instant,
  expiresAt: Instant,
})
export type LookJob = z.infer<typeof LookJob>

const Found = {
  /** Where the address led in the end. */
  finalUrl: z.string().max(limits.urlLength),
  title: z.string().max(limits.title),
  /** The first words of the page, for the teacher to know it again. */
  firstWords: z.string().max(300),
  /** Hosts that it asked for and may not load from, the most wanted first. */
  refusedHosts: z.array(z.string().min(1).max(260)).max(20),
}
/** What came of one look. `seen` null: it has no words to compare by. `found`: codes that say more, as in the activity log. */
export const LookResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opens'), ...Found, seen: Seen.nullable() }),
  z.strictObject({
    kind: z.literal('closes'),
    ...Found,
    reason: z.enum(Object.keys(uncertainReasons) as [UncertainReason, ...UncertainReason[]]),
    found: z.string().max(200),
  }),
])
export type LookResult = z.infer<typeof LookResult>

/** POST /api/kiosk/looks: the next look that waits, a signed LookJob. */
export const LookOffer = z.strictObject({ job: z.unknown() })
/** PUT /api/kiosk/looks/:jobId. Null: a child came first, and another kiosk may have it. */
export const LookAnswer = z.strictObject({ result: LookResult.nullable() })

/** POST /api/teacher/classes/:classId/looks -> Looks */
export const AskLooks = z.strictObject({ tileIds: z.array(Id).min(1).max(limits.classEntries) })
/** `none`: not asked for now. `gave-up`: kiosks took it three times and never answered. */
export const LookState = z.enum(['none', 'waiting', 'looking', 'gave-up'])
export type LookState = z.infer<typeof LookState>
export const TileLook = z.strictObject({
  tileId: Id,
  state: LookState,
  /** The newest answer about the addresses that the tile has now. */
  last: z.strictObject({ at: Instant, result: LookResult }).nullable(),
})
export type TileLook = z.infer<typeof TileLook>
/** GET /api/teacher/classes/:classId/looks. `inReach`: kiosks that could be asked now. */
export const Looks = z.strictObject({ inReach: z.number().int(), looks: z.array(TileLook) })
export type Looks = z.infer<typeof Looks>

/** Another address, or another reach, is another page: what was seen of the old one says nothing about it. */
export function lookedAtAs({ url, scope, also, companions }: Pick<Tile, 'url' | 'scope' | 'also' | 'companions'>): string {
  return JSON.stringify([url, scope, also, companions])
}
