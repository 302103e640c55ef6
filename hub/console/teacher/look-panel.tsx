import type { Tile } from '#core/contract/list.ts'
import { lookWords, notLookedAt, whyItCloses } from '#hub/console/listing/look-state.ts'
import type { LooksState } from '#hub/console/teacher/use-looks.ts'
import { Address } from '#hub/console/ui/address.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { count } from '#hub/console/words/count.ts'

const noKiosk = 'No kiosk is switched on and in reach: it is looked at when one is.'

/** The shelf's line: how many pages nobody's kiosk has looked at, and the button for all of them. */
export function LookAtAll({ tiles, looks }: { tiles: readonly Tile[]; looks: LooksState }) {
  const missing = notLookedAt(tiles)
  const waiting = tiles.filter((tile) => ['waiting', 'looking'].includes(looks.of(tile.id)?.state ?? 'none')).length
  if (missing.length === 0 && waiting === 0) return null
  return (
    <section className="panel" aria-label="Look at the pages">
      <p role="status">
        {waiting > 0
          ? `${count(waiting, 'page')} ${waiting === 1 ? 'waits' : 'wait'} for a kiosk that nobody uses. `
          : `${count(missing.length, 'tile')} ${missing.length === 1 ? 'has' : 'have'} not been looked at by a kiosk: if the page becomes another, nothing is compared. `}
        {looks.inReach === 0 && noKiosk}
      </p>
      <FaultNote fault={looks.fault} />
      {missing.length > 0 && (
        <button type="button" className="btn" disabled={looks.busy !== null} onClick={() => looks.ask(missing)}>
          {looks.busy ?? 'Look at them'}
        </button>
      )}
    </section>
  )
}

/** The line of one tile in a table. */
export function LookChip({ tile, looks }: { tile: Tile; looks: LooksState }) {
  const { mark, words } = lookWords(looks.of(tile.id))
  return <Chip mark={mark}>{words}</Chip>
}

/** All that a kiosk told of one tile's page. `addPlace`: puts a host among the other places that the page needs. */
export function LookAtIt({ tile, looks, addPlace }: { tile: Tile; looks: LooksState; addPlace: (host: string) => void }) {
  const look = looks.of(tile.id)
  const { mark, words } = lookWords(look)
  const result = look?.last?.result ?? null
  return (
    <section className="panel" aria-label="Look at it">
      <h2>Look at it</h2>
      <p>
        <Chip mark={mark}>{words}</Chip>
      </p>
      <p className="soft">
        A kiosk that nobody uses opens the page as a child would have it, without showing it. Later a page that has become another is closed
        for the child.
      </p>
      {looks.inReach === 0 && <p className="note-wait">{noKiosk}</p>}
      {result !== null && (
        <dl>
          {result.kind === 'closes' && (
            <div>
              <dt>Why not</dt>
              <dd>{whyItCloses(result)}</dd>
            </div>
          )}
          {result.title !== '' && (
            <div>
              <dt>Title of the page</dt>
              <dd>
                <bdi dir="auto">{inert(result.title)}</bdi>
              </dd>
            </div>
          )}
          {result.finalUrl !== tile.url && (
            <div>
              <dt>It led to</dt>
              <dd>
                <Address url={result.finalUrl} />
              </dd>
            </div>
          )}
          {result.firstWords !== '' && (
            <div>
              <dt>It begins</dt>
              <dd>
                <bdi dir="auto">{inert(result.firstWords)}</bdi>
              </dd>
            </div>
          )}
        </dl>
      )}
      {result !== null && result.refusedHosts.length > 0 && (
        <>
          <p>It asked for these places and was refused. If pictures or sounds are missing, it may need some of them:</p>
          <ul>
            {result.refusedHosts.map((host) => (
              <li key={host}>
                {inert(host)}{' '}
                <button type="button" className="link" aria-label={`Let the page use ${host}`} onClick={() => addPlace(host)}>
                  Let the page use it
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <FaultNote fault={looks.fault} />
      <button
        type="button"
        className="btn"
        disabled={looks.busy !== null || look?.state === 'looking'}
        onClick={() => looks.ask([tile.id])}
      >
        {looks.busy ?? 'Look'}
      </button>
    </section>
  )
}
