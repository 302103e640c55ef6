import { useState } from 'react'
import type { StopDesk } from '#core/contract/stops.ts'
import { readStop } from '#core/policy/stops.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { momentWords } from '#hub/console/words/dates.ts'
import { StopNow } from './stop-now.tsx'
import { placeWords } from './stop-words.ts'

/** How many of them wait for somebody to say whether they are still needed. */
export function stopsToReview(asked: Asked<StopDesk>): number {
  return asked.answer.kind === 'there' ? asked.answer.value.stops.filter(isDue).length : 0
}

const isDue = ({ reviewAt, mayUndo }: StopDesk['stops'][number]): boolean => mayUndo && reviewAt !== null && reviewAt <= Date.now()

/** What no kiosk opens, whatever is on the shelves; and stopping by address. */
export function StopsPage({ asked }: { asked: Asked<StopDesk> }) {
  const [address, setAddress] = useState('')
  const unread = address.trim() !== '' && readStop(address, 'page').kind === 'refused'
  return (
    <>
      <PageHead
        title="Stopped pages"
        line="No computer in reach opens these, whatever is on a shelf; one that is off follows when it is back."
      />
      <section className="panel">
        <Field
          label="Stop a page by its address"
          value={address}
          onChange={setAddress}
          maxLength={2_000}
          spellCheck={false}
          help="As it stands in the address bar: www.example.org/game. Do not go there to look."
        />
        <p role="status">{unread ? 'That is not the address of a page yet.' : ''}</p>
      </section>
      {!unread && address.trim() !== '' && <StopNow address={address} asked={asked} />}
      <AnswerView asked={asked}>{({ stops }) => <Stopped stops={stops} put={asked.put} />}</AnswerView>
    </>
  )
}

function Stopped({ stops, put }: { stops: StopDesk['stops']; put: (desk: StopDesk) => void }) {
  const { busy, fault, run } = useDoing()
  return (
    <section className="panel" aria-label="What is stopped">
      <h2>{stops.length === 0 ? 'Nothing is stopped' : `Stopped: ${stops.length}`}</h2>
      <FaultNote fault={fault} />
      {stops.length === 0 ? (
        <Empty>
          <p>Every page on a shelf opens as its teacher has set it.</p>
        </Empty>
      ) : (
        <ul className="plain-lines">
          {stops.map((one) => {
            const place = inert(placeWords(one))
            return (
              <li key={one.id}>
                <b>{place}</b> {one.from > Date.now() && <Chip mark="wait">From {momentWords(one.from)}</Chip>}
                {isDue(one) && <Chip mark="now">Still needed?</Chip>}
                <small>
                  {one.madeBy}, {momentWords(one.madeAt)}
                </small>
                <span className="row">
                  {isDue(one) && (
                    <button
                      type="button"
                      className="btn plain"
                      disabled={busy !== null}
                      onClick={() => void run('Saving…', async () => put(await api.reviewStop(one.id)))}
                    >
                      Yes, keep {place} stopped
                    </button>
                  )}
                  {one.mayUndo ? (
                    <button
                      type="button"
                      className="link"
                      disabled={busy !== null}
                      onClick={() => void run('Undoing…', async () => put(await api.undoStop(one.id)))}
                    >
                      Let {place} open again
                    </button>
                  ) : (
                    <small>The safeguarding team stopped it; they can undo it.</small>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
