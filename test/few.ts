/** `HEDGEROW_TESTS=all`: every case of every table; `npm run breakout` sets it. Otherwise long tables are tried by a few of their cases, so that CI stays short. */
export const isAll = process.env.HEDGEROW_TESTS === 'all'

/** `count` of these cases (1 or more), the first and the last among them, evenly spread; all of them where all are asked for. Keeps the order. */
export function few<T>(all: readonly T[], count = 2): T[] {
  if (isAll || all.length <= count) return [...all]
  if (count === 1) return all.slice(0, 1)
  return Array.from({ length: count }, (_, place) => all[Math.round((place * (all.length - 1)) / (count - 1))] as T)
}
