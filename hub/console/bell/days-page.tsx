import { useState } from 'react'
import type { CalendarDesk } from '#core/contract/bell.ts'
import type { DayRange, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { usualBreaks } from '#core/school-time/breaks.ts'
import { isWithinKnownTerms } from '#core/school-time/school-days.ts'
import { api } from '#hub/console/api.ts'
import { BankHolidays } from '#hub/console/bell/bank-holidays.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { dateField } from '#hub/console/words/dates.ts'

/** When the school is open: the bell and the clocks of cases go by it. */
export function DaysPage() {
  const asked = useAnswer(() => api.calendar(), 'calendar', [])
  return (
    <>
      <PageHead
        title="School days"
        line="The bell rings in school time: from eight on school days, until the school closes. Cases count by these days, too."
      />
      <AnswerView asked={asked}>{(desk) => <DaysForm desk={desk} put={asked.put} />}</AnswerView>
    </>
  )
}

function DaysForm({ desk, put }: { desk: CalendarDesk; put: (desk: CalendarDesk) => void }) {
  const [calendar, setCalendar] = useState<SchoolCalendar>(desk.calendar)
  const [saved, setSaved] = useState<'' | 'saved' | 'undone'>('')
  const [before, setBefore] = useState<SchoolCalendar | null>(null)
  const { busy, fault, run } = useDoing()
  const set = (change: Partial<SchoolCalendar>) => {
    setSaved('')
    setCalendar((now) => ({ ...now, ...change }))
  }
  const [breaks, setBreaks] = useState(breaksOf(desk.calendar))
  const today = dateField(Date.now())
  const save = async () => {
    const was = desk.calendar
    const worked = await run('Saving…', async () => put(await api.saveCalendar(calendar)))
    if (!worked) return
    setBefore(was)
    setSaved('saved')
  }
  const takeBack = async (was: SchoolCalendar) => {
    const worked = await run('Taking it back…', async () => put(await api.saveCalendar(was)))
    if (!worked) return
    setCalendar(was)
    setBreaks(breaksOf(was))
    setBefore(null)
    setSaved('undone')
  }
  return (
    <section className="panel">
      {!isWithinKnownTerms(today, desk.calendar) && (
        <p className="note-wait">
          Today lies outside all terms below: until they are filled in, every Monday to Friday counts as a school day.
        </p>
      )}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Field label="Opens" type="time" value={calendar.opens} onChange={(opens) => set({ opens })} required />
        <Field label="Closes" type="time" value={calendar.closes} onChange={(closes) => set({ closes })} required />
        <Field
          label="Breaks begin at"
          value={breaks}
          onChange={(text) => {
            setBreaks(text)
            set({ breaks: text.split(/[,;\s]+/).filter((one) => one !== '') })
          }}
          maxLength={80}
          help="Such as 10:30, 12:00. A page can be stopped “at the next break”."
        />
        <Ranges title="Terms" one="term" ranges={calendar.terms} onChange={(terms) => set({ terms })} />
        <Ranges title="Closures" one="closure" ranges={calendar.closures} onChange={(closures) => set({ closures })} />
        <BankHolidays calendar={calendar} today={today} onChange={set} />
        <FaultNote fault={fault} />
        <button type="submit" className="btn go" disabled={busy !== null}>
          {busy ?? 'Save the days'}
        </button>
        {before !== null && (
          <button type="button" className="btn plain" disabled={busy !== null} onClick={() => void takeBack(before)}>
            Undo
          </button>
        )}
        <p role="status">{savedWords[saved]}</p>
      </form>
    </section>
  )
}

const savedWords = {
  '': '',
  saved: 'Saved. The bell goes by these days from its next step, and open cases count anew.',
  undone: 'Taken back. The days are as they were.',
} as const

const breaksOf = ({ breaks }: SchoolCalendar): string => (breaks ?? usualBreaks).join(', ')

function Ranges({
  title,
  one,
  ranges,
  onChange,
}: {
  title: string
  one: string
  ranges: readonly DayRange[]
  onChange: (ranges: DayRange[]) => void
}) {
  const put = (index: number, change: Partial<DayRange>) =>
    onChange(ranges.map((range, at) => (at === index ? { ...range, ...change } : range)))
  return (
    <fieldset>
      <legend>{title}</legend>
      {ranges.map((range, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two may hold the same days while somebody types
        <div className="row" key={index}>
          <Field label={`First day of ${one} ${index + 1}`} type="date" value={range.start} onChange={(start) => put(index, { start })} />
          <Field label={`Last day of ${one} ${index + 1}`} type="date" value={range.end} onChange={(end) => put(index, { end })} />
          <button type="button" className="link" onClick={() => onChange(ranges.filter((_range, at) => at !== index))}>
            Take {one} {index + 1} out
          </button>
        </div>
      ))}
      <button type="button" className="btn plain" onClick={() => onChange([...ranges, { start: '', end: '' }])}>
        Add a {one}
      </button>
    </fieldset>
  )
}
