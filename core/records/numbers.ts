/** Fewer than this, and a count could point to a child (requirements E1, T23). */
export const smallest = 5

/** A count as it may be shown: null is "fewer than five, or one that would give such a one away". */
export type ShownCount = number | null

/** One way to divide a whole, by kind. */
export type Split = Readonly<Record<string, number>>

/**
 * A whole and its parts, with what is small left out. A part of fewer than five is hidden, nought too; and when it alone was
 * hidden, or those that are hidden are few together, the smallest of the others goes as well, since the whole would give them away. A whole of fewer than five hides all.
 */
export function hideSmall(split: Split): { readonly whole: ShownCount; readonly parts: Readonly<Record<string, ShownCount>> } {
  const entries = Object.entries(split)
  const whole = entries.reduce((sum, [, count]) => sum + count, 0)
  if (whole < smallest) return { whole: null, parts: Object.fromEntries(entries.map(([kind]) => [kind, null])) }
  const rising = [...entries].sort(([, a], [, b]) => a - b)
  const hidden = new Set<string>()
  let sum = 0
  for (const [kind, count] of rising) {
    // The whole less what is shown gives the sum of what is hidden: it must not be small itself, nor be that of one part.
    if (count >= smallest && (hidden.size === 0 || (hidden.size > 1 && sum >= smallest))) break
    hidden.add(kind)
    sum += count
  }
  return { whole, parts: Object.fromEntries(entries.map(([kind, count]) => [kind, hidden.has(kind) ? null : count])) }
}

/** The term of a day, by months: autumn from September, spring from January, summer from April: `2026 autumn`. */
export function termOf(day: string): string {
  const [year = '', month = ''] = day.split('-')
  return `${year} ${Number(month) >= 9 ? 'autumn' : Number(month) >= 4 ? 'summer' : 'spring'}`
}

/** For sorting: negative when the first term is the earlier one. */
export function compareTerms(one: string, other: string): number {
  const order = (term: string) => term.replace('spring', '1').replace('summer', '2').replace('autumn', '3')
  return order(one).localeCompare(order(other))
}

/** Has a term ended by this day? Only whole terms are counted: a number that grows by one would tell the day. */
export const hasEnded = (term: string, day: string): boolean => compareTerms(term, termOf(day)) < 0
