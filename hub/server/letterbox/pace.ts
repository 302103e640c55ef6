/** How many slots a kiosk may send. */
export interface Pace {
  /** True when this kiosk's slot is due; each true uses one. */
  admits(kioskId: string): boolean
}

/** A clock that is a little fast, or a slot that came late: so much of a step may be missing. */
const tolerance = 0.25

/** One slot for each kiosk and step (the generic cell rate algorithm of ATM, ITU-T I.371). `now`: a steady clock, ms. */
export function paceSlots(everyMs: number, now: () => number): Pace {
  const dueAt = new Map<string, number>()
  return {
    admits(kioskId) {
      const at = now()
      const due = dueAt.get(kioskId) ?? at
      if (at < due - everyMs * tolerance) return false
      dueAt.set(kioskId, Math.max(at, due) + everyMs)
      return true
    },
  }
}
