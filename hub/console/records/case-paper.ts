import type { StoryLine } from '#core/cases/story.ts'
import type { CaseEntry } from '#core/contract/cases.ts'
import type { Me } from '#core/contract/hub-api.ts'
import type { Paper, PaperPart } from '#core/records/paper.ts'
import { entryParts, entryTitle } from '#hub/console/cases/story-view.tsx'
import { fullDayWords } from '#hub/console/words/dates.ts'

/** A case's story for the school's own file, oldest first, each correction with what it corrects. */
export function casePaper(title: string, lines: readonly StoryLine[], me: Me, facts: string): Paper {
  return {
    title: `A case: ${title}`,
    parts: [
      {
        heading: 'Facts for the file',
        lines: [
          { label: 'Facts', words: facts.trim() === '' ? 'None added' : facts },
          { label: 'Written by', words: `${me.name}, ${fullDayWords(Date.now())}` },
        ],
      },
      ...lines.flatMap(({ now, before }) => [partOf(now, ''), ...before.toReversed().map((entry) => partOf(entry, ' (as it was before)'))]),
    ],
    foot: `From ${me.school}’s case notes (Hedgerow). Where a child’s note began it, who sent that is not known.`,
  }
}

function partOf(entry: CaseEntry, more: string): PaperPart {
  return {
    heading: `${entryTitle(entry)}${more}`,
    lines: [
      { label: 'Written by', words: `${entry.by}, ${fullDayWords(entry.at)}` },
      ...(entry.happenedAt === null ? [] : [{ label: 'It happened on', words: fullDayWords(entry.happenedAt) }]),
      ...entryParts.flatMap(([key, label]) => (entry[key] === '' ? [] : [{ label, words: entry[key] }])),
    ],
  }
}
