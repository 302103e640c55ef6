import { z } from 'zod'
import type { Lane } from './report.ts'
import { SchoolCalendar } from './school-calendar.ts'
import { Instant } from './stage.ts'

/** Minutes of school time until an unacknowledged report rings at the next people: deputies, then the head (anonymous-reports, section 6). */
export const escalateAfter: Readonly<Record<Lane, number>> = { now: 10, soon: 30 }
/** A call for help by name that nobody has answered for so long rings everywhere. On the clock: a child is waiting, whatever the hour. */
export const helpEscalatesAfterMs = 2 * 60_000
/** Out of hours the bell waits for this time of the next school morning. */
export const bellMorning = '08:00'

/** One line of text, no control characters: it goes into a mail's head or a server's answer. */
const Line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{Cc}]*$/u)
const loopback = ['127.0.0.1', '::1', 'localhost']

/** The school's own mail server. The password is kept apart and is never given back. */
export const MailSettings = z
  .strictObject({
    host: Line(253).regex(/^[A-Za-z0-9.:-]+$/),
    port: z.number().int().min(1).max(65_535),
    /** `tls` from the first byte (465), `starttls` before anything else (587), or `none`. */
    security: z.enum(['tls', 'starttls', 'none']),
    /** '' where the server asks for no name. */
    user: Line(200),
    from: z.email().max(200),
    /** Rung as well when a mail was refused or nobody answers. */
    second: z.email().max(200).nullable(),
    /** PEM of the authority that signed the server's certificate, where it is the school's own. */
    authority: z.string().max(20_000).nullable(),
  })
  .refine(({ security, user, host }) => security !== 'none' || user === '' || loopback.includes(host), {
    message: 'a password never travels in clear',
    path: ['security'],
  })
export type MailSettings = z.infer<typeof MailSettings>

/** GET /api/bell/mail, technician. `settings` null: no mail is sent. */
export const MailDesk = z.strictObject({ settings: MailSettings.nullable(), hasPassword: z.boolean() })
export type MailDesk = z.infer<typeof MailDesk>
/** PUT /api/bell/mail -> MailDesk. `password` null keeps the one that is there. Throws HG_MAIL_SETTINGS. */
export const SaveMail = z.strictObject({ settings: MailSettings.nullable(), password: z.string().max(500).nullable() })
export type SaveMail = z.infer<typeof SaveMail>
/** POST /api/bell/mail/test -> {}: sends one mail now. Throws HG_MAIL_*. */
export const TestMail = z.strictObject({ to: z.email().max(200) })

/** How the mail does: `since` is on the bell's grid. */
export const MailHealth = z.strictObject({ state: z.enum(['off', 'ok', 'failing']), since: Instant.nullable() })
export type MailHealth = z.infer<typeof MailHealth>

/** GET /api/bell: what the bell does for the one who asks. Nothing of a report: not how many, which lane, or when. */
export const BellState = z.strictObject({
  /** Somebody of this role was rung and no one has acknowledged yet. */
  rings: z.boolean(),
  /** Nobody can be reached, or a child who gave a name waits: loud, on the hub's machine and in the office. */
  siren: z.boolean(),
  mail: MailHealth,
  /** Does this person want mails? */
  wantsMail: z.boolean(),
})
export type BellState = z.infer<typeof BellState>
export const BellWish = z.strictObject({ mail: z.boolean() }) // PUT /api/bell/wish -> BellState

/** GET and PUT /api/calendar. A bad one is refused with HG_CALENDAR_SHAPE and the place in it. */
export const CalendarDesk = z.strictObject({ calendar: SchoolCalendar, isSet: z.boolean() })
export type CalendarDesk = z.infer<typeof CalendarDesk>
