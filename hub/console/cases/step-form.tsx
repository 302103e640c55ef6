import { useId, useState } from 'react'
import { suggestedReview } from '#core/cases/clocks.ts'
import { choiceAt, flow } from '#core/cases/flow.ts'
import type { CaseEntry, CaseStep } from '#core/contract/cases.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { EntryFields, type EntryWords, noWords } from '#hub/console/cases/entry-fields.tsx'
import { choiceWords, stepWords } from '#hub/console/cases/step-words.ts'
import { Field } from '#hub/console/ui/fields.tsx'
import { dateField, momentOf, timeField } from '#hub/console/words/dates.ts'

type Save = (more: Partial<CaseEntry>) => Promise<boolean>

/** Where the case is: what to remember, what can be chosen, and what to write down. Nothing is chosen beforehand. */
export function StepForm({
  step,
  calendar,
  busy,
  onSave,
}: {
  step: CaseStep
  calendar: SchoolCalendar
  busy: string | null
  onSave: Save
}) {
  const words = stepWords[step]
  const group = useId()
  const [choice, setChoice] = useState<string | null>(null)
  const [day, setDay] = useState(() => dateField(Date.now()))
  const [time, setTime] = useState(() => timeField(Date.now()))
  const [review, setReview] = useState('')
  const [written, setWritten] = useState<EntryWords>(noWords)
  const chosen = choiceAt(step, choice)
  const happenedAt = chosen?.hasMoment === true ? momentOf(day, time) : null
  const suggested = chosen === undefined ? null : suggestedReview({ choice, at: Date.now(), happenedAt }, calendar)
  const asksReview = suggested !== null || chosen?.next === 'review' || chosen?.next === 'press'
  const save = () =>
    void onSave({ about: step, choice, happenedAt, reviewOn: asksReview && review !== '' ? review : suggested, ...written })
  return (
    <form
      className="panel form"
      aria-label="This step"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <h2>{words.title}</h2>
      <ul className="plain-lines">
        {words.lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <fieldset className="tick-grid">
        <legend>{words.ask}</legend>
        {flow[step].map((one) => (
          <label key={one.id} className="tick">
            <input type="radio" name={group} checked={choice === one.id} onChange={() => setChoice(one.id)} />
            <span>{choiceWords[one.id] ?? one.id}</span>
          </label>
        ))}
      </fieldset>
      {chosen?.hasMoment === true && (
        <div className="row fields-row">
          <Field label="On which day" type="date" value={day} onChange={setDay} required />
          <Field label="At what time" type="time" value={time} onChange={setTime} required />
        </div>
      )}
      {asksReview && (
        <Field
          label="Look again on"
          type="date"
          value={review === '' ? (suggested ?? '') : review}
          onChange={setReview}
          help="A reminder for you. Choose another day if that suits the child better."
        />
      )}
      <EntryFields written={written} onChange={setWritten} />
      <button
        type="submit"
        className="btn go"
        disabled={busy !== null || choice === null || (chosen?.hasMoment === true && happenedAt === null)}
      >
        {busy ?? 'Save this step'}
      </button>
    </form>
  )
}
