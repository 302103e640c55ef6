import { z } from 'zod'
import { Day } from './school-calendar.ts'
import { SignedDocument } from './signed.ts'
import { Id, Instant } from './stage.ts'

/** Most stops in force at once. */
export const mostStops = 500

/** How far a stop goes. `page`: one path, whatever its query. `site`: a host and all hosts below it. */
export const StopScope = z.enum(['page', 'site'])
export type StopScope = z.infer<typeof StopScope>

/** What a kiosk is told: where, and from when. Not who, not why, and nothing of a report. */
export const Stop = z.strictObject({
  /** As the WHATWG parser writes it, without `www.`. */
  host: z.string().min(1).max(253),
  /** As `pathKey` of core/policy/stops.ts writes it; null: the whole site. */
  path: z.string().max(2_000).nullable(),
  /** 0: at once. Else "at the next break". */
  from: Instant,
})
export type Stop = z.infer<typeof Stop>

/** All stops of a school: a small signed document of its own, so that it travels at once. It has no end: an offline kiosk keeps to it. */
export const Stops = z.strictObject({
  kind: z.literal('stops'),
  schoolId: Id,
  version: z.number().int().min(1),
  issuedAt: Instant,
  stops: z.array(Stop).max(mostStops),
})
export type Stops = z.infer<typeof Stops>

/** GET /api/kiosk/notices: null until the school has made one. */
export const SchoolNotices = z.strictObject({ stops: SignedDocument.nullable(), board: SignedDocument.nullable() })
export type SchoolNotices = z.infer<typeof SchoolNotices>

/** What is the matter with a page, for the technician. Append only. */
export const ticketKinds = ['unfit', 'advert', 'strangers', 'trick', 'other'] as const
export const TicketKind = z.enum(ticketKinds)
export type TicketKind = z.infer<typeof TicketKind>

/** POST /api/stops -> StopDesk. `address`: a whole address, or host and path. 422 HG_STOP_ADDRESS, HG_STOPS_FULL. */
export const StopPage = z.strictObject({
  address: z.string().trim().min(1).max(8_192),
  scope: StopScope,
  when: z.enum(['now', 'next-break']),
  /** The technician is told as well, and what kind of thing it is; null: not. */
  ticket: TicketKind.nullable(),
})
export type StopPage = z.infer<typeof StopPage>

/**
 * GET /api/stops (dsl, deputy, teacher): what is stopped, the newest first. DELETE /api/stops/:id and
 * POST /api/stops/:id/review, body {}, answer the same; 403 HG_NOT_ALLOWED for a teacher and a stop of the safeguarding team's.
 */
export const StopDesk = z.strictObject({
  stops: z.array(
    z.strictObject({
      id: Id,
      ...Stop.shape,
      madeAt: Instant,
      madeBy: z.string(),
      mayUndo: z.boolean(),
      /** From then on the desk asks whether it is still needed; null: somebody has said yes. */
      reviewAt: Instant.nullable(),
    }),
  ),
  /** When "at the next break" would be, by the school's calendar. */
  nextBreak: Instant,
})
export type StopDesk = z.infer<typeof StopDesk>

/** POST /api/tickets (dsl, deputy, teacher) -> {} */
export const NewTicket = z.strictObject({ address: z.string().trim().min(1).max(8_192), scope: StopScope, kind: TicketKind })
export type NewTicket = z.infer<typeof NewTicket>

/** GET /api/technician/tickets. Host, path without query, what, and the day: nothing of a child, a room or a time. */
export const Tickets = z.strictObject({
  tickets: z.array(
    z.strictObject({
      id: Id,
      host: z.string(),
      path: z.string().nullable(),
      kind: TicketKind,
      day: Day,
      state: z.enum(['open', 'done']),
      /** No kiosk opens it at the moment. */
      stopped: z.boolean(),
    }),
  ),
})
export type Tickets = z.infer<typeof Tickets>

/** POST /api/technician/tickets/:id -> Tickets */
export const MoveTicket = z.strictObject({ state: z.enum(['open', 'done']) })
