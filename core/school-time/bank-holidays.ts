import type { Day, Nation } from '#core/contract/school-calendar.ts'
import { addDays, weekday } from './local-time.ts'

/**
 * Bank holidays by the rules of the Banking and Financial Dealings Act 1971 and the yearly proclamations, as listed on
 * gov.uk/bank-holidays. What a rule cannot know stands in `proclaimed`; later ones go into the school's calendar.
 */
export function bankHolidays(year: number, nation: Nation): ReadonlySet<Day> {
  const key = `${year} ${nation}`
  const known = memory.get(key)
  if (known !== undefined) return known
  const days = byRule(year, nation)
  for (const one of proclaimed) {
    if (!one.nations.includes(nation)) continue
    if (one.insteadOf !== undefined) days.delete(one.insteadOf)
    days.add(one.day)
  }
  const ofYear = new Set([...days].filter((day) => day.startsWith(`${year}-`)).sort())
  memory.set(key, ofYear)
  return ofYear
}

const memory = new Map<string, ReadonlySet<Day>>()
const everywhere: readonly Nation[] = ['england-and-wales', 'scotland', 'northern-ireland']

/** One-off days since 2020, and those that stood in for a ruled one. */
const proclaimed: readonly { day: Day; insteadOf?: Day; nations: readonly Nation[] }[] = [
  { day: '2020-05-08', insteadOf: '2020-05-04', nations: everywhere },
  { day: '2022-06-02', insteadOf: '2022-05-30', nations: everywhere },
  { day: '2022-06-03', nations: everywhere },
  { day: '2022-09-19', nations: everywhere },
  { day: '2023-05-08', nations: everywhere },
  { day: '2026-06-15', nations: ['scotland'] },
]

function byRule(year: number, nation: Nation): Set<Day> {
  const easter = easterSunday(year)
  const days = new Set<Day>([addDays(easter, -2), firstMonday(year, 5), lastMonday(year, 5)])
  const moved = (day: Day) => days.add(nextFree(day, days))
  moved(`${year}-01-01`)
  if (nation === 'scotland') moved(`${year}-01-02`)
  else days.add(addDays(easter, 1))
  days.add(nation === 'scotland' ? firstMonday(year, 8) : lastMonday(year, 8))
  if (nation === 'northern-ireland') {
    moved(`${year}-03-17`)
    moved(`${year}-07-12`)
  }
  if (nation === 'scotland') moved(`${year}-11-30`)
  christmas(year, days)
  return days
}

/** A holiday at a weekend is kept on the next weekday that is not one already. */
function nextFree(day: Day, taken: ReadonlySet<Day>): Day {
  let kept = day
  while (weekday(kept) === 0 || weekday(kept) === 6 || taken.has(kept)) kept = addDays(kept, 1)
  return kept
}

/** Each of the two keeps its own day where that is a weekday; only then is the other one moved behind both. */
function christmas(year: number, days: Set<Day>): void {
  const both = [`${year}-12-25`, `${year}-12-26`]
  for (const day of both) if (weekday(day) !== 0 && weekday(day) !== 6) days.add(day)
  for (const day of both) if (weekday(day) === 0 || weekday(day) === 6) days.add(nextFree(day, days))
}

function firstMonday(year: number, month: number): Day {
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  return addDays(first, (8 - weekday(first)) % 7)
}

function lastMonday(year: number, month: number): Day {
  return addDays(firstMonday(year, month + 1), -7)
}

/** The Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): Day {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
