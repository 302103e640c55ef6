import type { Me } from '#core/contract/hub-api.ts'
import type { Paper } from '#core/records/paper.ts'
import type { ReadableNote } from '#hub/console/dsl/opened-note.ts'
import { categoryWords } from '#hub/console/words/categories.ts'
import { fullDayWords, fullHalfDayWords } from '#hub/console/words/dates.ts'
import { stageWords } from '#hub/console/words/stages.ts'

/** A note for the school's own file: what the child sent, word for word, apart from what the team knows. Half a day, never nearer. */
export function notePaper({ sealed, opened: { report } }: ReadableNote, me: Me, facts: string): Paper {
  return {
    title: 'A child’s note, sent without a name',
    parts: [
      {
        heading: 'What the child sent, word for word',
        lines: [
          { label: 'Reporter', words: 'Not known' },
          { label: 'When', words: fullHalfDayWords(report.halfDay) },
          { label: 'Picture chosen', words: categoryWords[report.category].title },
          { label: 'The child said that somebody is in danger now', words: report.danger ? 'Yes' : 'No' },
          { label: 'Computer set to', words: report.stage === null ? 'Not said' : stageWords[report.stage] },
          { label: 'In the child’s own words', words: report.words === '' ? 'Nothing in words' : report.words },
          { label: 'The page, as text: do not go there to look', words: report.page ?? 'Not shown by the child' },
        ],
      },
      {
        heading: 'Facts that the safeguarding team adds',
        lines: [
          { label: 'Facts', words: facts.trim() === '' ? 'None yet' : facts },
          { label: 'Written by', words: `${me.name}, ${fullDayWords(Date.now())}` },
        ],
      },
    ],
    foot: `From ${me.school}’s safety box (Hedgerow), note ${sealed.id.slice(0, 8)}. It does not say who sent it, and neither does the system that it came from.`,
  }
}
