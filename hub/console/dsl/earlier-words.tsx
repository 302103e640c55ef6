import { useState } from 'react'
import type { CaseEntry } from '#core/contract/cases.ts'
import { openEntry } from '#core/sealing/case-seal.ts'
import { api } from '#hub/console/api.ts'
import type { ReadableNote } from '#hub/console/dsl/opened-note.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { count } from '#hub/console/words/count.ts'
import { momentWords } from '#hub/console/words/dates.ts'
import { outcomeWords } from '#hub/console/words/worries.ts'

/** What colleagues wrote about a note when they passed it on, brought notes together or closed it. Read by a press: it is recorded. */
export function EarlierWords({ note, team }: { note: ReadableNote; team: TeamAtWork }) {
  const [read, setRead] = useState<readonly (CaseEntry | null)[] | null>(null)
  const { busy, fault, run } = useDoing()
  const { notes, id } = note.sealed
  if (notes === 0) return null
  if (read === null)
    return (
      <div className="row">
        <button
          type="button"
          className="btn plain"
          disabled={busy !== null}
          onClick={() =>
            void run('Opening…', async () => {
              const answer = await api.reportNotes(id)
              setRead(await Promise.all(answer.notes.map(({ body }) => openEntry(body, team.teamIdentity).catch(() => null))))
            })
          }
        >
          {busy ?? `What the team wrote about it (${notes})`}
        </button>
        <FaultNote fault={fault} />
      </div>
    )
  return (
    <section className="panel" aria-label="What the team wrote">
      <h3>What the team wrote about it</h3>
      <ul className="plain-lines">
        {read.map((entry, index) =>
          entry === null ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
            <li key={index}>A line that does not open with your key. It is kept.</li>
          ) : (
            <li key={entry.id}>
              {entry.outcome !== null && <b>{outcomeWords[entry.outcome]}. </b>}
              {inert(entry.decision)} {inert(entry.reason)}
              {entry.reference !== '' && <> Filed: {inert(entry.reference)}.</>}
              {entry.reportIds.length > 0 && <> {count(entry.reportIds.length, 'note')}.</>}
              <small>
                {inert(entry.by)}, {momentWords(entry.at)}
              </small>
            </li>
          ),
        )}
      </ul>
    </section>
  )
}
