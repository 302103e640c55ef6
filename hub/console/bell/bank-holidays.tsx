import { useId } from 'react'
import { Nation, type SchoolCalendar } from '#core/contract/school-calendar.ts'
import { bankHolidays } from '#core/school-time/bank-holidays.ts'
import { Field } from '#hub/console/ui/fields.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

const nations: Readonly<Record<Nation, string>> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
}

/** Whose bank holidays count, those that were proclaimed later, and which days come of it, this year and the next. */
export function BankHolidays({
  calendar,
  today,
  onChange,
}: {
  calendar: SchoolCalendar
  today: string
  onChange: (change: Pick<Partial<SchoolCalendar>, 'nation' | 'extraBankHolidays'>) => void
}) {
  const id = useId()
  const { nation, extraBankHolidays: extra } = calendar
  const year = Number(today.slice(0, 4))
  const known = [year, year + 1].flatMap((one) => [...bankHolidays(one, nation)])
  const days = [...new Set([...known, ...extra])].filter((day) => day >= today).sort()
  const put = (days: string[]) => onChange({ extraBankHolidays: days })
  return (
    <fieldset>
      <legend>Bank holidays</legend>
      <div className="field">
        <label htmlFor={id}>Whose bank holidays count</label>
        <select
          id={id}
          value={nation}
          onChange={(event) => onChange({ nation: Nation.options.find((one) => one === event.target.value) ?? nation })}
        >
          {Nation.options.map((one) => (
            <option key={one} value={one}>
              {nations[one]}
            </option>
          ))}
        </select>
      </div>
      {extra.map((day, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; two may hold the same day while somebody types
        <div className="row" key={index}>
          <Field
            label={`Extra bank holiday ${index + 1}`}
            type="date"
            value={day}
            onChange={(now) => put(extra.map((one, at) => (at === index ? now : one)))}
            required
          />
          <button type="button" className="link" onClick={() => put(extra.filter((_day, at) => at !== index))}>
            Take extra bank holiday {index + 1} out
          </button>
        </div>
      ))}
      <button type="button" className="btn plain" onClick={() => put([...extra, ''])}>
        Add an extra bank holiday
      </button>
      <p className="soft">For one that is proclaimed, such as for a coronation. Local holidays are closures.</p>
      <h2>To come</h2>
      <p>{days.map((day) => dayWords(Date.parse(`${day}T12:00:00Z`))).join(' · ')}</p>
    </fieldset>
  )
}
