import type { ClassDraftState } from '#hub/console/teacher/class-draft.ts'

/** Takes the last change back; it says which. */
export function UndoButton({ state }: { state: ClassDraftState }) {
  if (state.undoable === null) return null
  return (
    <button type="button" className="btn plain" disabled={state.busy !== null} title={state.undoable} onClick={() => void state.undo()}>
      Undo: {state.undoable.length > 34 ? `${state.undoable.slice(0, 32)}…` : state.undoable}
    </button>
  )
}
