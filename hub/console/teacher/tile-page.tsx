import { useState } from 'react'
import type { Tile } from '#core/contract/list.ts'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { DraftNotes } from '#hub/console/teacher/draft-notes.tsx'
import { LookAtIt } from '#hub/console/teacher/look-panel.tsx'
import { TileForm } from '#hub/console/teacher/tile-form.tsx'
import type { LooksState } from '#hub/console/teacher/use-looks.ts'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, href } from '#hub/console/use-route.ts'

/** What a person wrote of a tile: what a kiosk saw meanwhile is nobody's change. */
const written = (tile: Tile | undefined): string => JSON.stringify({ ...tile, seen: null })

/** Changes one tile. What was there when the teacher began is remembered, so that nobody's newer change is run over unseen. */
export function TilePage({
  desk,
  state,
  looks,
  checker,
  tileId,
}: {
  desk: DeskAnswer
  state: ClassDraftState
  looks: LooksState
  checker: string
  tileId: string
}) {
  const [begun] = useState(() => desk.draft.tiles.find((tile) => tile.id === tileId) ?? null)
  const [begunOn] = useState(desk.draft)
  if (begun === null)
    return (
      <>
        <PageHead title="This tile is not on the shelf" />
        <section className="panel">
          <Empty>
            <p>Somebody may have taken it off.</p>
            <a className="link" href={href('shelf')}>
              To our shelf
            </a>
          </Empty>
        </section>
      </>
    )
  return (
    <>
      <PageHead title={begun.title} line={`A tile of ${desk.class.name}.`} />
      <DraftNotes state={state} />
      <TileForm
        start={begun}
        tile={begun}
        others={desk.draft.tiles}
        checker={checker}
        busy={state.busy}
        saveWords="Save"
        onSave={(tile) =>
          void state.change({
            words: `Change “${tile.title}”`,
            apply: (draft) => ({
              ...draft,
              tiles: draft.tiles.some((one) => one.id === tile.id)
                ? draft.tiles.map((one) => (one.id === tile.id ? tile : one))
                : [...draft.tiles, tile],
            }),
            clashes: (draft) => written(draft.tiles.find((one) => one.id === tile.id)) !== written(begun),
            begunOn,
            done: () => goTo('shelf'),
          })
        }
        onLeave={() => goTo('shelf')}
        look={(addPlace) => <LookAtIt tile={begun} looks={looks} addPlace={addPlace} />}
      />
    </>
  )
}
