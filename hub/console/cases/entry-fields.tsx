import type { CaseEntry } from '#core/contract/cases.ts'
import { Field, TextField } from '#hub/console/ui/fields.tsx'

export type EntryWords = Pick<CaseEntry, 'facts' | 'opinion' | 'decision' | 'reason' | 'contact' | 'reference'>
export const noWords: EntryWords = { facts: '', opinion: '', decision: '', reason: '', contact: '', reference: '' }

/** What to write down, facts apart from opinion. All may stay empty: no form stands between a person and the telephone. */
export function EntryFields({ written, onChange }: { written: EntryWords; onChange: (written: EntryWords) => void }) {
  const set = (key: keyof EntryWords) => (value: string) => onChange({ ...written, [key]: value.slice(0, limits[key]) })
  return (
    <>
      <TextField label="What was seen and heard" value={written.facts} onChange={set('facts')} rows={3} />
      <TextField
        label="What you think of it"
        help="Kept apart from the facts."
        value={written.opinion}
        onChange={set('opinion')}
        rows={2}
      />
      <TextField label="What was decided" value={written.decision} onChange={set('decision')} rows={2} />
      <TextField label="Why" value={written.reason} onChange={set('reason')} rows={2} />
      <div className="row fields-row">
        <Field label="Who was spoken to" value={written.contact} onChange={set('contact')} maxLength={limits.contact} />
        <Field label="Reference they gave" value={written.reference} onChange={set('reference')} maxLength={limits.reference} />
      </div>
    </>
  )
}

const limits: Readonly<Record<keyof EntryWords, number>> = {
  facts: 4_000,
  opinion: 4_000,
  decision: 4_000,
  reason: 4_000,
  contact: 300,
  reference: 200,
}
