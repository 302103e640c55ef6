import { useRef, useState } from 'react'
import { HedgerowError } from '#core/contract/errors.ts'
import { limits } from '#core/contract/list.ts'
import type { LookAgain } from '#core/contract/look-again.ts'
import { type ImportedList, importListText } from '#core/policy/import.ts'
import { ApiFault, api } from '#hub/console/api.ts'
import { StoppedChip, useStops } from '#hub/console/board/stop-now.tsx'
import { listFileOf, tileOf } from '#hub/console/listing/list-file.ts'
import { type Asked, useAnswer } from '#hub/console/live/use-answer.ts'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { DraftNotes } from '#hub/console/teacher/draft-notes.tsx'
import { LookAgainSection } from '#hub/console/teacher/look-again.tsx'
import { LookAtAll, LookChip } from '#hub/console/teacher/look-panel.tsx'
import { ProofChip } from '#hub/console/teacher/proof-chip.tsx'
import { PublishButton, PublishedLine } from '#hub/console/teacher/publish-button.tsx'
import { takeOff } from '#hub/console/teacher/take-off.ts'
import { TileTable } from '#hub/console/teacher/tile-table.tsx'
import { UndoButton } from '#hub/console/teacher/undo-button.tsx'
import type { LooksState } from '#hub/console/teacher/use-looks.ts'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'

/** All tiles of the class. */
export function ShelfPage({
  desk,
  state,
  looks,
  again,
}: {
  desk: DeskAnswer
  state: ClassDraftState
  looks: LooksState
  again: Asked<LookAgain>
}) {
  const { tiles } = desk.draft
  const stops = useStops()
  const proven = useAnswer(() => api.classProof(desk.class.id), desk.class.id, ['kiosks-changed']).answer
  const proof = proven.kind === 'there' ? proven.value : null
  const [find, setFind] = useState('')
  const wanted = find.trim().toLowerCase()
  const shown =
    wanted === ''
      ? tiles
      : tiles.filter((tile) => [tile.title, tile.url, tile.subject, ...tile.words].some((text) => text.toLowerCase().includes(wanted)))
  return (
    <>
      <PageHead title={`Our shelf: ${desk.class.name}`} line={<PublishedLine desk={desk} />}>
        <UndoButton state={state} />
        <PublishButton desk={desk} state={state} />
      </PageHead>
      <DraftNotes state={state} />
      <LookAgainSection asked={again} tiles={tiles} state={state} looks={looks} />
      <LookAtAll tiles={tiles} looks={looks} />
      <section className="panel grows">
        <div className="head">
          <h2>{tiles.length === 0 ? 'Tiles' : count(tiles.length, 'tile')}</h2>
          {tiles.length > 8 && (
            <label className="inline-field">
              <span>Find</span>
              <input type="search" value={find} onChange={(event) => setFind(event.target.value)} />
            </label>
          )}
          <ImportButton state={state} desk={desk} />
          {tiles.length > 0 && (
            <button type="button" className="btn plain" onClick={() => saveFile(`${desk.class.name} list.json`, listFileOf(tiles))}>
              Export
            </button>
          )}
          <button type="button" className="btn" onClick={() => goTo('add')}>
            Add a site
          </button>
        </div>
        {tiles.length === 0 ? (
          <Empty hedgehog>
            <p>The shelf is empty: the children see “Your teacher is choosing pages”.</p>
            <p>Add a site by pasting its address, or bring in a list from another class.</p>
          </Empty>
        ) : shown.length === 0 ? (
          <Empty>
            <p>No tile has “{find}” in its title, address or words.</p>
          </Empty>
        ) : (
          <TileTable
            tiles={shown}
            caption={`Tiles of ${desk.class.name}`}
            chip={(tile) => (
              <>
                <StoppedChip url={tile.url} asked={stops} /> <LookChip tile={tile} looks={looks} /> <ProofChip tile={tile} proof={proof} />
              </>
            )}
            extra={(tile) => (
              <button
                type="button"
                className="link"
                disabled={state.busy !== null}
                onClick={() => takeOff(state, tile)}
                aria-label={`Take off ${tile.title}`}
              >
                Take off
              </button>
            )}
          />
        )}
      </section>
    </>
  )
}

function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Safari reads the file only after the click has been handled.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

type Brought = { readonly kind: 'list'; readonly list: ImportedList } | { readonly kind: 'bad'; readonly fault: ApiFault }

function readList(text: string): Brought {
  try {
    return { kind: 'list', list: importListText(text) }
  } catch (thrown) {
    return {
      kind: 'bad',
      fault: thrown instanceof HedgerowError ? new ApiFault(thrown.code, thrown.detail) : new ApiFault('HG_LIST_SHAPE'),
    }
  }
}

function ImportButton({ desk, state }: { desk: DeskAnswer; state: ClassDraftState }) {
  const file = useRef<HTMLInputElement>(null)
  const [brought, setBrought] = useState<Brought | null>(null)
  const known = new Set(desk.draft.tiles.map((tile) => tile.url))
  const fresh =
    brought?.kind === 'list'
      ? brought.list.entries.filter((entry, index, all) => !known.has(entry.url) && all.findIndex((one) => one.url === entry.url) === index)
      : []
  const twins = brought?.kind === 'list' ? brought.list.entries.length - fresh.length : 0
  const room = limits.classEntries - desk.draft.tiles.length
  return (
    <>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="List file to bring in"
        onChange={async (event) => {
          const chosen = event.target.files?.[0]
          if (chosen !== undefined) setBrought(readList(await chosen.text()))
          event.target.value = ''
        }}
      />
      <button type="button" className="btn plain" onClick={() => file.current?.click()}>
        Import
      </button>
      {brought !== null && (
        <Dialog title="Bring in a list" onClose={() => setBrought(null)}>
          {brought.kind === 'bad' ? (
            <FaultNote fault={brought.fault} />
          ) : (
            <>
              <p>
                {fresh.length === 0
                  ? 'Everything in this file is on the shelf already.'
                  : `${count(fresh.length, 'new tile')}, with a book as picture and marked “Needs a check”.`}
                {twins > 0 && fresh.length > 0 && ` ${count(twins, 'entry', 'entries')} on the shelf already will be left as they are.`}
                {brought.list.notes.length > 0 &&
                  ` ${count(brought.list.notes.length, 'address', 'addresses')} written with http:// will be opened as https://.`}
              </p>
              <ul className="plain-lines">
                {fresh.slice(0, 8).map((entry) => (
                  <li key={entry.url}>{entry.title}</li>
                ))}
                {fresh.length > 8 && <li>and {fresh.length - 8} more</li>}
              </ul>
              {fresh.length > room && <p className="note-now">The shelf has room for {room} more. Take some off, or bring in fewer.</p>}
            </>
          )}
          <div className="row">
            {fresh.length > 0 && fresh.length <= room && (
              <button
                type="button"
                className="btn go"
                disabled={state.busy !== null}
                onClick={() => {
                  const tiles = fresh.map((entry) => tileOf(entry))
                  void state
                    .change({
                      words: `Bring in ${count(tiles.length, 'tile')}`,
                      apply: (draft) => ({ ...draft, tiles: [...draft.tiles, ...tiles] }),
                    })
                    .then(() => setBrought(null))
                }}
              >
                {state.busy ?? 'Put them on the shelf'}
              </button>
            )}
            <button type="button" className="btn plain" onClick={() => setBrought(null)}>
              Leave it
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
