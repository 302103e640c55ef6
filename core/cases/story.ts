import { type CaseEntry, type CaseStep, caseSteps, type Outcome } from '#core/contract/cases.ts'
import { choiceAt } from './flow.ts'

/** One entry as it stands now, over all that it was before. */
export interface StoryLine {
  readonly now: CaseEntry
  /** Earlier wordings, oldest first, the original among them: nothing that was written goes away. */
  readonly before: readonly CaseEntry[]
}

export interface Story {
  readonly lines: readonly StoryLine[]
  readonly step: CaseStep
  readonly outcome: Outcome | null
  /** The children's notes that belong to it. */
  readonly reportIds: readonly string[]
}

/** Where a case stands by all its entries, oldest first. Total: an entry that this version does not understand moves nothing. */
export function tellStory(entries: readonly CaseEntry[]): Story {
  const lines = amended(entries)
  let step: CaseStep = 'danger'
  let outcome: Outcome | null = null
  for (const { now } of lines) {
    if (now.about === 'closed') {
      outcome = now.choice === 'reopened' ? null : now.outcome
      step = now.choice === 'reopened' ? 'review' : 'closed'
    } else if (isStep(now.about)) {
      step = choiceAt(now.about, now.choice)?.next ?? step
    }
  }
  return { lines, step, outcome, reportIds: [...new Set(lines.flatMap(({ now }) => now.reportIds))] }
}

/** An amendment takes the place of what it corrects, and of nothing else; one that corrects what is not there stands for itself. */
function amended(entries: readonly CaseEntry[]): readonly StoryLine[] {
  const lines: { now: CaseEntry; before: CaseEntry[] }[] = []
  const lineOf = new Map<string, { now: CaseEntry; before: CaseEntry[] }>()
  for (const entry of entries) {
    const line = entry.amends === null ? undefined : lineOf.get(entry.amends)
    if (line === undefined) {
      const fresh = { now: entry, before: [] }
      lines.push(fresh)
      lineOf.set(entry.id, fresh)
    } else {
      line.before.push(line.now)
      line.now = entry
      lineOf.set(entry.id, line)
    }
  }
  return lines
}

function isStep(about: string): about is CaseStep {
  return (caseSteps as readonly string[]).includes(about)
}
