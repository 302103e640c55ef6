/** Kendall's rank correlation of these values with their own order, -1 to 1: 0 for no order. Values must differ. */
export function kendallTau(values: readonly number[]): number {
  let rising = 0
  let falling = 0
  for (const [at, one] of values.entries())
    for (let later = at + 1; later < values.length; later++) {
      if ((values[later] ?? 0) > one) rising++
      else falling++
    }
  return (rising - falling) / (rising + falling)
}

/** How often a score of the first kind is higher than one of the second, ties half: 0.5 for none that tells them apart. */
export function areaUnderCurve(positive: readonly number[], negative: readonly number[]): number {
  const all = [...positive.map((score) => ({ score, real: true })), ...negative.map((score) => ({ score, real: false }))].sort(
    (one, other) => one.score - other.score,
  )
  let ranks = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.score === all[from]?.score) to++
    // Ties share the middle of their ranks.
    for (const one of all.slice(from, to)) if (one.real) ranks += (from + 1 + to) / 2
    from = to
  }
  return (ranks - (positive.length * (positive.length + 1)) / 2) / (positive.length * negative.length)
}

/** Standard deviation of that area when nothing tells the kinds apart (Mann and Whitney 1947). */
export const areaDeviation = (positive: number, negative: number): number =>
  Math.sqrt((positive + negative + 1) / (12 * positive * negative))

/** The chance of two samples this far apart or farther when both are of one kind: Kolmogorov and Smirnov, by the limit of many. */
export function kolmogorovSmirnov(one: readonly number[], other: readonly number[]): number {
  const steps = [...one.map((at) => ({ at, up: 1 / one.length })), ...other.map((at) => ({ at, up: -1 / other.length }))].sort(
    (first, second) => first.at - second.at,
  )
  let height = 0
  let widest = 0
  for (const [place, { at, up }] of steps.entries()) {
    height += up
    if (steps[place + 1]?.at !== at) widest = Math.max(widest, Math.abs(height))
  }
  const root = Math.sqrt((one.length * other.length) / (one.length + other.length))
  const lambda = (root + 0.12 + 0.11 / root) * widest
  let chance = 0
  for (let term = 1; term <= 100; term++) chance += 2 * (-1) ** (term - 1) * Math.exp(-2 * term ** 2 * lambda ** 2)
  return lambda < 0.2 ? 1 : Math.min(1, Math.max(0, chance))
}
