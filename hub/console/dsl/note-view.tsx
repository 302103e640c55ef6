import { useState } from 'react'
import type { Outcome } from '#core/contract/cases.ts'
import type { MoveReport, ReportHeads } from '#core/contract/safety-desk.ts'
import { api } from '#hub/console/api.ts'
import { StopFromNote } from '#hub/console/board/stop-now.tsx'
import { BeginCase } from '#hub/console/cases/begin-case.tsx'
import { EarlierWords } from '#hub/console/dsl/earlier-words.tsx'
import { FiveQuestions } from '#hub/console/dsl/five-questions.tsx'
import { CloseNote, PassNote } from '#hub/console/dsl/note-forms.tsx'
import { NoteSays } from '#hub/console/dsl/note-says.tsx'
import type { ReadableNote } from '#hub/console/dsl/opened-note.ts'
import { newEntry, sealForHub, type TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { stateWords } from '#hub/console/dsl/worry-line.tsx'
import { AnswerChild } from '#hub/console/letters/answer-child.tsx'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { ExportForm } from '#hub/console/records/export-form.tsx'
import { notePaper } from '#hub/console/records/note-paper.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { goTo } from '#hub/console/use-route.ts'
import { categoryWords } from '#hub/console/words/categories.ts'

const path = [
  { state: 'new', words: 'Received' },
  { state: 'opened', words: 'Opened' },
  { state: 'acknowledged', words: 'I have it' },
  { state: 'acting', words: 'Acting' },
  { state: 'closed', words: 'Closed' },
] as const

/** How far a note is, as pebbles. */
function Path({ note }: { note: ReadableNote }) {
  const { state } = note.sealed
  const here = path.findIndex((one) => one.state === state)
  if (here < 0) return <p className="soft">{stateWords(note).words}</p>
  return (
    <ol className="path" aria-label="How far it is">
      {path.map((one, index) => (
        <li
          key={one.state}
          className={index === here ? 'on' : index < here ? 'was' : ''}
          {...(index === here ? { 'aria-current': 'step' as const } : {})}
        >
          {one.words}
        </li>
      ))}
    </ol>
  )
}

type Form = 'pass' | 'case' | 'close' | 'export' | null

/** One note: what it says beside what it does not say, and what is next. */
export function NoteView({
  note,
  team,
  put,
  onGone,
}: {
  note: ReadableNote
  team: TeamAtWork
  put: (answer: ReportHeads) => void
  onGone: () => void
}) {
  const { sealed, opened } = note
  const { report } = opened
  const { busy, fault, run } = useDoing()
  const [form, setForm] = useState<Form>(null)
  const words = categoryWords[report.category]
  const move = (next: MoveReport) => run('Saving…', async () => put(await api.moveReport(sealed.id, next)))
  const write = (more: Parameters<typeof newEntry>[1]) => sealForHub(team, newEntry(team, more))
  const close = (outcome: Outcome, reason: string, reference: string) =>
    void run('Closing…', async () => {
      const entry = await write({ about: 'closed', outcome, reason, reference })
      const filed = outcome === 'child-protection' && reference.trim() !== ''
      put(await api.moveReport(sealed.id, { state: 'closed', entry, filed, asChildProtection: outcome === 'child-protection' }))
      setForm(null)
    })
  const pass = (to: { staffId: string; name: string }, reason: string) =>
    void run('Passing it on…', async () => {
      const entry = reason.trim() === '' ? null : await write({ decision: `Passed to ${to.name}.`, reason })
      put(await api.passReport(sealed.id, { to: to.staffId, entry }))
      onGone()
    })
  const isMine = sealed.heldBy?.staffId === team.me.staffId
  const canTake = sealed.state === 'new' || sealed.state === 'opened'
  const isAtWork = sealed.state === 'acknowledged' || sealed.state === 'acting'
  return (
    <>
      <section className="panel" aria-label="The note">
        <div className="head">
          <h2 className="head-words">“{words.title}”</h2>
          <Path note={note} />
        </div>
        <NoteSays report={report} among={sealed.among} />
      </section>
      {report.page !== null && <StopFromNote address={report.page} />}
      <EarlierWords key={`${sealed.id} ${sealed.notes}`} note={note} team={team} />
      <FaultNote fault={fault} />
      <div className="row note-foot">
        {canTake && (
          <button type="button" className="btn go" disabled={busy !== null} onClick={() => void move({ state: 'acknowledged' })}>
            {busy ?? 'I have this one'}
          </button>
        )}
        {sealed.state === 'acknowledged' && (
          <button type="button" className="btn go" disabled={busy !== null} onClick={() => void move({ state: 'acting' })}>
            {busy ?? 'I am acting on it'}
          </button>
        )}
        {(canTake || isAtWork) && (
          <>
            <button
              type="button"
              className="btn plain"
              aria-expanded={form === 'pass'}
              onClick={() => setForm(form === 'pass' ? null : 'pass')}
            >
              Pass to a colleague
            </button>
            <button
              type="button"
              className="btn plain"
              aria-expanded={form === 'case'}
              onClick={() => setForm(form === 'case' ? null : 'case')}
            >
              Begin a case
            </button>
          </>
        )}
        {isAtWork && (
          <button
            type="button"
            className="btn plain"
            aria-expanded={form === 'close'}
            onClick={() => setForm(form === 'close' ? null : 'close')}
          >
            Close this note
          </button>
        )}
        <button
          type="button"
          className="btn plain"
          aria-expanded={form === 'export'}
          onClick={() => setForm(form === 'export' ? null : 'export')}
        >
          For the school’s own file
        </button>
        {(sealed.state === 'opened' || sealed.state === 'acknowledged') && (
          <button type="button" className="btn plain" disabled={busy !== null} onClick={() => void move({ state: 'practice' })}>
            It was our own practice
          </button>
        )}
        {(sealed.state === 'closed' || sealed.state === 'merged' || sealed.state === 'practice') && (
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null}
            onClick={() => void move({ state: sealed.state === 'closed' ? 'acknowledged' : 'opened' })}
          >
            {busy ?? 'Open it again'}
          </button>
        )}
      </div>
      {form === 'pass' && <PassNote team={team} busy={busy} onPass={pass} />}
      {form === 'case' && (
        <BeginCase
          team={team}
          from={note}
          onBegun={(caseId) =>
            void (async () => {
              // While a case may need it, the note is not deleted; somebody lets it go on the page "What is kept".
              await run('Holding the note…', async () => {
                await api.changeHold({ what: 'note', id: sealed.id, held: true })
              })
              // The case is there; that the note says so, too, may wait for the next press.
              if (sealed.state !== 'acting' && sealed.state !== 'new') await move({ state: 'acting' })
              goTo('cases', caseId)
            })()
          }
        />
      )}
      {form === 'export' && <ExportForm what="note" id={sealed.id} paperOf={(facts) => notePaper(note, team.me, facts)} />}
      {form === 'close' && <CloseNote busy={busy} onClose={close} />}
      {report.mailbox !== undefined && <AnswerChild to={report.mailbox} team={team} />}
      <p className="soft">
        {isMine && isAtWork ? 'You have this one. ' : ''}It is all right to stop here, drink something, and talk it over with somebody.
      </p>
      <FiveQuestions danger={report.danger} />
    </>
  )
}
