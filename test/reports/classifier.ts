import { areaUnderCurve } from './statistics.ts'

/** What somebody on the wire sees of one slot, and what it truly was. */
export interface SeenSlot {
  readonly real: boolean
  /** Milliseconds after the step of the grid; until the answer began; bytes there and back. */
  readonly features: readonly number[]
}

/**
 * How well a classifier tells real slots from dummies: a linear discriminant on the ranks of all features, learnt from one half
 * and tried on the other, both ways; the mean area under the curve.
 */
export function classify(slots: readonly SeenSlot[]): number {
  const ranked = byRank(slots)
  const halves = [ranked.filter((_, at) => at % 2 === 0), ranked.filter((_, at) => at % 2 === 1)] as const
  return (tried(halves[0], halves[1]) + tried(halves[1], halves[0])) / 2
}

function tried(learnt: readonly SeenSlot[], fresh: readonly SeenSlot[]): number {
  const weights = (learnt[0]?.features ?? []).map((_, feature) => {
    const of = (real: boolean) => learnt.filter((one) => one.real === real).map((one) => one.features[feature] ?? 0)
    const all = learnt.map((one) => one.features[feature] ?? 0)
    const spread = mean(all.map((value) => (value - mean(all)) ** 2))
    return spread === 0 ? 0 : (mean(of(true)) - mean(of(false))) / spread
  })
  const score = ({ features }: SeenSlot) => features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)
  return areaUnderCurve(fresh.filter(({ real }) => real).map(score), fresh.filter(({ real }) => !real).map(score))
}

/** A few late slots on a busy machine must not outweigh all others. */
function byRank(slots: readonly SeenSlot[]): SeenSlot[] {
  const columns = (slots[0]?.features ?? []).map((_, feature) => {
    const sorted = slots.map((one) => one.features[feature] ?? 0).sort((one, other) => one - other)
    return new Map(sorted.map((value, rank) => [value, rank / sorted.length]))
  })
  return slots.map(({ real, features }) => ({ real, features: features.map((value, at) => columns[at]?.get(value) ?? 0) }))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
