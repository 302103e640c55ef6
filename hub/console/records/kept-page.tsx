import type { Retention } from '#core/contract/records.ts'
import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { dayWords } from '#hub/console/words/dates.ts'
import { NumbersPanel } from './numbers-panel.tsx'

type Line = Retention['lines'][number]

const dayOf = (day: string): string => dayWords(Date.parse(`${day}T12:00:00`))

/** What is closed, when it will be deleted, and the way to hold it back. */
export function KeptPage() {
  const asked = useAnswer(() => api.retention(), 'retention', ['reports-changed', 'cases-changed'])
  const { busy, fault, run } = useDoing()
  const hold = ({ what, id }: Line, held: boolean) =>
    void run('Saving…', async () => {
      asked.put(await api.changeHold({ what, id, held }))
    })
  return (
    <>
      <PageHead
        title="What is kept"
        line="What is closed is deleted in its time, for good: also from the hub’s files. Holding it back stops that."
      />
      <FaultNote fault={fault} />
      <AnswerView asked={asked}>
        {({ days, lines }) => (
          <>
            <p className="soft">
              Notes and cases: {days.content} days after they were closed. Notes of your own practice: {days.practice} days. What staff did:{' '}
              {days.acts} days; then its words go and its seal stays. Backups of the hub that somebody else keeps are not reached.
            </p>
            <section className="panel grows">
              {lines.length === 0 ? (
                <Empty>
                  <p>Nothing is closed or held.</p>
                </Empty>
              ) : (
                <div className="table-box">
                  <table>
                    <caption className="for-readers">What will be deleted when</caption>
                    <thead>
                      <tr>
                        <th scope="col">What</th>
                        <th scope="col">Came on</th>
                        <th scope="col">Will be deleted</th>
                        <th scope="col">Hold</th>
                      </tr>
                    </thead>
                    <tbody>
                      {[...lines].sort(byDay).map((line) => (
                        <tr key={`${line.what} ${line.id}`}>
                          <td>
                            {line.what === 'note' ? 'Note' : 'Case'} {line.id.slice(0, 8)}
                          </td>
                          <td>{dayOf(line.day)}</td>
                          <td>
                            {line.deleteDay !== null ? (
                              <Chip mark="info">{dayOf(line.deleteDay)}</Chip>
                            ) : line.held ? (
                              <Chip mark="ok">Held</Chip>
                            ) : (
                              'With the note that it belongs to'
                            )}
                          </td>
                          <td>
                            <button
                              type="button"
                              className="btn plain"
                              disabled={busy !== null}
                              aria-label={`${line.held ? 'Let go' : 'Hold'} ${line.what} ${line.id.slice(0, 8)}`}
                              onClick={() => hold(line, !line.held)}
                            >
                              {line.held ? 'Let it go' : 'Hold it'}
                            </button>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </section>
          </>
        )}
      </AnswerView>
      <NumbersPanel />
    </>
  )
}

/** The next to go first; what stays last. */
const byDay = (a: Line, b: Line): number =>
  (a.deleteDay ?? '9999').localeCompare(b.deleteDay ?? '9999') || a.day.localeCompare(b.day) || a.id.localeCompare(b.id)
