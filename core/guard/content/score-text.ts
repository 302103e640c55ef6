import { type ContentCategory, closesAt, contentWords } from '#core/contract/phrases.ts'
import type { Stage } from '#core/contract/stage.ts'
import { countPhrases } from './count-phrases.ts'
import type { Grade, PhraseBook } from './phrase-book.ts'

const points: Readonly<Record<Grade, number>> = { firm: 40, strong: 16, soft: 6 }
/** Each phrase of a subject in which a word is at home takes so much away. */
const calmPoints = 5
/** Of strong phrases so much stands in whatever company. */
const strongStays = 0.2
/** Soft phrases alone never come to more: enough for the youngest, not for KS2. */
const softAlone = 24

/** What was found, for staff: the kind of thing and how often, never the page's words. */
export interface Reason {
  readonly category: ContentCategory
  readonly count: number
  readonly score: number
}
export interface Scored {
  readonly score: number
  /** Highest first. */
  readonly reasons: readonly Reason[]
}

/** How a text scores. Total: any text has a score; time is linear in its length. */
export function scoreText(text: string, book: PhraseBook): Scored {
  const counts = countPhrases(text, book)
  const found = new Map<ContentCategory, Record<Grade | 'count', number>>()
  const calm = new Map<ContentCategory, number>()
  for (const [phrase, count] of counts) {
    for (const mark of book.marks[phrase] ?? []) {
      if (mark.kind === 'calms') for (const category of mark.categories) calm.set(category, (calm.get(category) ?? 0) + calmPoints)
      else {
        const sums = found.get(mark.category) ?? { firm: 0, strong: 0, soft: 0, count: 0 }
        // Said again it weighs a little more: a long page about a thing is not many things.
        sums[mark.grade] += points[mark.grade] * (1 + (Math.min(count, 3) - 1) / 4)
        sums.count += count
        found.set(mark.category, sums)
      }
    }
  }
  const reasons = [...found]
    .map(([category, sums]): Reason => {
      const soft = sums.strong + sums.firm > 0 ? sums.soft : Math.min(sums.soft, softAlone)
      const calmable = sums.strong + soft
      const rest = Math.max(calmable - (calm.get(category) ?? 0), sums.strong * strongStays)
      const score = sums.firm + Math.min(calmable, rest)
      return { category, count: sums.count, score: Math.round(score) }
    })
    .filter((reason) => reason.score > 0)
    .sort((a, b) => b.score - a.score)
  const [most, ...others] = reasons.map((reason) => reason.score)
  return { score: Math.round((most ?? 0) + others.reduce((sum, score) => sum + score, 0) / 2), reasons }
}

/**
 * Does a page that scores so much stay open? `approved`: what it scored when the teacher saw it; then it is closed only when
 * it scores clearly more than that, since the teacher has judged the rest.
 */
export function isFineFor(stage: Stage, score: number, approved = 0): boolean {
  return score < closesAt[stage] + approved
}

/** In words for staff: "gambling (7), prize tricks, scams or a domain for sale (2)". */
export function explain(reasons: readonly Reason[]): string {
  return reasons
    .slice(0, 3)
    .map(({ category, count }) => `${contentWords[category]} (${count})`)
    .join(', ')
}
