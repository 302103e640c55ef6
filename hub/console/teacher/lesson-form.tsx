import { useState } from 'react'
import { Lesson } from '#core/contract/list.ts'
import { randomId } from '#hub/console/listing/random-id.ts'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { likelyStart, withLesson, withoutLesson } from '#hub/console/teacher/lessons.ts'
import { Field } from '#hub/console/ui/fields.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { dateField, momentOf, timeField } from '#hub/console/words/dates.ts'

const hour = 3_600_000

/** Plans or changes a lesson. `onDone` gets the lesson's id, or null when it was left or taken off. */
export function LessonForm({
  lesson,
  desk,
  state,
  onDone,
}: {
  lesson: Lesson | null
  desk: DeskAnswer
  state: ClassDraftState
  onDone: (id: string | null) => void
}) {
  const [aim, setAim] = useState(lesson?.aim ?? '')
  const [offered] = useState(() => likelyStart(Date.now()))
  const [date, setDate] = useState(dateField(lesson?.startsAt ?? offered))
  const [from, setFrom] = useState(timeField(lesson?.startsAt ?? offered))
  const [to, setTo] = useState(timeField(lesson?.endsAt ?? offered + hour))
  const [tileIds, setTileIds] = useState<readonly string[]>(lesson?.tileIds ?? [])
  const [onlyTheseTiles, setOnly] = useState(lesson?.onlyTheseTiles ?? false)
  const [begunOn] = useState(desk.draft)
  const [trouble, setTrouble] = useState<string | null>(null)

  const save = async () => {
    const startsAt = momentOf(date, from)
    const endsAt = momentOf(date, to)
    if (aim.trim() === '') return setTrouble('Write what the class is finding out.')
    if (startsAt === null || endsAt === null) return setTrouble('Give the day and both times.')
    if (endsAt <= startsAt) return setTrouble('The lesson ends before it begins. Look at the times.')
    if (onlyTheseTiles && tileIds.length === 0)
      return setTrouble('“Only these pages” with no page would shut everything. Choose at least one tile.')
    const made = Lesson.safeParse({ id: lesson?.id ?? randomId(), aim, startsAt, endsAt, tileIds, onlyTheseTiles })
    if (!made.success) return setTrouble('A lesson may have up to 60 tiles, and its aim up to 90 letters.')
    setTrouble(null)
    await state.change({
      words: lesson === null ? `Plan “${made.data.aim}”` : `Change the lesson “${made.data.aim}”`,
      apply: (draft) => withLesson(draft, made.data),
      clashes: (draft) => lesson !== null && JSON.stringify(draft.lessons.find((one) => one.id === lesson.id)) !== JSON.stringify(lesson),
      begunOn,
      done: () => onDone(made.data.id),
    })
  }

  return (
    <form
      className="panel form"
      aria-label={lesson === null ? 'Plan a lesson' : 'Change the lesson'}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h2>{lesson === null ? 'Plan a lesson' : 'Change the lesson'}</h2>
      <Field
        label="Today we are"
        value={aim}
        onChange={setAim}
        maxLength={90}
        help="As the children will hear it: “finding out about minibeasts”."
      />
      <div className="row fields-row">
        <Field label="Day" type="date" value={date} onChange={setDate} />
        <Field label="From" type="time" value={from} onChange={setFrom} />
        <Field label="Until" type="time" value={to} onChange={setTo} />
      </div>
      <fieldset className="tick-grid">
        <legend>Tiles in this lesson</legend>
        {desk.draft.tiles.length === 0 && (
          <p className="soft">Your shelf is empty. Add a site first; the lesson can be changed at any time.</p>
        )}
        {desk.draft.tiles.map((tile) => (
          <label key={tile.id} className="tick">
            <input
              type="checkbox"
              checked={tileIds.includes(tile.id)}
              onChange={(event) => setTileIds((ids) => (event.target.checked ? [...ids, tile.id] : ids.filter((id) => id !== tile.id)))}
            />
            <Picture name={tile.picture} />
            <span>{tile.title}</span>
          </label>
        ))}
      </fieldset>
      <label className="tick">
        <input type="checkbox" checked={onlyTheseTiles} onChange={(event) => setOnly(event.target.checked)} />
        <span>
          Only these pages open in the lesson
          <small>
            Everything else on the shelf is shut from {from} until {to}.
          </small>
        </span>
      </label>
      {trouble !== null && (
        <p className="note-now" role="alert">
          {trouble}
        </p>
      )}
      <div className="row">
        <button type="submit" className="btn go" disabled={state.busy !== null}>
          {state.busy ?? 'Save the lesson'}
        </button>
        <button type="button" className="btn plain" onClick={() => onDone(null)}>
          Leave it
        </button>
        {lesson !== null && (
          <button
            type="button"
            className="btn plain"
            disabled={state.busy !== null}
            onClick={() =>
              void state.change({
                words: `Take off the lesson “${lesson.aim}”`,
                apply: (draft) => withoutLesson(draft, lesson.id),
                done: () => onDone(null),
              })
            }
          >
            Take this lesson off
          </button>
        )}
      </div>
    </form>
  )
}
