import type { Tile } from '#core/contract/list.ts'
import type { ClassDraftState } from '#hub/console/teacher/class-draft.ts'

/** Takes a tile off the draft and out of its lessons. Can be undone; children have it until the list is published. */
export function takeOff(state: ClassDraftState, tile: Tile): void {
  void state.change({
    words: `Take off “${tile.title}”`,
    apply: (draft) => ({
      tiles: draft.tiles.filter((one) => one.id !== tile.id),
      lessons: draft.lessons.map((lesson) => ({ ...lesson, tileIds: lesson.tileIds.filter((id) => id !== tile.id) })),
    }),
  })
}
