import type { KioskState } from '#core/ports.ts'

export type PinTries = KioskState['pin']

/** How long to wait after so many wrong PINs in a row. At the cap, the 10,000 PINs of four digits take over a hundred days. */
const delays = [0, 0, 0, 5_000, 15_000, 60_000, 300_000]
const longestDelay = 900_000
const delayAfter = (wrong: number): number => delays[wrong] ?? longestDelay

/**
 * Seconds until a PIN may be tried; 0 when one may be tried now.
 *
 * `steady` is the machine's own rising clock, never the wall clock: setting that back or forward changes nothing. The
 * steady clock begins anew when the machine (or only the kiosk) starts. A saved moment that lies further ahead than the
 * whole delay is therefore of an earlier start, and the delay counts from this start: a restart never shortens a wait.
 */
export function secondsToWait(tries: PinTries, steady: number): number {
  const delay = delayAfter(tries.wrong)
  const left = tries.waitUntil - steady
  const wait = left > delay ? delay - steady : Math.min(left, delay)
  return Math.max(0, Math.ceil(wait / 1_000))
}

/**
 * What to save after a try. To be saved as wrong before the PIN is checked, and as right after it: pulling the plug in
 * between is then no free try.
 */
export function afterTry(tries: PinTries, isRight: boolean, steady: number): PinTries {
  if (isRight) return { wrong: 0, waitUntil: 0 }
  const wrong = tries.wrong + 1
  return { wrong, waitUntil: Math.ceil(steady + delayAfter(wrong)) }
}
