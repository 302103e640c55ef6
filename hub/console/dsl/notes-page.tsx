import { useEffect, useRef, useState } from 'react'
import { gatherWorries } from '#core/cases/worries.ts'
import type { ReportHeads } from '#core/contract/safety-desk.ts'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { inOrder, isDone, isReadable, type ReadableNote } from '#hub/console/dsl/opened-note.ts'
import { Quarantine } from '#hub/console/dsl/quarantine.tsx'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useOpenedNotes } from '#hub/console/dsl/use-opened-notes.ts'
import { WorryLine } from '#hub/console/dsl/worry-line.tsx'
import { WorryView } from '#hub/console/dsl/worry-view.tsx'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { count } from '#hub/console/words/count.ts'
import { sinceWords } from '#hub/console/words/dates.ts'

const lookEvery = 60_000
/** So many cards are drawn at once; the next ones come by a press. */
const cardsAtOnce = 40

/** The box, opened in this browser. One note at a time. */
export function NotesPage({ asked, team, onLock }: { asked: Asked<ReportHeads>; team: TeamAtWork; onLock: () => void }) {
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
        {(answered) =>
          answered.reports.length === 0 && answered.unopened.length === 0 ? (
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
            <Inbox answered={answered} team={team} put={asked.put} />
          )
        }
      </AnswerView>
    </>
  )
}

function Inbox({ answered, team, put }: { answered: ReportHeads; team: TeamAtWork; put: (answer: ReportHeads) => void }) {
  const { notes, toGo, fault, again } = useOpenedNotes(answered.reports, team.teamIdentity)
  const [chosen, setChosen] = useState<string | null>(null)
  const [cards, setCards] = useState(cardsAtOnce)
  const readable = inOrder(notes.filter(isReadable))
  const worries = gatherWorries(
    readable.filter((note) => !isDone(note)),
    (note) => note.opened.report,
  )
  const done = readable.filter(isDone)
  const worry =
    worries.find((one) => one.notes.some((note) => note.sealed.id === chosen)) ??
    done.filter((one) => one.sealed.id === chosen).map((one) => ({ kind: 'alone' as const, page: null, notes: [one] }))[0]
  const choose = (notesOf: readonly ReadableNote[]) => setChosen(notesOf[0]?.sealed.id ?? null)
  return (
    <>
      <Quarantine notes={notes.filter((note) => !isReadable(note))} unopened={answered.unopened} />
      <div className="inbox">
        <div className="note-list">
          {toGo > 0 && fault === null && (
            <p role="status" className="soft">
              Opening {count(toGo, 'note')}… <progress aria-label="Notes opened" value={notes.length} max={answered.reports.length} />
            </p>
          )}
          <FaultNote fault={fault} again={again} />
          {worries.length === 0 && toGo === 0 && <p className="soft">No open notes. The box was looked at just now.</p>}
          <ul aria-label="Notes">
            {worries.slice(0, cards).map((one) => (
              <WorryLine key={one.notes[0]?.sealed.id} worry={one} on={one === worry} onChoose={() => choose(one.notes)} />
            ))}
          </ul>
          {worries.length > cards && (
            <button type="button" className="btn plain" onClick={() => setCards(cards + cardsAtOnce)}>
              Show more ({worries.length - cards})
            </button>
          )}
          {done.length > 0 && <DoneNotes notes={done} chosen={chosen} onChoose={(note) => choose([note])} />}
          <p className="soft">The time of a note is kept to a half day, so that it points to nobody.</p>
        </div>
        <div className="note-side">
          {worry === undefined ? (
            <section className="panel">
              <Empty>
                <p>Choose a note at the left. One at a time is enough.</p>
                <p className="soft">
                  Before you open one: feet on the floor, one slow breath. You need not read alone, and you may pass any note to a
                  colleague.
                </p>
              </Empty>
            </section>
          ) : (
            <WorryView key={chosen} worry={worry} team={team} put={put} onGone={() => setChosen(null)} />
          )}
        </div>
      </div>
    </>
  )
}

/** Closed, merged and practice notes: drawn only when somebody asks for them. */
function DoneNotes({
  notes,
  chosen,
  onChoose,
}: {
  notes: readonly ReadableNote[]
  chosen: string | null
  onChoose: (note: ReadableNote) => void
}) {
  const [shown, setShown] = useState(false)
  const [lines, setLines] = useState(cardsAtOnce)
  return (
    <details onToggle={(event) => setShown(event.currentTarget.open)}>
      <summary>Closed ({notes.length})</summary>
      {shown && (
        <>
          <ul aria-label="Closed notes">
            {notes.slice(0, lines).map((one) => (
              <WorryLine
                key={one.sealed.id}
                worry={{ kind: 'alone', page: null, notes: [one] }}
                on={one.sealed.id === chosen}
                onChoose={() => onChoose(one)}
              />
            ))}
          </ul>
          {notes.length > lines && (
            <button type="button" className="btn plain" onClick={() => setLines(lines + cardsAtOnce)}>
              Show more ({notes.length - lines})
            </button>
          )}
        </>
      )}
    </details>
  )
}
