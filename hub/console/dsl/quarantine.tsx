import type { Note } from '#hub/console/dsl/opened-note.ts'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords } from '#hub/console/words/dates.ts'
import { quarantineWords } from '#hub/console/words/worries.ts'

interface Unopened {
  readonly id: string
  readonly day: string
  readonly why: string
}

/** What came and does not open: shown with what to do, kept, never counted away. Nothing when there is none. */
export function Quarantine({ notes, unopened }: { notes: readonly Note[]; unopened: readonly Unopened[] }) {
  const sum = notes.length + unopened.length
  if (sum === 0) return null
  return (
    <section className="panel quarantine" aria-label="Notes that do not open">
      <h2>{count(sum, 'note does', 'notes do')} not open</h2>
      <p>Nothing is lost: each is kept as it came. Any of them may be a child’s, so look into it today (code HG_REPORT_UNREADABLE).</p>
      <ul className="plain-lines">
        {notes.map(({ sealed, opened }) => {
          const words = opened.kind === 'unreadable' ? quarantineWords[opened.fault] : null
          return (
            <li key={sealed.id}>
              <b>Came {onDay(sealed.day)}.</b> {words?.what} {words?.next}
              <small>Number {sealed.id.slice(0, 8)}, for your technician</small>
            </li>
          )
        })}
        {unopened.map(({ id, day, why }) => (
          <li key={id}>
            <b>Came {onDay(day)}.</b> The letterbox could not take it out of its outer envelope ({inert(why)}). The kiosk sends a report
            again until it arrives. Tell your technician.
            <small>Number {id.slice(0, 8)}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

const onDay = (day: string): string => dayWords(Date.parse(`${day}T12:00:00`))
