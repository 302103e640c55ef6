/** A clock that a test turns by hand. */
export function handClock() {
  let now = 0
  let timers: { at: number; act: () => void }[] = []
  return {
    steady: () => now,
    after(ms: number, act: () => void) {
      const timer = { at: now + ms, act }
      timers.push(timer)
      return {
        cancel() {
          timers = timers.filter((one) => one !== timer)
        },
      }
    },
    async turn(ms: number) {
      for (const end = now + ms; now < end; ) {
        now += 100
        const due = timers.filter((timer) => timer.at <= now)
        timers = timers.filter((timer) => timer.at > now)
        for (const timer of due) timer.act()
        await Promise.resolve()
      }
    },
  }
}
