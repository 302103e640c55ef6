export interface Quantiles {
  readonly best: number
  readonly p25: number
  readonly median: number
}

/** The best, the first quarter and the middle of some measurements (nearest rank). Throws on none: nothing was measured. */
export function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): number => {
    const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]
    if (value === undefined) throw new RangeError('nothing was measured')
    return value
  }
  return { best: at(0), p25: at(0.25), median: at(0.5) }
}
