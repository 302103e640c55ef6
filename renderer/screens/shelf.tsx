import type { KioskView } from '#core/contract/view.ts'
import { findTiles } from '../find-tiles.ts'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Pages, pageOf } from '../parts/pages.tsx'
import { useIsLow } from '../parts/window-size.ts'
import { profileOf } from '../profiles.ts'
import { useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'
import { EyfsTile, Ks1Tile, Ks2Tile } from './shelf-tiles.tsx'
import { Ks1Top, Ks2Side, Ks2Top, NothingFound } from './shelf-top.tsx'

type Props = Given<'shelf'> & { readonly view: KioskView }

/** What the class may open, lesson first. The three stages differ in kind: pictures; pictures and a word; a list. */
export function ShelfScreen({ screen, view }: Props) {
  const words = useWords()
  const { page, search } = useDraft()
  const { stage } = view
  const isLow = useIsLow()
  const profile = profileOf(stage)
  if (screen.listExpired) return <CalmScreen mood="curled" title={words('shelf.expired')} aloud />
  if (screen.tiles.length === 0) return <CalmScreen mood="curious" title={words('shelf.empty')} aloud />

  const most = stage === 'eyfs' || (stage === 'ks2' && isLow) ? 6 : 8
  const lessonFirst = [...screen.tiles].sort((a, b) => Number(b.inLesson) - Number(a.inLesson))
  const found = profile.search === 'word' ? findTiles(lessonFirst, search) : lessonFirst
  const shown = pageOf(found, Math.min(profile.tilesPerPage, most), page)
  const top = { aim: screen.aim, view, canSearch: profile.search === 'word' }
  const Tile = { eyfs: EyfsTile, ks1: Ks1Tile, ks2: Ks2Tile }[stage]
  return (
    <main className={`shelf ${stage}${stage === 'ks1' ? ' hills' : ''}`}>
      <div className="shelf-main">
        {stage === 'ks2' ? <Ks2Top {...top} /> : <Ks1Top {...top} />}
        {found.length === 0 ? (
          <NothingFound />
        ) : (
          <Pages {...shown} more={words('shelf.more')}>
            <section className="tiles">
              {shown.things.map((tile, place) => (
                <Tile key={tile.id} tile={tile} place={place + Math.floor(place / 4)} />
              ))}
            </section>
          </Pages>
        )}
      </div>
      {stage === 'ks2' && <Ks2Side tiles={screen.tiles} />}
    </main>
  )
}
