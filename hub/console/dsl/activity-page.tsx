import { useState } from 'react'
import type { z } from 'zod'
import type { ActivityLog } from '#core/contract/hub-api.ts'
import { contentWords } from '#core/contract/phrases.ts'
import { driftWords, uncertainReasons } from '#core/contract/uncertain.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { clockWords, dateField, dayWords } from '#hub/console/words/dates.ts'

type Event = z.infer<typeof ActivityLog>['events'][number]

const kinds: Readonly<Record<string, { mark: Mark; words: string }>> = {
  agreed: { mark: 'ok', words: 'Agreed' },
  opened: { mark: 'info', words: 'Opened' },
  'closed-unsure': { mark: 'wait', words: 'Closed by the kiosk' },
  'looked-different': { mark: 'wait', words: 'Shown, but it has changed' },
  'asked-to-visit': { mark: 'info', words: 'Asked to visit' },
}

/** What the computers remember of one day. It is looked up by a press, never by coming here: looking is recorded. */
export function ActivityPage() {
  const [day, setDay] = useState(() => dateField(Date.now()))
  const [shown, setShown] = useState<{ day: string; events: readonly Event[] } | null>(null)
  const [className, setClassName] = useState('')
  const { busy, fault, run } = useDoing()
  const classes = [...new Set(shown?.events.map((event) => event.className) ?? [])].sort()
  const events = shown?.events.filter((event) => className === '' || event.className === className) ?? []
  return (
    <>
      <PageHead
        title="What was opened"
        line="What the computers remember, as the children were told: pages, times, names. Nothing about notes or about who told."
      />
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault()
          void run('Looking…', async () => {
            setShown({ day, events: (await api.activity(day, null)).events })
            setClassName('')
          })
        }}
      >
        <p>
          <b>Looking is itself recorded</b>, with your name, the day and the time. Look for a reason that you could tell a parent.
        </p>
        <div className="row fields-row">
          <Field label="Day" type="date" value={day} onChange={setDay} required />
          {classes.length > 1 && (
            <label className="field">
              <span>Class</span>
              <select value={className} onChange={(event) => setClassName(event.target.value)}>
                <option value="">All classes</option>
                {classes.map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="submit" className="btn go" disabled={busy !== null || day === ''}>
            {busy ?? 'Look at this day'}
          </button>
        </div>
        <FaultNote fault={fault} />
      </form>
      {shown !== null && (
        <section className="panel grows">
          <h2>{dayWords(Date.parse(`${shown.day}T12:00:00`))}</h2>
          {events.length === 0 ? (
            <Empty>
              <p>Nothing was opened on this day, or it is past the time for which such things are kept.</p>
            </Empty>
          ) : (
            <div className="table-box">
              <table>
                <caption className="for-readers">What was opened</caption>
                <thead>
                  <tr>
                    <th scope="col">Time</th>
                    <th scope="col">Who</th>
                    <th scope="col">What</th>
                    <th scope="col">Page</th>
                  </tr>
                </thead>
                <tbody>
                  {keyed(events).map(({ event, key }) => {
                    const kind = kinds[event.kind]
                    return (
                      <tr key={key}>
                        <td>{clockWords(event.at)}</td>
                        <td>
                          {event.pupilName ?? 'A group'}
                          <small>{event.className}</small>
                        </td>
                        <td>
                          <Chip mark={kind?.mark ?? 'info'}>{kind?.words ?? inert(event.kind)}</Chip>
                          {(event.kind === 'closed-unsure' || event.kind === 'looked-different') && (
                            <small>{closedWords(event.code)}</small>
                          )}
                        </td>
                        <td>
                          {inert(event.tile)}
                          <small>
                            <bdi className="address">{inert(event.page)}</bdi>
                          </small>
                        </td>
                      </tr>
                    )
                  })}
                </tbody>
              </table>
            </div>
          )}
        </section>
      )}
    </>
  )
}

const codeWords = new Map<string, string>([
  ...Object.entries(uncertainReasons),
  ...Object.entries(driftWords),
  ...Object.entries(contentWords),
])

/** The reason in words and, where the kiosk sent it, what was found: never the page's own words. */
function closedWords(code: string): string {
  const [reason = '', found = ''] = code.split(' ', 2)
  const words = [reason, ...found.split(',')].filter((one) => one !== '').map((one) => codeWords.get(one) ?? inert(one))
  return reason === 'content' && words.length > 1 ? `${words[0]} Found: ${words.slice(1).join('; ')}.` : words.join(' ')
}

/** Two events of one moment may be alike in everything: they are told apart by counting. */
function keyed(events: readonly Event[]): readonly { readonly event: Event; readonly key: string }[] {
  const seen = new Map<string, number>()
  return events.map((event) => {
    const same = `${event.at} ${event.kind} ${event.pupilName ?? ''} ${event.page}`
    const before = seen.get(same) ?? 0
    seen.set(same, before + 1)
    return { event, key: `${same} ${before}` }
  })
}
