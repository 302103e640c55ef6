import type { ReactNode } from 'react'
import type { Tile } from '#core/contract/list.ts'
import { scopeWords } from '#hub/console/listing/scope-words.ts'
import { tileState } from '#hub/console/listing/tile-state.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { href } from '#hub/console/use-route.ts'

interface TileTableNeeds {
  readonly tiles: readonly Tile[]
  readonly caption: string
  readonly extra?: (tile: Tile) => ReactNode
  /** More to say of a tile's state. */
  readonly chip?: (tile: Tile) => ReactNode
}

/** Tiles in rows with their pictures: how far each opens, and who looked at it when. */
export function TileTable({ tiles, caption, extra, chip }: TileTableNeeds) {
  return (
    <div className="table-box">
      <table>
        <caption className="for-readers">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Tile</th>
            <th scope="col">How far it opens</th>
            <th scope="col" className="wide-only">
              Checked by
            </th>
            <th scope="col">State</th>
            <th scope="col">
              <span className="for-readers">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tiles.map((tile) => {
            const state = tileState(tile)
            return (
              <tr key={tile.id}>
                <th scope="row">
                  <div className="name-cell">
                    <Picture name={tile.picture} />
                    <span>{tile.title}</span>
                  </div>
                </th>
                <td className="nowrap">{scopeWords(tile.scope, 1 + tile.also.length)}</td>
                <td className="wide-only nowrap">{state.checked}</td>
                <td>
                  <Chip mark={state.mark}>{state.words}</Chip> {chip?.(tile)}
                </td>
                <td className="row-actions">
                  <a
                    className="link"
                    href={href('tile', tile.id)}
                    aria-label={`${state.mark === 'now' ? 'Check it' : 'Change'}: ${tile.title}`}
                  >
                    {state.mark === 'now' ? 'Check it' : 'Change'}
                  </a>
                  {extra?.(tile)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
