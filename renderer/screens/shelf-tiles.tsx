import type { TileCard } from '#core/contract/view.ts'
import { call } from '../bridge.ts'
import { nameSize } from '../parts/name-size.ts'
import { Picture, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useCanSay } from '../speech.ts'
import { useWords } from '../words.ts'

interface TileProps {
  readonly tile: TileCard
  readonly place: number
}

const open = (tile: TileCard) => () => void call('shelf.open', { tileId: tile.id })

/** A window that opens, and a speaker that names it. Where it can't be spoken, the word is shown for the grown-up beside the child. */
export function EyfsTile({ tile, place }: TileProps) {
  const isHeard = useCanSay([tile.spoken])
  return (
    <div className={isHeard ? 'tile t' : 'tile t silent'}>
      <Press className="opens" label={tile.spoken} mark={`tile:${tile.id}`} act={open(tile)}>
        <Picture name={tile.picture} place={place} />
        {!isHeard && <span className="name">{tile.spoken}</span>}
      </Press>
      <Speaker lines={[tile.spoken]} what={tile.spoken} />
    </div>
  )
}

export function Ks1Tile({ tile, place }: TileProps) {
  return (
    <div className="tile t">
      <Press className="opens" mark={`tile:${tile.id}`} act={open(tile)}>
        <Picture name={tile.picture} place={place} />
        <span className={`name ${nameSize(tile.spoken)}`}>{tile.spoken}</span>
      </Press>
      <Speaker className="btn say in-tile" lines={[tile.spoken]} what={tile.spoken} />
    </div>
  )
}

export function Ks2Tile({ tile, place }: TileProps) {
  const words = useWords()
  return (
    <Press className="tile r" mark={`tile:${tile.id}`} act={open(tile)}>
      <Picture name={tile.picture} place={place} />
      <span className="about">
        <b>{tile.title}</b>
        <span className="about-line">
          {tile.subject !== '' && <span className="subject">{tile.subject}</span>}
          {tile.inLesson && (
            <span className="in-lesson">
              <Sign name="leaf" />
              {words('shelf.inLesson')}
            </span>
          )}
        </span>
      </span>
    </Press>
  )
}
