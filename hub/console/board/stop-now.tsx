import { useId, useState } from 'react'
import { type StopDesk, type StopScope, type TicketKind, ticketKinds } from '#core/contract/stops.ts'
import { compileStops, isStopped, readStop } from '#core/policy/stops.ts'
import { api } from '#hub/console/api.ts'
import { type Asked, useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { clockWords, momentWords } from '#hub/console/words/dates.ts'
import { placeWords, ticketWords } from './stop-words.ts'

/** What is stopped, asked again whenever it changes. */
export const useStops = (): Asked<StopDesk> => useAnswer(() => api.stops(), 'stops', ['stops-changed'])

/** The same from an opened note. */
export function StopFromNote({ address }: { address: string }) {
  return <StopNow address={address} asked={useStops()} />
}

/** "Stop this page for everyone now": one press; page or site, at once or at the next break, and a line for the technician. */
export function StopNow({ address, asked }: { address: string; asked: Asked<StopDesk> }) {
  const { busy, fault, run } = useDoing()
  const [atBreak, setAtBreak] = useState(false)
  const [ticket, setTicket] = useState<TicketKind | null>('unfit')
  const kindField = useId()
  const page = readStop(address, 'page')
  const site = readStop(address, 'site')
  if (page.kind === 'refused' || site.kind === 'refused') return null
  const desk = asked.answer.kind === 'there' ? asked.answer.value : null
  const url = `https://${page.host}${page.path ?? ''}`
  const covering = (desk?.stops ?? []).filter((one) => {
    const list = compileStops([one])
    return list !== null && isStopped(list, { url, top: null })
  })
  const stop = (scope: StopScope) =>
    void run('Stopping…', async () => asked.put(await api.stopPage({ address, scope, when: atBreak ? 'next-break' : 'now', ticket })))
  const isStoppedNow = covering.some((one) => one.from <= Date.now())
  const isSiteStopped = covering.some((one) => one.path === null && one.from <= Date.now())
  // A report behind somebody's account shows the site alone.
  const hasPath = /^(?:[a-z]+:\/\/)?[^/]+\//i.test(address.trim())
  const waits = desk !== null && desk.nextBreak > Date.now()
  return (
    <section className="panel" aria-label="Stop this page">
      <h2>Stop this page for everyone</h2>
      <div role="status">
        {covering.map((one) => (
          <p key={one.id}>
            <b>
              {one.from > Date.now() ? `From ${clockWords(one.from)}, no computer opens` : 'No computer in reach opens'}{' '}
              {inert(placeWords(one))}.
            </b>{' '}
            Stopped by {one.madeBy}, {momentWords(one.madeAt)}.{' '}
            {one.mayUndo && (
              <button
                type="button"
                className="link"
                disabled={busy !== null}
                onClick={() => void run('Undoing…', async () => asked.put(await api.undoStop(one.id)))}
              >
                Undo: let {inert(placeWords(one))} open again
              </button>
            )}
          </p>
        ))}
      </div>
      <FaultNote fault={fault} />
      {!isSiteStopped && (
        <>
          <div className="row">
            {hasPath && !isStoppedNow && (
              <button type="button" className="btn go" disabled={busy !== null} onClick={() => stop('page')}>
                {busy ?? `Stop ${inert(placeWords(page)).slice(0, 60)}`}
              </button>
            )}
            <button type="button" className="btn plain" disabled={busy !== null} onClick={() => stop('site')}>
              {busy ?? `Stop all of ${inert(site.host)}`}
            </button>
          </div>
          {waits && (
            <label className="tick">
              <input type="checkbox" checked={atBreak} onChange={(event) => setAtBreak(event.target.checked)} />
              <span>Not before the next break, {clockWords(desk.nextBreak)}: a page that closes now shows the room that somebody told</span>
            </label>
          )}
          <label className="tick">
            <input type="checkbox" checked={ticket !== null} onChange={(event) => setTicket(event.target.checked ? 'unfit' : null)} />
            <span>Tell the technician too: the page, what it is and the day, nothing else</span>
          </label>
          {ticket !== null && (
            <div className="field">
              <label htmlFor={kindField}>What it is</label>
              <select
                id={kindField}
                value={ticket}
                onChange={(event) => setTicket(ticketKinds.find((kind) => kind === event.target.value) ?? 'other')}
              >
                {ticketKinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {ticketWords[kind]}
                  </option>
                ))}
              </select>
            </div>
          )}
          <p className="soft">
            Children read the same words as when any page leaves the shelf. A computer that is off or out of reach follows when it is back.
            It wins over every shelf.
          </p>
        </>
      )}
    </section>
  )
}

/** Beside a tile that children do not see: why it is not there. */
export function StoppedChip({ url, asked }: { url: string; asked: Asked<StopDesk> }) {
  const list = asked.answer.kind === 'there' ? compileStops(asked.answer.value.stops.filter((one) => one.from <= Date.now())) : null
  return list !== null && isStopped(list, { url, top: null }) ? <Chip mark="now">Stopped for everyone</Chip> : null
}
