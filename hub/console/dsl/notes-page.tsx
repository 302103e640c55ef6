import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ReportState, SealedReports } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { NoteView } from '#hub/console/dsl/note-view.tsx'
import { inOrder, type Note, urgency } from '#hub/console/dsl/opened-note.ts'
import { useOpenedNotes } from '#hub/console/dsl/use-opened-notes.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { pictureUrl } from '#hub/console/ui/pictures.ts'
import { categoryWords } from '#hub/console/words/categories.ts'
import { count } from '#hub/console/words/count.ts'
import { dayWords, halfDayWords, sinceWords } from '#hub/console/words/dates.ts'

type Answer = z.infer<typeof SealedReports>
const lookEvery = 60_000

/** The box, opened in this browser. One note at a time. */
export function NotesPage({ asked, teamIdentity, onLock }: { asked: Asked<Answer>; teamIdentity: string; onLock: () => void }) {
  const { answer, reload } = asked
  const [lookedAt, setLookedAt] = useState(Date.now())
  const seen = useRef(answer)
  useEffect(() => {
    if (seen.current === answer) return
    seen.current = answer
    if (answer.kind === 'there') setLookedAt(Date.now())
  }, [answer])
  useEffect(() => {
    const timer = setInterval(reload, lookEvery)
    return () => clearInterval(timer)
  }, [reload])
  return (
    <>
      <PageHead title="Notes from children" line="Opened on this computer only. A note carries no name.">
        <Chip mark="ok">Your key is unlocked</Chip>
        <button type="button" className="btn plain" onClick={onLock}>
          Lock now
        </button>
      </PageHead>
      <NineStrip />
      <AnswerView asked={asked}>
        {({ reports }) =>
          reports.length === 0 ? (
            <section className="panel">
              <Empty>
                <p>
                  <b>No notes.</b> The box was looked at {sinceWords(lookedAt)}.
                </p>
                <p className="soft">
                  A new note appears here by itself. To practise, send one from a kiosk with “Something else”, and read it here: every
                  member of the team should do so once a month.
                </p>
              </Empty>
            </section>
          ) : (
            <Inbox reports={reports} teamIdentity={teamIdentity} put={asked.put} />
          )
        }
      </AnswerView>
    </>
  )
}

function Inbox({ reports, teamIdentity, put }: { reports: Answer['reports']; teamIdentity: string; put: (answer: Answer) => void }) {
  const { notes, toGo } = useOpenedNotes(reports, teamIdentity)
  const [chosen, setChosen] = useState<string | null>(null)
  const { busy, fault, run } = useDoing()
  const ordered = inOrder(notes)
  const open = ordered.filter((note) => note.sealed.state !== 'closed')
  const closed = ordered.filter((note) => note.sealed.state === 'closed')
  const note = ordered.find((one) => one.sealed.id === chosen) ?? null
  const setState = (id: string, state: z.infer<typeof ReportState>) =>
    void run('Saving…', async () => put(await api.setReportState(id, state)))
  const choose = (one: Note) => {
    setChosen(one.sealed.id)
    if (one.sealed.state === 'new' && one.opened.kind === 'note') setState(one.sealed.id, 'opened')
  }
  return (
    <div className="inbox">
      <div className="note-list">
        {toGo > 0 && (
          <p role="status" className="soft">
            Opening {count(toGo, 'note')}… <progress aria-label="Notes opened" value={notes.length} max={reports.length} />
          </p>
        )}
        {open.length === 0 && toGo === 0 && <p className="soft">No open notes. The box was looked at just now.</p>}
        <ul aria-label="Notes">
          {open.map((one) => (
            <NoteLine key={one.sealed.id} note={one} on={one.sealed.id === chosen} onChoose={() => choose(one)} />
          ))}
        </ul>
        {closed.length > 0 && (
          <details>
            <summary>Closed ({closed.length})</summary>
            <ul aria-label="Closed notes">
              {closed.map((one) => (
                <NoteLine key={one.sealed.id} note={one} on={one.sealed.id === chosen} onChoose={() => choose(one)} />
              ))}
            </ul>
          </details>
        )}
        <p className="soft">The time of a note is kept to a half day, so that it points to nobody.</p>
      </div>
      <div className="note-side">
        <FaultNote fault={fault} />
        {note === null ? (
          <section className="panel">
            <Empty>
              <p>Choose a note at the left. One at a time is enough.</p>
            </Empty>
          </section>
        ) : (
          <NoteView key={note.sealed.id} note={note} busy={busy} onState={(state) => setState(note.sealed.id, state)} />
        )}
      </div>
    </div>
  )
}

const stateMarks: Readonly<Record<Note['sealed']['state'], { mark: Mark; words: string }>> = {
  new: { mark: 'wait', words: 'New' },
  opened: { mark: 'info', words: 'Opened' },
  acknowledged: { mark: 'info', words: 'Somebody has it' },
  closed: { mark: 'ok', words: 'Closed' },
}

function NoteLine({ note, on, onChoose }: { note: Note; on: boolean; onChoose: () => void }) {
  const { sealed, opened } = note
  const state = stateMarks[sealed.state]
  const words = opened.kind === 'note' ? categoryWords[opened.report.category] : null
  const picture = pictureUrl(words?.picture ?? 'envelope')
  const level = urgency(note)
  return (
    <li>
      <button type="button" className="note-line" aria-current={on} onClick={onChoose}>
        {picture !== null && <img src={picture} alt="" />}
        <span className="note-words">
          <b>{words?.title ?? 'A note that does not open'}</b>
          <small>
            {opened.kind === 'note' ? halfDayWords(opened.report.halfDay) : `came ${dayWords(Date.parse(`${sealed.day}T12:00:00`))}`}
          </small>
          <span className="chips">
            {level === 0 && <Chip mark="now">Danger now</Chip>}
            {level === 1 && sealed.state !== 'closed' && <Chip mark="now">Read today</Chip>}
            <Chip mark={state.mark}>{state.words}</Chip>
          </span>
        </span>
      </button>
    </li>
  )
}
