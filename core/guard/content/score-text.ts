import { closesAt, contentWords, type FoundContent } from '#core/contract/phrases.ts'
import type { Stage } from '#core/contract/stage.ts'
import { countPhrases } from './count-phrases.ts'
import type { Grade, Mark, PhraseBook } from './phrase-book.ts'

const points: Readonly<Record<Grade, number>> = { firm: 40, strong: 16, soft: 6 }
/** Each phrase of a subject in which a word is at home takes so much away. */
const calmPoints = 5
/** Of strong phrases so much stands in whatever company. */
const strongStays = 0.2
/** Soft phrases alone never come to more: enough for the youngest, not for KS2. */
const softAlone = 24

/** What was found, for staff: the kind of thing and how often, never the page's words. */
export interface Reason {
  readonly category: FoundContent
  readonly count: number
  readonly score: number
}
export interface Scored {
  readonly score: number
  /** Highest first. */
  readonly reasons: readonly Reason[]
  /** A phrase was found that the school closes at once, whatever a teacher saw before. */
  readonly schoolCloses: boolean
}

const noPhrases: ReadonlySet<string> = new Set()

/**
 * How a text scores. Total: any text has a score; time is linear in its length. `fine`: phrases (by `phraseKey`) that are at
 * home in this text and do not count; a firm one counts all the same.
 */
export function scoreText(text: string, book: PhraseBook, fine: ReadonlySet<string> = noPhrases): Scored {
  const found = new Map<FoundContent, Record<Grade | 'count', number>>()
  const calm = new Map<FoundContent, number>()
  const add = (one: PhraseBook): void => {
    for (const [phrase, count] of countPhrases(text, one)) {
      const isFine = fine.size > 0 && fine.has(one.keys[phrase] ?? '')
      for (const mark of one.marks[phrase] ?? []) if (!isFine || (mark.kind === 'found' && mark.grade === 'firm')) weigh(mark, count)
    }
  }
  const weigh = (mark: Mark, count: number): void => {
    if (mark.kind === 'calms') {
      for (const category of mark.categories) calm.set(category, (calm.get(category) ?? 0) + calmPoints)
      return
    }
    const sums = found.get(mark.category) ?? { firm: 0, strong: 0, soft: 0, count: 0 }
    // Said again it weighs a little more: a long page about a thing is not many things.
    sums[mark.grade] += points[mark.grade] * (1 + (Math.min(count, 3) - 1) / 4)
    sums.count += count
    found.set(mark.category, sums)
  }
  add(book)
  if (book.school !== null) add(book.school)
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
  const schoolCloses = (found.get('school-words')?.firm ?? 0) > 0
  const [most, ...others] = reasons.map((reason) => reason.score)
  return { score: Math.round((most ?? 0) + others.reduce((sum, score) => sum + score, 0) / 2), reasons, schoolCloses }
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
