import type { ClockPort } from '#core/ports.ts'

/** Node's longest timer; it would fire a longer one at once. */
const longestTimer = 2 ** 31 - 1

/** The machine's clocks. `steady` counts from the machine's start, so it goes on when only the kiosk is started anew. */
export const clock: ClockPort = {
  now: () => Date.now(),
  steady: () => Number(process.hrtime.bigint() / 1_000_000n),
  after(ms, act) {
    const timer = setTimeout(act, Math.min(Math.max(0, ms), longestTimer))
    return { cancel: () => clearTimeout(timer) }
  },
}
