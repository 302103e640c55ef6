import { useEffect, useState } from 'react'
import type { ClassDraft } from '#core/contract/list.ts'
import { describeChanges } from '#hub/console/listing/describe-changes.ts'
import { notLookedAt } from '#hub/console/listing/look-state.ts'
import { ChangeLines } from '#hub/console/teacher/change-lines.tsx'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords } from '#hub/console/words/dates.ts'

const nothing: ClassDraft = { tiles: [], lessons: [] }

/** What the class does not have yet. */
export function unpublished(desk: DeskAnswer) {
  return describeChanges(desk.published?.draft ?? nothing, desk.draft)
}

/** The one green button: shows what will change, and sends it to the class. */
export function PublishButton({ desk, state }: { desk: DeskAnswer; state: ClassDraftState }) {
  const [asking, setAsking] = useState(false)
  const changes = unpublished(desk)
  const unchecked = desk.draft.tiles.filter((tile) => tile.checkedAt === null).length
  const unseen = notLookedAt(desk.draft.tiles).length
  const name = `Publish to ${desk.class.name}`
  const expiring = desk.published !== null && desk.published.expiresAt - Date.now() < 7 * 86_400_000
  const needed = changes.length > 0 || desk.published === null || expiring
  return (
    <>
      <button type="button" className={needed ? 'btn go' : 'btn'} onClick={() => setAsking(true)}>
        {name}
      </button>
      {asking && (
        <Dialog title={name} onClose={() => setAsking(false)}>
          <p>
            {changes.length === 0
              ? 'The class has all of this already. Publishing again gives the list a new date.'
              : 'This is what will change for the class. A page that is taken off closes at once where a child has it open.'}
          </p>
          <ChangeLines changes={changes} none="No change." />
          {unchecked > 0 && (
            <p className="note-wait">
              {count(unchecked, 'tile')} {unchecked === 1 ? 'has' : 'have'} not been checked by anybody. Look at the page before children
              do.
            </p>
          )}
          {unseen > 0 && (
            <p className="note-wait">
              {count(unseen, 'tile')} {unseen === 1 ? 'is' : 'are'} not looked at yet by a kiosk. It can be published all the same; nobody
              is then told when the page becomes another.
            </p>
          )}
          <FaultNote fault={state.fault} />
          <div className="row">
            <button
              type="button"
              className="btn go"
              disabled={state.busy !== null}
              onClick={async () => {
                if (await state.publish()) setAsking(false)
              }}
            >
              {state.busy ?? 'Publish now'}
            </button>
            <button type="button" className="btn plain" onClick={() => setAsking(false)}>
              Not yet
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** One line: what waits, or who has it. */
export function PublishedLine({ desk }: { desk: DeskAnswer }) {
  const waiting = unpublished(desk).length
  if (desk.published === null) return <>Nothing is with the class yet. Add sites, then publish.</>
  if (waiting > 0) return <>{waiting === 1 ? 'One change is' : `${waiting} changes are`} not with the class yet.</>
  return (
    <>
      The class has all of this. Published by {desk.published.by}, {dayWords(desk.published.at)}; good until{' '}
      {dayWords(desk.published.expiresAt)}.
    </>
  )
}

const askEvery = 2_000
const askFor = 60_000

/** "2 of 3 kiosks have it." Asks again for a minute while some are behind. */
export function KiosksHaveIt({ desk, reload }: { desk: DeskAnswer; reload: () => void }) {
  const { upToDate, inReach } = desk.kiosks
  const version = desk.published?.version ?? 0
  const behind = upToDate < inReach
  useEffect(() => {
    if (!behind || version === 0) return
    const until = Date.now() + askFor
    const timer = setInterval(() => (Date.now() < until ? reload() : clearInterval(timer)), askEvery)
    return () => clearInterval(timer)
  }, [behind, version, reload])
  return (
    <section className="panel kiosks-have">
      <h2>With the class</h2>
      {desk.published === null ? (
        <p>Not published yet.</p>
      ) : inReach === 0 ? (
        <p>No kiosk is switched on and in reach. Each takes the list when it next meets the hub.</p>
      ) : (
        <>
          <div className="big-line">
            <span className="big">{upToDate}</span>
            <span className="soft" role="status">
              of {count(inReach, 'kiosk')} in reach {upToDate === 1 ? 'has' : 'have'} it.
            </span>
          </div>
          {behind && <progress aria-label="Kiosks that have the list" value={upToDate} max={inReach} />}
        </>
      )}
    </section>
  )
}
