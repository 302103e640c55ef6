export interface Quantiles {
  readonly best: number
  readonly p25: number
  readonly median: number
}

/** The value below which this part (0 to 1) of some measurements lies, by nearest rank. Throws on none: nothing was measured. */
export function atPart(values: readonly number[], part: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(part * values.length) - 1)]
  if (value === undefined) throw new RangeError('nothing was measured')
  return value
}

/** The best, the first quarter and the middle of some measurements. Throws on none. */
export function quantiles(values: readonly number[]): Quantiles {
  return { best: atPart(values, 0), p25: atPart(values, 0.25), median: atPart(values, 0.5) }
}
