import { type Clock, urgencyOf } from '#core/cases/clocks.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { clockWords } from '#hub/console/cases/step-words.ts'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'
import { momentWords } from '#hub/console/words/dates.ts'

const marks: Readonly<Record<ReturnType<typeof urgencyOf>, { mark: Mark; words: string }>> = {
  done: { mark: 'ok', words: 'Done' },
  ahead: { mark: 'info', words: 'Ahead' },
  soon: { mark: 'wait', words: 'Soon' },
  today: { mark: 'now', words: 'Today' },
  late: { mark: 'now', words: 'Past its time' },
}

/** What is due and when. Reminders: nothing happens by itself. */
export function Clocks({ clocks, calendar }: { clocks: readonly Clock[]; calendar: SchoolCalendar }) {
  const running = clocks.filter((clock) => !clock.isDone)
  if (running.length === 0) return null
  return (
    <section className="panel" aria-label="What is due">
      <h2>What is due</h2>
      <ul className="plain-lines">
        {running.map((clock) => {
          const { mark, words } = marks[urgencyOf(clock, Date.now(), calendar)]
          return (
            <li key={clock.id}>
              <Chip mark={mark}>{words}</Chip> {clockWords[clock.id]}: by {momentWords(clock.dueAt - 1)}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
