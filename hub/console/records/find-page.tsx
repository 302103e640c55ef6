import { useState } from 'react'
import type { ExportForm } from '#core/contract/records.ts'
import { hasWords } from '#core/records/find-words.ts'
import { api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { href } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'
import { fullDayWords } from '#hub/console/words/dates.ts'
import { oneOf, type ReadItem, readEverything } from './read-everything.ts'
import { savePaper } from './save-file.ts'

interface Found {
  readonly question: string
  readonly items: readonly ReadItem[]
  readonly searched: number
  readonly unread: number
}

/** When somebody asks what the school holds about them: looks for words in all that this key opens, in this browser. */
export function FindPage({ team }: { team: TeamAtWork }) {
  const [question, setQuestion] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const { busy, fault, run } = useDoing()
  const look = () =>
    void run('Opening everything…', async () => {
      const { items, unread } = await readEverything(team)
      const fits = items.filter(({ title, paper }) =>
        hasWords([title, ...paper.parts.flatMap(({ lines }) => lines.map(({ words }) => words))], question),
      )
      setFound({ question, items: fits, searched: items.length, unread })
    })
  const take = (form: ExportForm) =>
    void run('Making it…', async () => {
      if (found === null) return
      for (const { what, id } of found.items) await api.noteExport({ what, id, form })
      await savePaper('hedgerow-found', form, oneOf(found.question, found.items, team.me, fullDayWords(Date.now())))
    })
  return (
    <>
      <PageHead
        title="Find by words"
        line="For a subject access request: looks for a name or other words in every note and case that your key opens, on this computer."
      />
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault()
          look()
        }}
      >
        <p>
          <b>This opens every note and case, and is recorded as such.</b> What you look for goes nowhere. A note has no sender, so nobody
          can be given “their own” note; it can only be found by what it says.
        </p>
        <Field
          label="Words"
          help="All of them must be there. Try first names, nicknames and other spellings one after the other."
          value={question}
          onChange={setQuestion}
          maxLength={100}
          required
        />
        <FaultNote fault={fault} />
        <button type="submit" className="btn go" disabled={busy !== null || question.trim() === ''}>
          {busy ?? 'Look for them'}
        </button>
      </form>
      {found !== null && (
        <section className="panel" aria-label="Found">
          <h2>Found</h2>
          <p role="status">
            {count(found.items.length, 'note or case', 'notes and cases')} of {found.searched} with “{inert(found.question)}”
          </p>
          {found.unread > 0 && (
            <p className="note-wait">
              {count(found.unread, 'note or line', 'notes or lines')} did not open with your key and could not be looked through.
            </p>
          )}
          <ul>
            {found.items.map(({ what, id, title }) => (
              <li key={`${what} ${id}`}>
                {what === 'case' ? <a href={href('cases', id)}>{inert(title)}</a> : <a href={href('notes')}>{title}</a>}
              </li>
            ))}
          </ul>
          {found.items.length > 0 && (
            <div className="row">
              <button type="button" className="btn" disabled={busy !== null} onClick={() => take('pdf')}>
                {busy ?? 'All of it as a PDF'}
              </button>
              <button type="button" className="btn plain" disabled={busy !== null} onClick={() => take('csv')}>
                As a table (CSV)
              </button>
            </div>
          )}
          <p className="soft">
            The class register and what a child opened are not here: a teacher and “What was opened” have those. Words that somebody wrote
            differently are not found: read where you are in doubt.
          </p>
        </section>
      )}
    </>
  )
}
