import { useState } from 'react'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { DraftNotes } from '#hub/console/teacher/draft-notes.tsx'
import { TileForm } from '#hub/console/teacher/tile-form.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, href } from '#hub/console/use-route.ts'

/** Changes one tile. What was there when the teacher began is remembered, so that nobody's newer change is run over unseen. */
export function TilePage({ desk, state, checker, tileId }: { desk: DeskAnswer; state: ClassDraftState; checker: string; tileId: string }) {
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
            clashes: (draft) => JSON.stringify(draft.tiles.find((one) => one.id === tile.id)) !== JSON.stringify(begun),
            begunOn,
            done: () => goTo('shelf'),
          })
        }
        onLeave={() => goTo('shelf')}
      />
    </>
  )
}
