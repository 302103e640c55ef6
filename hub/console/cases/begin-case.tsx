import { useState } from 'react'
import { saveNewCase } from '#hub/console/cases/save-entry.ts'
import type { ReadableNote } from '#hub/console/dsl/opened-note.ts'
import { newEntry, type TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field, TextField } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { categoryWords } from '#hub/console/words/categories.ts'

/** Begins a case, from a child's note or from what a colleague brings. */
export function BeginCase({ team, from, onBegun }: { team: TeamAtWork; from: ReadableNote | null; onBegun: (caseId: string) => void }) {
  const [title, setTitle] = useState(from === null ? '' : categoryWords[from.opened.report.category].title)
  const [facts, setFacts] = useState(from === null ? '' : noteAsFacts(from))
  const [opinion, setOpinion] = useState('')
  const [contact, setContact] = useState('')
  const { busy, fault, run } = useDoing()
  return (
    <form
      className="panel form"
      aria-label="Begin a case"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Sealing…', async () => {
          const entry = newEntry(team, { facts, opinion, contact, reportIds: from === null ? [] : [from.sealed.id] })
          onBegun(await saveNewCase(team, title.trim(), entry))
        })
      }}
    >
      <p className="soft">Sealed in this browser: the hub sees a day and that there is a case, and no word of it.</p>
      <Field
        label="A few words for the list"
        help="Initials or a place are enough. No full name is needed here."
        value={title}
        onChange={setTitle}
        maxLength={80}
        required
      />
      {from === null && <Field label="Who brings it" value={contact} onChange={setContact} maxLength={300} />}
      <TextField
        label="What was seen and heard"
        help="The child’s own words, where you have them."
        value={facts}
        onChange={setFacts}
        rows={4}
      />
      <TextField label="What you think of it" help="Kept apart from the facts." value={opinion} onChange={setOpinion} rows={2} />
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null || title.trim() === '' || facts.trim() === ''}>
        {busy ?? 'Begin the case'}
      </button>
    </form>
  )
}

function noteAsFacts({ opened: { report } }: ReadableNote): string {
  const lines = [`A note without a name. Picture chosen: ${categoryWords[report.category].title}.`]
  if (report.danger) lines.push('It says that somebody is in danger now.')
  if (report.words !== '') lines.push(`In the child’s own words: ${inert(report.words)}`)
  if (report.page !== null) lines.push(`The page, not visited: ${inert(report.page)}`)
  return lines.join('\n').slice(0, 4_000)
}
