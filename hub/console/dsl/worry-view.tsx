import { useEffect, useRef, useState } from 'react'
import type { Worry } from '#core/cases/worries.ts'
import type { ReportHeads } from '#core/contract/safety-desk.ts'
import { type ApiFault, api, faultOf } from '#hub/console/api.ts'
import { NoteView } from '#hub/console/dsl/note-view.tsx'
import type { ReadableNote } from '#hub/console/dsl/opened-note.ts'
import { newEntry, sealForHub, type TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { worryTitle } from '#hub/console/dsl/worry-line.tsx'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'

const mergeAtOnce = 400

/**
 * One card: its notes one after another. A note's words are shown only when the hub has written down who reads them.
 * `put` takes the hub's new list in.
 */
export function WorryView({
  worry,
  team,
  put,
  onGone,
}: {
  worry: Worry<ReadableNote>
  team: TeamAtWork
  put: (answer: ReportHeads) => void
  onGone: () => void
}) {
  const [current, setCurrent] = useState(worry.notes[0]?.sealed.id ?? null)
  const [readId, setReadId] = useState<string | null>(null)
  const [fault, setFault] = useState<ApiFault | null>(null)
  const merging = useDoing()
  const at = Math.max(
    0,
    worry.notes.findIndex((one) => one.sealed.id === current),
  )
  const step = (by: number) => setCurrent(worry.notes[at + by]?.sealed.id ?? null)
  const note = worry.notes[at]
  const id = note?.sealed.id ?? null
  const latest = useRef(put)
  latest.current = put
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is how a person asks for another try
  useEffect(() => {
    if (id === null) return
    let gone = false
    setFault(null)
    api.readReport(id).then(
      (answer) => {
        if (gone) return
        setReadId(id)
        latest.current(answer)
      },
      (thrown: unknown) => {
        if (!gone) setFault(faultOf(thrown))
      },
    )
    return () => {
      gone = true
    }
  }, [id, turn])
  if (note === undefined) return null
  const [first, ...others] = worry.notes

  const merge = () =>
    void merging.run('Bringing them together…', async () => {
      if (first === undefined) return
      const ids = others.map((one) => one.sealed.id)
      for (let from = 0; from < ids.length; from += mergeAtOnce) {
        const some = ids.slice(from, from + mergeAtOnce)
        const entry = newEntry(team, { decision: 'These notes belong together.', reason: worryTitle(worry), reportIds: some })
        put(await api.mergeReports(first.sealed.id, { ids: some, entry: await sealForHub(team, entry) }))
      }
      setCurrent(first.sealed.id)
    })

  return (
    <>
      {worry.notes.length > 1 && (
        <section className="panel" aria-label="Worries of one kind">
          <h2>{worryTitle(worry)}</h2>
          <p>
            Whether one child wrote them or several is not known. You need not read all of them: bring them together, and each stays as it
            came.
          </p>
          <div className="row">
            <button type="button" className="btn plain" disabled={at === 0} onClick={() => step(-1)}>
              The one before
            </button>
            <span>
              Worry {at + 1} of {worry.notes.length}
            </span>
            <button type="button" className="btn plain" disabled={at === worry.notes.length - 1} onClick={() => step(1)}>
              The next one
            </button>
            <button type="button" className="btn plain" disabled={merging.busy !== null} onClick={merge}>
              {merging.busy ?? 'Bring them together'}
            </button>
          </div>
          <FaultNote fault={merging.fault} />
        </section>
      )}
      <FaultNote fault={fault} again={() => setTurn(turn + 1)} />
      {readId === id ? (
        <NoteView key={id} note={note} team={team} put={put} onGone={onGone} />
      ) : fault === null ? (
        <p className="waiting" role="status">
          Opening…
        </p>
      ) : null}
    </>
  )
}
