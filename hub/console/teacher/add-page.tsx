import { useState } from 'react'
import type { Scope, Tile } from '#core/contract/list.ts'
import { readApproval } from '#core/policy/approval.ts'
import { addressesIn, type PastedAddress } from '#hub/console/listing/pasted.ts'
import { randomId } from '#hub/console/listing/random-id.ts'
import { scopeChoices } from '#hub/console/listing/scope-words.ts'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { DraftNotes } from '#hub/console/teacher/draft-notes.tsx'
import { lessonNow } from '#hub/console/teacher/lessons.ts'
import { TileForm, type TileStart } from '#hub/console/teacher/tile-form.tsx'
import { Address } from '#hub/console/ui/address.tsx'
import { TextField } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'
import { faultWords } from '#hub/console/words/faults.ts'

/** What the page begins with: nothing, or an address that a child or the teacher asked about. */
export interface AddStart {
  readonly url: string
  /** The request that is answered by adding it. */
  readonly requestId: string | null
}

/** Paste, then one form; or several addresses as a table, or as one tile. */
export function AddPage({
  desk,
  state,
  checker,
  start,
  onAdded,
}: {
  desk: DeskAnswer
  state: ClassDraftState
  checker: string
  start: AddStart | null
  onAdded: () => void
}) {
  const [text, setText] = useState('')
  const [form, setForm] = useState<TileStart | null>(start === null ? null : { url: start.url, title: '' })
  const [many, setMany] = useState<readonly PastedAddress[] | null>(null)
  const found = addressesIn(text)
  const [first] = found
  const lesson = lessonNow(desk.draft.lessons)
  const [toLesson, setToLesson] = useState(false)

  const add = (tiles: readonly Tile[]) =>
    void state.change({
      words: tiles.length === 1 ? `Add “${tiles[0]?.title ?? ''}”` : `Add ${count(tiles.length, 'tile')}`,
      apply: (draft) => ({
        tiles: [...draft.tiles, ...tiles],
        lessons: draft.lessons.map((one) =>
          toLesson && one.id === lesson?.id ? { ...one, tileIds: [...one.tileIds, ...tiles.map((tile) => tile.id)].slice(0, 60) } : one,
        ),
      }),
      done: onAdded,
    })

  return (
    <>
      <PageHead title="Add a site" line={`To the shelf of ${desk.class.name}. Children get it once you publish.`}>
        {lesson !== null && (
          <label className="tick short">
            <input type="checkbox" checked={toLesson} onChange={(event) => setToLesson(event.target.checked)} />
            <span>Put it in the lesson “{lesson.aim}” too</span>
          </label>
        )}
      </PageHead>
      <DraftNotes state={state} />
      {form !== null ? (
        <TileForm
          start={form}
          tile={null}
          others={desk.draft.tiles}
          checker={checker}
          busy={state.busy}
          saveWords="Put it on the shelf"
          onSave={(tile) => add([tile])}
          onLeave={() => (start === null ? setForm(null) : goTo('shelf'))}
        />
      ) : many !== null ? (
        <ManyForm found={many} busy={state.busy} onSave={(tiles) => add(tiles)} onLeave={() => setMany(null)} />
      ) : (
        <section className="panel form">
          <TextField
            label="Paste the address, or several"
            help="One a line, a table with commas, or a bookmark file from your browser opened as text."
            value={text}
            onChange={setText}
            rows={6}
          />
          <p role="status" className="soft">
            {text.trim() === ''
              ? 'Copy the address from your own browser while you look at the page.'
              : found.length === 0
                ? 'No web address in this yet.'
                : `${count(found.length, 'address', 'addresses')} found.`}
          </p>
          <div className="row">
            {found.length <= 1 && (
              <button
                type="button"
                className="btn go"
                disabled={first === undefined}
                onClick={() => first !== undefined && setForm({ url: first.url, title: first.title })}
              >
                Go on
              </button>
            )}
            {first !== undefined && found.length > 1 && (
              <>
                <button type="button" className="btn go" onClick={() => setMany(found)}>
                  {count(found.length, 'tile')}, one for each
                </button>
                {found.length <= 33 && (
                  <button
                    type="button"
                    className="btn"
                    onClick={() =>
                      setForm({ url: first.url, title: first.titled ? first.title : '', also: found.slice(1).map((one) => one.url) })
                    }
                  >
                    One tile for all of them
                  </button>
                )}
              </>
            )}
            <button type="button" className="btn plain" onClick={() => goTo('shelf')}>
              Leave it
            </button>
          </div>
        </section>
      )}
    </>
  )
}

interface Row extends PastedAddress {
  readonly scope: Scope
  readonly wanted: boolean
}

function ManyForm({
  found,
  busy,
  onSave,
  onLeave,
}: {
  found: readonly PastedAddress[]
  busy: string | null
  onSave: (tiles: readonly Tile[]) => void
  onLeave: () => void
}) {
  const [rows, setRows] = useState<readonly Row[]>(() => found.map((one) => ({ ...one, scope: 'page', wanted: true })))
  const change = (index: number, part: Partial<Row>) => setRows((now) => now.map((row, at) => (at === index ? { ...row, ...part } : row)))
  const read = rows.map((row) => readApproval(row.url, row.scope))
  const ready = rows.flatMap((row, index) => {
    const approval = read[index]
    return row.wanted && approval?.kind === 'approval' && row.title.trim() !== '' ? [{ row, url: approval.url }] : []
  })
  return (
    <form
      className="panel form"
      aria-label="Several sites"
      onSubmit={(event) => {
        event.preventDefault()
        onSave(
          ready.map(({ row, url }) => ({
            id: randomId(),
            title: row.title.trim(),
            url,
            scope: row.scope,
            also: [],
            companions: [],
            picture: 'open-book',
            spoken: row.title.trim().slice(0, 80),
            subject: '',
            words: [],
            checkedBy: null,
            checkedAt: null,
          })),
        )
      }}
    >
      <p>Give each a title that children know. Pictures and the rest can be changed on the shelf; each is marked “Needs a check”.</p>
      <div className="table-box">
        <table className="many">
          <thead>
            <tr>
              <th scope="col">Take</th>
              <th scope="col">Address</th>
              <th scope="col">Title</th>
              <th scope="col">How far it opens</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => {
              const approval = read[index]
              return (
                <tr key={row.url}>
                  <td>
                    <input
                      type="checkbox"
                      checked={row.wanted}
                      aria-label={`Take ${row.title}`}
                      onChange={(event) => change(index, { wanted: event.target.checked })}
                    />
                  </td>
                  <td>
                    <Address url={row.url} />
                    {approval?.kind === 'refused' && <p className="note-now">{faultWords(approval.code).what}</p>}
                  </td>
                  <td>
                    <input
                      value={row.title}
                      maxLength={120}
                      aria-label={`Title for ${row.url}`}
                      onChange={(event) => change(index, { title: event.target.value })}
                    />
                  </td>
                  <td>
                    <select
                      value={row.scope}
                      aria-label={`How far ${row.title} opens`}
                      onChange={(event) => change(index, { scope: event.target.value as Scope })}
                    >
                      {(['page', 'section', 'site'] as const).map((scope) => (
                        <option key={scope} value={scope}>
                          {scopeChoices[scope]}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="submit" className="btn go" disabled={busy !== null || ready.length === 0}>
          {busy ?? `Put ${count(ready.length, 'tile')} on the shelf`}
        </button>
        <button type="button" className="btn plain" onClick={onLeave}>
          Back to the paste
        </button>
      </div>
    </form>
  )
}
