import { fourCOf } from '#core/cases/four-cs.ts'
import type { Worry } from '#core/cases/worries.ts'
import { isDone, type ReadableNote, urgency } from '#hub/console/dsl/opened-note.ts'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { pictureUrl } from '#hub/console/ui/pictures.ts'
import { categoryWords } from '#hub/console/words/categories.ts'
import { halfDayWords } from '#hub/console/words/dates.ts'
import { fourCWords } from '#hub/console/words/worries.ts'

/** How far a note is, in a word or two. */
export function stateWords({ sealed }: ReadableNote): { mark: Mark; words: string } {
  const holder = sealed.heldBy?.name
  switch (sealed.state) {
    case 'new':
      return { mark: 'wait', words: 'New' }
    case 'opened':
      return holder === undefined ? { mark: 'info', words: 'Opened' } : { mark: 'wait', words: `Passed to ${holder}` }
    case 'acknowledged':
      return { mark: 'info', words: `${holder ?? 'Somebody'} has it` }
    case 'acting':
      return { mark: 'info', words: `${holder ?? 'Somebody'} is acting` }
    case 'closed':
      return { mark: 'ok', words: 'Closed' }
    case 'merged':
      return { mark: 'ok', words: 'With another note' }
    case 'practice':
      return { mark: 'ok', words: 'Our own practice' }
  }
}

/** What one card is about, in a few words. */
export function worryTitle({ kind, page, notes: [first, ...more] }: Worry<ReadableNote>): string {
  if (first === undefined) return ''
  const title = categoryWords[first.opened.report.category].title
  if (kind === 'alone') return title
  const sum = more.length + 1
  return kind === 'page' ? `${sum} worries about ${inert(page ?? '').slice(0, 60)}` : `${sum} worries that say the same: ${title}`
}

/** One card of the inbox. The picture is the drawn sign that the child pressed: nothing else is ever shown. */
export function WorryLine({ worry, on, onChoose }: { worry: Worry<ReadableNote>; on: boolean; onChoose: () => void }) {
  const [first] = worry.notes
  if (first === undefined) return null
  const { report } = first.opened
  const level = Math.min(...worry.notes.map(urgency))
  const picture = pictureUrl(worry.kind === 'page' ? 'envelope' : categoryWords[report.category].picture)
  const state = stateWords(first)
  const area = fourCOf(report.category)
  return (
    <li>
      <button type="button" className="note-line" aria-current={on} onClick={onChoose}>
        {picture !== null && <img src={picture} alt="" />}
        <span className="note-words">
          <b>{worryTitle(worry)}</b>
          <small>{halfDayWords(report.halfDay)}</small>
          <span className="chips">
            {level === 0 && <Chip mark="now">Danger now</Chip>}
            {level === 1 && !isDone(first) && <Chip mark="now">Read today</Chip>}
            {worry.notes.length === 1 && <Chip mark={state.mark}>{state.words}</Chip>}
            {area !== null && worry.notes.length === 1 && <Chip mark="info">{fourCWords[area].split(':')[0]}</Chip>}
          </span>
        </span>
      </button>
    </li>
  )
}
