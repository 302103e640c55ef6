import { useState } from 'react'
import type { CalendarDesk } from '#core/contract/bell.ts'
import type { DayRange, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { bankHolidays } from '#core/school-time/bank-holidays.ts'
import { usualBreaks } from '#core/school-time/breaks.ts'
import { isWithinKnownTerms } from '#core/school-time/school-days.ts'
import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { dateField, dayWords } from '#hub/console/words/dates.ts'

/** When the school is open: the bell goes by it. */
export function DaysPage() {
  const asked = useAnswer(() => api.calendar(), 'calendar', [])
  return (
    <>
      <PageHead title="School days" line="The bell rings in school time: from eight on school days, until the school closes." />
      <AnswerView asked={asked}>{(desk) => <DaysForm desk={desk} put={asked.put} />}</AnswerView>
    </>
  )
}

function DaysForm({ desk, put }: { desk: CalendarDesk; put: (desk: CalendarDesk) => void }) {
  const [calendar, setCalendar] = useState<SchoolCalendar>(desk.calendar)
  const [saved, setSaved] = useState(false)
  const { busy, fault, run } = useDoing()
  const set = (change: Partial<SchoolCalendar>) => {
    setSaved(false)
    setCalendar((now) => ({ ...now, ...change }))
  }
  const [breaks, setBreaks] = useState((desk.calendar.breaks ?? usualBreaks).join(', '))
  const today = dateField(Date.now())
  const year = Number(today.slice(0, 4))
  const holidays = [year, year + 1].flatMap((one) => [...bankHolidays(one, calendar.nation)]).filter((day) => day >= today)
  return (
    <section className="panel">
      {!isWithinKnownTerms(today, desk.calendar) && (
        <p className="note-wait">
          Today lies outside all terms below: until they are filled in, every Monday to Friday counts as a school day.
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void run('Saving…', async () => put(await api.saveCalendar(calendar))).then((worked) => setSaved(worked))
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
        <h2>Bank holidays to come</h2>
        <p>{holidays.map((day) => dayWords(Date.parse(`${day}T12:00:00Z`))).join(' · ')}</p>
        <FaultNote fault={fault} />
        <button type="submit" className="btn go" disabled={busy !== null}>
          {busy ?? 'Save the days'}
        </button>
        <p role="status">{saved ? 'Saved. The bell goes by these days from its next step.' : ''}</p>
      </form>
    </section>
  )
}

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
