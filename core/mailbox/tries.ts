const hour = 60 * 60_000
/** So many codes may be tried on one computer in an hour (anonymous-reports.md 3, A3). */
export const triesAnHour = 10

export interface Tries {
  /** May another code be tried now? If so, it is counted. */
  take(): boolean
  /** Would one be let through? */
  isOpen(): boolean
}

/**
 * Counts tries by their times alone, on the steady clock and in memory: nothing of a code, and nothing on the disk, where the
 * time of a try would say who sat there. A restart begins anew; ten or a hundred tries an hour are the same to a code of 40 bits.
 */
export function countTries(steady: () => number): Tries {
  let times: readonly number[] = []
  const recent = () => times.filter((at) => steady() - at < hour)
  return {
    isOpen: () => recent().length < triesAnHour,
    take() {
      times = recent()
      if (times.length >= triesAnHour) return false
      times = [...times, steady()]
      return true
    },
  }
}
