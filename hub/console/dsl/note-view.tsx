import type { z } from 'zod'
import type { ReportState } from '#core/contract/hub-api.ts'
import { FiveQuestions } from '#hub/console/dsl/five-questions.tsx'
import type { Note } from '#hub/console/dsl/opened-note.ts'
import { InertText } from '#hub/console/ui/inert-text.tsx'
import { categoryWords } from '#hub/console/words/categories.ts'
import { dayWords, halfDayWords } from '#hub/console/words/dates.ts'
import { stageWords } from '#hub/console/words/stages.ts'

type State = z.infer<typeof ReportState>
const path: readonly { state: State; words: string }[] = [
  { state: 'new', words: 'Received' },
  { state: 'opened', words: 'Opened' },
  { state: 'acknowledged', words: 'I have it' },
  { state: 'closed', words: 'Closed' },
]

/** One note: what it says beside what it does not say, and what is next. */
export function NoteView({ note, busy, onState }: { note: Note; busy: string | null; onState: (state: State) => void }) {
  const { sealed, opened } = note
  if (opened.kind === 'unreadable')
    return (
      <section className="panel" aria-label="The note">
        <h2>A note that does not open</h2>
        <p>
          It came on {dayWords(Date.parse(`${sealed.day}T12:00:00`))} and does not open with the team’s key. It is kept, and nothing of it
          is lost: it may be damaged, or sealed with other keys.
        </p>
        <p>
          Try the recovery kit with two people present. If more such notes come, tell your technician today (code HG_REPORT_UNREADABLE).
        </p>
      </section>
    )
  const { report } = opened
  const words = categoryWords[report.category]
  const half = halfDayWords(report.halfDay)
  return (
    <>
      <section className="panel" aria-label="The note">
        <div className="head">
          <h2 className="head-words">“{words.title}”</h2>
          <ol className="path" aria-label="How far it is">
            {path.map((one, index) => (
              <li
                key={one.state}
                className={one.state === sealed.state ? 'on' : index < path.findIndex((two) => two.state === sealed.state) ? 'was' : ''}
                {...(one.state === sealed.state ? { 'aria-current': 'step' as const } : {})}
              >
                {one.words}
              </li>
            ))}
          </ol>
        </div>
        <div className="known">
          <div>
            <h3>The note says</h3>
            <ul>
              <li>Picture chosen: {words.title}</li>
              <li>
                In danger now? <b>{report.danger ? 'Yes' : 'No'}</b>
              </li>
              {report.stage !== null && <li>Written on a computer set to {stageWords[report.stage]}</li>}
              <li>{half}</li>
              {report.page !== null && (
                <li>
                  The page, as text. Do not go there to look:
                  <InertText text={report.page} label="The page, as text" />
                </li>
              )}
              {report.words !== '' && (
                <li>
                  In the child’s own words:
                  <InertText text={report.words} label="The child’s own words" />
                </li>
              )}
            </ul>
          </div>
          <div>
            <h3>The note does not say</h3>
            <ul>
              <li>Who sent it, or from which room: no name, no computer</li>
              <li>When, nearer than {half.replace(/^(This|Yesterday)/, (word) => word.toLowerCase())}: no time, half a day only</li>
              {report.page === null && <li>Which page: the child kept that back, or there was none</li>}
              {report.words === '' && <li>Anything in words</li>}
              {report.stage === null && <li>How old the child is</li>}
            </ul>
          </div>
        </div>
        {words.care !== null && <p className="note-now">{words.care}</p>}
      </section>
      <div className="row note-foot">
        {(sealed.state === 'new' || sealed.state === 'opened') && (
          <button type="button" className="btn go" disabled={busy !== null} onClick={() => onState('acknowledged')}>
            {busy ?? 'I have this one'}
          </button>
        )}
        {sealed.state === 'acknowledged' && (
          <button type="button" className="btn go" disabled={busy !== null} onClick={() => onState('closed')}>
            {busy ?? 'Close this note'}
          </button>
        )}
        {sealed.state === 'closed' && (
          <button type="button" className="btn plain" disabled={busy !== null} onClick={() => onState('acknowledged')}>
            {busy ?? 'Open it again'}
          </button>
        )}
        <small>What you decide belongs in the school’s own safeguarding record, in your words.</small>
      </div>
      <FiveQuestions danger={report.danger} />
    </>
  )
}
