import type { Tickets } from '#core/contract/stops.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { dayWords } from '#hub/console/words/dates.ts'
import { placeWords, ticketWords } from './stop-words.ts'

/** Pages that staff ask the technician to look at. There is nothing about children here, and none is to be asked for. */
export function TicketsPage({ asked }: { asked: Asked<Tickets> }) {
  const { busy, fault, run } = useDoing()
  return (
    <>
      <PageHead
        title="Pages to look at"
        line="Look at how the school’s filter and the shelves treat these, not in class. A ticket does not say who met them, or where."
      />
      <FaultNote fault={fault} />
      <AnswerView asked={asked}>
        {({ tickets }) => (
          <section className="panel" aria-label="Tickets">
            {tickets.length === 0 ? (
              <Empty>
                <p>No page waits for you.</p>
              </Empty>
            ) : (
              <ul className="plain-lines">
                {tickets.map((one) => {
                  const place = inert(placeWords(one))
                  const next = one.state === 'open' ? 'done' : 'open'
                  return (
                    <li key={one.id}>
                      <b>{place}</b> <Chip mark={one.state === 'open' ? 'wait' : 'ok'}>{one.state === 'open' ? 'To look at' : 'Done'}</Chip>
                      {one.stopped && <Chip mark="info">Stopped for everyone</Chip>}
                      <small>
                        {ticketWords[one.kind]}. {dayWords(Date.parse(`${one.day}T12:00:00`))}
                      </small>
                      <button
                        type="button"
                        className="link"
                        disabled={busy !== null}
                        onClick={() => void run('Saving…', async () => asked.put(await api.moveTicket(one.id, next)))}
                      >
                        {next === 'done' ? `I have seen to ${place}` : `Open ${place} again`}
                      </button>
                    </li>
                  )
                })}
              </ul>
            )}
          </section>
        )}
      </AnswerView>
    </>
  )
}
