import { useState } from 'react'
import { brokenCounts } from '#core/audit/read-record.ts'
import type { RecordAlarm } from '#core/audit/witness.ts'
import type { RecordLine } from '#core/contract/audit.ts'
import type { ReportHeads } from '#core/contract/safety-desk.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords, momentWords } from '#hub/console/words/dates.ts'
import { actWords, lookedActs } from './act-words.ts'
import { useRecord } from './use-record.ts'
import { WitnessPanel } from './witness-panel.tsx'

const alarmWords: Readonly<Record<RecordAlarm, string>> = {
  unsigned: 'The record does not carry this school’s signature.',
  shorter: 'The record is shorter than it was when you last looked: lines are missing at its end.',
  changed: 'The record is not the one that you last looked at: something in it was changed, moved or taken out.',
}

/** Who did what, checked line by line in this browser. `notes`: the notes that are there, where this desk knows them. */
export function RecordPage({ notes }: { notes: ReportHeads['reports'] | null }) {
  const { shown, fault, more } = useRecord()
  const [all, setAll] = useState(false)
  const lines = shown?.lines.filter((line) => all || line.act === null || lookedActs.has(line.act.act)) ?? []
  const oldest = shown?.lines.at(-1)
  return (
    <>
      <PageHead
        title="Who looked at what"
        line="What members of staff did, never what children did. That you look here stands in it, too."
      />
      <WitnessPanel />
      <FaultNote fault={fault} />
      {shown === null ? (
        fault === null && (
          <p className="waiting" role="status">
            Asking the hub…
          </p>
        )
      ) : (
        <>
          {shown.alarm !== null && (
            <p className="note-now" role="alert">
              {alarmWords[shown.alarm]} Do not change anything on the hub’s machine. Tell the head and a governor, and find out who had
              their hands on it.
            </p>
          )}
          {shown.broken.size > 0 && (
            <p className="note-now" role="alert">
              {count(shown.broken.size, 'line')} of the record {shown.broken.size === 1 ? 'does' : 'do'} not fit its seal:{' '}
              {shown.broken.size === 1 ? 'it was' : 'they were'} changed, moved or taken out.
            </p>
          )}
          {notes !== null &&
            brokenCounts(shown.first, notes).map((one) => (
              <p className="note-now" role="alert" key={one.day}>
                On {dayWords(Date.parse(`${one.day}T12:00:00`))} {count(one.counted, 'note')} of earlier days were there; now{' '}
                {count(one.there, 'note')} of those days can be accounted for.
              </p>
            ))}
          {shown.alarm === null && shown.broken.size === 0 && (
            <p>
              <Chip mark="ok">Every line that is shown fits its seal</Chip>
            </p>
          )}
          <label className="tick">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            <span>Show everything that staff did</span>
          </label>
          <section className="panel grows">
            <div className="table-box">
              <table>
                <caption className="for-readers">What staff did</caption>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">Who</th>
                    <th scope="col">What</th>
                  </tr>
                </thead>
                <tbody>
                  {lines.map((line) => (
                    <Line key={line.index} line={line} isBroken={shown.broken.has(line.index)} />
                  ))}
                </tbody>
              </table>
            </div>
            {oldest !== undefined && oldest.index > 0 && (
              <button type="button" className="btn plain" onClick={more}>
                Show older ones
              </button>
            )}
          </section>
        </>
      )}
    </>
  )
}

function Line({ line: { index, act }, isBroken }: { line: RecordLine; isBroken: boolean }) {
  return (
    <tr>
      <td>{act === null ? '' : momentWords(act.at)}</td>
      <td>{act === null ? '' : inert(act.who)}</td>
      <td>
        {isBroken && <Chip mark="now">Does not fit</Chip>}{' '}
        {act === null ? `Line ${index + 1}, older than a year: its words are erased` : (actWords[act.act] ?? inert(act.act))}
        {act !== null && act.about !== '' && act.act !== 'counted-notes' && <small>{inert(shortened(act.about))}</small>}
      </td>
    </tr>
  )
}

/** Ids are long: their beginnings tell them apart. */
const shortened = (about: string): string =>
  about
    .split(' ')
    .slice(0, 4)
    .map((word) => (/^[0-9a-f]{32}$/.test(word) ? word.slice(0, 8) : word))
    .join(' ')
