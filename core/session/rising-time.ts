import type { ClockPort } from '#core/ports.ts'

/** The wall clock, but never going back while the kiosk runs. */
export interface RisingTime {
  /** ms since 1970. */
  now(): number
  /** The hub has said what time it is: what was believed before no longer counts. */
  setRight(): void
}

/**
 * Time for dates in lists and lessons. A wall clock that is set back moves on at the pace of the steady one from the
 * latest moment that was seen, so nothing that has ended begins again (breakout attempt B135). One that is set forward
 * is believed, since the steady clock stands still while a laptop sleeps: lists then end early, which is the safe side,
 * until the hub's time sets it right. `offset`: what the hub's clock has more than this machine's, ms.
 */
export function risingTime(clock: Pick<ClockPort, 'now' | 'steady'>, offset: () => number): RisingTime {
  let latest = Number.NEGATIVE_INFINITY
  let seenAt = 0
  return {
    now() {
      const steady = clock.steady()
      latest = Math.max(clock.now() + offset(), latest + steady - seenAt)
      seenAt = steady
      return latest
    },
    setRight() {
      latest = Number.NEGATIVE_INFINITY
    },
  }
}
