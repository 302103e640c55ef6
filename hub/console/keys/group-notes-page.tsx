import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { SealedEnvelopes } from '#core/contract/keys.ts'
import type { Report } from '#core/contract/report.ts'
import { type ApiFault, api, faultOf } from '#hub/console/api.ts'
import { NoteSays } from '#hub/console/dsl/note-says.tsx'
import { openSealed } from '#hub/console/dsl/opened-note.ts'
import type { Key } from '#hub/console/dsl/use-key.ts'
import { OpenMyKey } from '#hub/console/keys/open-my-key.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { href } from '#hub/console/use-route.ts'
import { halfDayWords } from '#hub/console/words/dates.ts'

type Sealed = z.infer<typeof SealedEnvelopes>['reports'][number]
interface GroupNote {
  readonly sealed: Sealed
  readonly report: Report
}

/** What children tell of a grown-up at school: for the head and the safeguarding governor who hold this group's key, and for nobody else. */
export function GroupNotesPage({ keyState }: { keyState: Key }) {
  const asked = useAnswer(() => api.keyDesk(), 'group notes', ['keys-changed'])
  const { teamIdentity: identities, unlock } = keyState
  return (
    <>
      <PageHead
        title="About a grown-up at school"
        line="What children tell of somebody who works here. It opens for your group alone, in this browser; each reading is recorded."
      />
      <AnswerView asked={asked}>
        {(desk) =>
          desk.keys.length === 0 ? (
            <section className="panel">
              <p>
                Your group has no key yet, so children are asked to tell somebody else in person. It is made under{' '}
                <a href={href('keys')}>Keys</a>.
              </p>
            </section>
          ) : identities === null ? (
            <OpenMyKey desk={desk} onOpened={unlock} />
          ) : (
            <Opened identities={identities} />
          )
        }
      </AnswerView>
    </>
  )
}

function Opened({ identities }: { identities: string }) {
  const asked = useAnswer(() => api.sealedEnvelopes(), 'group envelopes', ['keys-changed', 'bell-changed'])
  const [notes, setNotes] = useState<readonly GroupNote[] | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const reports = asked.answer.kind === 'there' ? asked.answer.value.reports : null
  useEffect(() => {
    if (reports === null) return
    let gone = false
    const openAll = async () => {
      const found: GroupNote[] = []
      for (const sealed of reports) {
        const opened = await openSealed(sealed.envelope, identities)
        if (gone) return
        // Those of the safeguarding team do not open here, and are none of this group's business.
        if (opened.kind === 'note') found.push({ sealed, report: opened.report })
      }
      if (!gone) setNotes(found)
    }
    void openAll()
    return () => {
      gone = true
    }
  }, [reports, identities])
  const note = notes?.find(({ sealed }) => sealed.id === chosen)
  return (
    <AnswerView asked={asked}>
      {() =>
        notes === null ? (
          <p className="waiting" role="status">
            Opening…
          </p>
        ) : (
          <>
            <section className="panel" aria-label="Notes for your group">
              <h2>{notes.length === 0 ? 'No note for your group' : 'Notes for your group'}</h2>
              <ul className="plain-lines">
                {notes.map(({ sealed, report }) => (
                  <li key={sealed.id}>
                    <button type="button" className="link" aria-current={sealed.id === chosen} onClick={() => setChosen(sealed.id)}>
                      {halfDayWords(report.halfDay)}
                      {report.danger ? ': somebody may be in danger' : ''}
                    </button>{' '}
                    {report.danger && <Chip mark="now">Danger now</Chip>}
                    <Chip mark={isWaiting(sealed) ? 'wait' : 'ok'}>{isWaiting(sealed) ? 'Nobody has it yet' : 'Somebody has it'}</Chip>
                  </li>
                ))}
              </ul>
              <button type="button" className="btn plain" onClick={asked.reload}>
                Look again
              </button>
            </section>
            {note !== undefined && <GroupNoteView key={note.sealed.id} note={note} reload={asked.reload} />}
          </>
        )
      }
    </AnswerView>
  )
}

const isWaiting = ({ state }: Sealed): boolean => state === 'new' || state === 'opened'

/** One note: its words are shown only when the hub has written down who reads them. */
function GroupNoteView({ note, reload }: { note: GroupNote; reload: () => void }) {
  const [isRecorded, setRecorded] = useState(false)
  const [fault, setFault] = useState<ApiFault | null>(null)
  const [turn, setTurn] = useState(0)
  const taking = useDoing()
  const { id } = note.sealed
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is how a person asks for another try
  useEffect(() => {
    let gone = false
    setFault(null)
    api.readGroupNote(id).then(
      () => {
        if (!gone) setRecorded(true)
      },
      (thrown: unknown) => {
        if (!gone) setFault(faultOf(thrown))
      },
    )
    return () => {
      gone = true
    }
  }, [id, turn])
  if (!isRecorded) return <FaultNote fault={fault} again={() => setTurn(turn + 1)} />
  return (
    <section className="panel" aria-label="The note">
      <NoteSays report={note.report} among={null} />
      <FaultNote fault={taking.fault} />
      {isWaiting(note.sealed) && (
        <button
          type="button"
          className="btn go"
          disabled={taking.busy !== null}
          onClick={() =>
            void taking.run('Saving…', async () => {
              await api.takeGroupNote(id)
              reload()
            })
          }
        >
          {taking.busy ?? 'I have this one'}
        </button>
      )}
      <p className="soft">
        Speak to nobody whom the note may be about. About a member of staff the head decides; about the head, the chair of governors; the
        local authority’s designated officer hears of it within one working day. What you do is written in the school’s own file, not here.
      </p>
    </section>
  )
}
