import type { Tile } from '#core/contract/list.ts'
import type { LookAgain } from '#core/contract/look-again.ts'
import { byTile, lookAgainWords, type TileToLookAt } from '#hub/console/listing/look-again-words.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import type { ClassDraftState } from '#hub/console/teacher/class-draft.ts'
import { LookChip } from '#hub/console/teacher/look-panel.tsx'
import { takeOff } from '#hub/console/teacher/take-off.ts'
import type { LooksState } from '#hub/console/teacher/use-looks.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { href } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'

interface Needs {
  readonly asked: Asked<LookAgain>
  /** The draft's. */
  readonly tiles: readonly Tile[]
  readonly state: ClassDraftState
  readonly looks: LooksState
}

/** What kiosks found of the published tiles since the last publication, and what can be done. Absent when there is nothing. */
export function LookAgainSection({ asked, tiles, state, looks }: Needs) {
  if (asked.answer.kind === 'failed') return <FaultNote fault={asked.answer.fault} />
  if (asked.answer.kind === 'waiting' || asked.answer.value.lines.length === 0) return null
  const { value } = asked.answer
  return (
    <section className="panel" aria-label="Look again">
      <h2>Look again</h2>
      <p className="soft">
        What the kiosks found since this list was published, whoever was there. Publishing begins anew: later visits are compared with what
        a kiosk sees when you press “Look at it”.
      </p>
      <ul className="ask-lines">
        {byTile(value).map((one) => (
          <TileLines key={one.title} one={one} tile={tiles.find((tile) => tile.id === one.tileId)} state={state} looks={looks} />
        ))}
      </ul>
      {value.more > 0 && <p>And {count(value.more, 'more line')}, older than these.</p>}
      <FaultNote fault={looks.fault} />
    </section>
  )
}

function TileLines({ one, tile, state, looks }: { one: TileToLookAt; tile: Tile | undefined; state: ClassDraftState; looks: LooksState }) {
  const title = inert(one.title)
  return (
    <li>
      <h3>{title}</h3>
      <ul className="plain-lines">
        {one.lines.map((line) => (
          <li key={`${line.kind} ${line.page}`}>
            {lookAgainWords(line)}{' '}
            <small>
              <bdi className="address">{inert(line.page)}</bdi>
            </small>
          </li>
        ))}
      </ul>
      {tile === undefined ? (
        <p className="soft">
          {one.tileId === null
            ? 'The published list has no tile, or more than one, of this title.'
            : 'You have taken it off: it is gone for the children when you publish.'}
        </p>
      ) : (
        <div className="row">
          <LookChip tile={tile} looks={looks} />
          <button
            type="button"
            className="btn"
            disabled={looks.busy !== null || looks.of(tile.id)?.state === 'looking'}
            onClick={() => looks.ask([tile.id])}
            aria-label={`Look at it: ${title}`}
          >
            Look at it
          </button>
          <button
            type="button"
            className="btn plain"
            disabled={state.busy !== null}
            onClick={() => takeOff(state, tile)}
            aria-label={`Take it off the shelf: ${title}`}
          >
            Take it off the shelf
          </button>
          {one.lines.some((line) => line.kind === 'content') && (
            <a className="link" href={href('tile', tile.id)} aria-label={`Say which words are fine: ${title}`}>
              Say which words are fine
            </a>
          )}
        </div>
      )}
    </li>
  )
}

/** The lesson desk's word of it: how many tiles, which, and the way to the shelf. Absent when there is nothing. */
export function LookAgainNote({ asked }: { asked: Asked<LookAgain> }) {
  if (asked.answer.kind !== 'there' || asked.answer.value.lines.length === 0) return null
  const all = byTile(asked.answer.value)
  const named = all.slice(0, 3).map((one) => `“${inert(one.title)}”`)
  return (
    <section className="panel" aria-label="Look again">
      <h2>Look again</h2>
      <p>
        {named.join(', ')}
        {all.length > named.length && ` and ${count(all.length - named.length, 'more tile')}`}: not as approved, closed for the words, or
        failing.
      </p>
      <a className="link" href={href('shelf')}>
        See what happened
      </a>
    </section>
  )
}
