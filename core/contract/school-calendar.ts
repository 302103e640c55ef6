import { z } from 'zod'

/** A day in the school's time zone, `2026-11-21`. */
export const Day = z.iso.date()
export type Day = z.infer<typeof Day>

/** Both days are in it. */
export const DayRange = z
  .strictObject({ start: Day, end: Day })
  .refine(({ start, end }) => start <= end, 'ends before it starts')
  .refine(({ start, end }) => Date.parse(end) - Date.parse(start) <= 366 * 86_400_000, 'longer than a year')
export type DayRange = z.infer<typeof DayRange>

/** Whose bank holidays count. */
export const Nation = z.enum(['england-and-wales', 'scotland', 'northern-ireland'])
export type Nation = z.infer<typeof Nation>

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** When a school is open. All of the UK keeps London's time. */
export const SchoolCalendar = z
  .strictObject({
    zone: z.literal('Europe/London'),
    nation: Nation,
    /** Terms or half terms, in any order. Days outside all that are known count as school days: see core/school-time. */
    terms: z.array(DayRange).max(60),
    /** Half terms, inset days, snow: shut although a term runs. */
    closures: z.array(DayRange).max(200),
    /** Wall-clock time on each school day; `closes` is no longer school time. */
    opens: ClockTime,
    closes: ClockTime,
    /** When breaks begin; left out: the usual ones of core/school-time/breaks.ts. */
    breaks: z.array(ClockTime).max(8).optional(),
    /** Bank holidays proclaimed after this version was made. */
    extraBankHolidays: z.array(Day).max(60),
  })
  .refine(({ opens, closes }) => opens < closes, 'closes before it opens')
export type SchoolCalendar = z.infer<typeof SchoolCalendar>

/** Until a school has said its own: every Monday to Friday that is no bank holiday, half past eight to a quarter to four. */
export const plainCalendar: SchoolCalendar = {
  zone: 'Europe/London',
  nation: 'england-and-wales',
  terms: [],
  closures: [],
  opens: '08:30',
  closes: '15:45',
  extraBankHolidays: [],
}
