import { describeChanges } from '#hub/console/listing/describe-changes.ts'
import { ChangeLines } from '#hub/console/teacher/change-lines.tsx'
import type { ClassDraftState } from '#hub/console/teacher/class-draft.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'

/** What stands above every page that changes a class: a conflict, a fault, progress, and undo. */
export function DraftNotes({ state }: { state: ClassDraftState }) {
  const { conflict, busy } = state
  return (
    <>
      {conflict !== null && (
        <section className="panel conflict" role="alert">
          <h2>Somebody else changed this class meanwhile</h2>
          <p>Theirs is shown on the page now. Yours is kept and not saved yet.</p>
          <h3>What they changed</h3>
          <ChangeLines changes={describeChanges(conflict.before, conflict.theirs.draft)} none="Nothing that your change would touch." />
          <h3>What you wanted: {conflict.mine.words}</h3>
          <ChangeLines
            changes={describeChanges(conflict.theirs.draft, conflict.mine.apply(conflict.theirs.draft))}
            none="On top of theirs it would change nothing."
          />
          <div className="row">
            <button type="button" className="btn" disabled={busy !== null} onClick={() => void state.keepMine()}>
              Put mine on top of theirs
            </button>
            <button type="button" className="btn plain" onClick={state.takeTheirs}>
              Leave it as they have it
            </button>
          </div>
        </section>
      )}
      <FaultNote fault={state.fault} />
      {busy !== null && (
        <p className="for-readers" role="status">
          {busy}
        </p>
      )}
    </>
  )
}
