import { useState } from 'react'
import type { ExportForm as Form } from '#core/contract/records.ts'
import type { Paper } from '#core/records/paper.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { TextField } from '#hub/console/ui/fields.tsx'
import { savePaper } from './save-file.ts'

const done: Readonly<Record<Form, string>> = {
  text: 'Copied. Paste it into the record of the child whom it concerns.',
  pdf: 'The PDF is among this computer’s downloads. Put it into the record, then delete it there.',
  csv: 'The table is among this computer’s downloads. Put it into the record, then delete it there.',
}

/**
 * Takes a note or a case out for CPOMS, MyConcern or paper. The file is made on this computer; that it was made is recorded first.
 * `paperOf` is given the facts that the person adds.
 */
export function ExportForm({ what, id, paperOf }: { what: 'note' | 'case'; id: string; paperOf: (facts: string) => Paper }) {
  const [facts, setFacts] = useState('')
  const [made, setMade] = useState<Form | null>(null)
  const { busy, fault, run } = useDoing()
  const make = (form: Form) =>
    void run('Making it…', async () => {
      setMade(null)
      await api.noteExport({ what, id, form })
      await savePaper(`hedgerow-${what}-${id.slice(0, 8)}`, form, paperOf(facts))
      setMade(form)
    })
  return (
    <section className="panel form" aria-label="For the school’s own file">
      <h3>For the school’s own file</h3>
      <p className="soft">
        For CPOMS, MyConcern or paper: as a part of the record of a child whom you name there. Hedgerow sends it to nobody. That you took it
        out is recorded.
      </p>
      <TextField
        label="Facts that you add"
        help="What is known, not what is thought. It stands apart from the child’s words. It is not kept here."
        value={facts}
        onChange={setFacts}
      />
      <div className="row">
        <button type="button" className="btn go" disabled={busy !== null} onClick={() => make('pdf')}>
          {busy ?? 'Make a PDF'}
        </button>
        <button type="button" className="btn plain" disabled={busy !== null} onClick={() => make('text')}>
          Copy as text
        </button>
        <button type="button" className="btn plain" disabled={busy !== null} onClick={() => make('csv')}>
          Make a table (CSV)
        </button>
      </div>
      <FaultNote fault={fault} />
      {made !== null && <p role="status">{done[made]} Then write where it is filed when you close this.</p>}
    </section>
  )
}

/** The same, behind a button. */
export function CaseExport({ caseId, paperOf }: { caseId: string; paperOf: (facts: string) => Paper }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <div className="row">
        <button type="button" className="btn plain" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          For the school’s own file
        </button>
      </div>
      {isOpen && <ExportForm what="case" id={caseId} paperOf={paperOf} />}
    </>
  )
}
