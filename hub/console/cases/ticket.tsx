import { useState } from 'react'
import { pageKey } from '#core/cases/worries.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'

/** A ticket for the technician, on their list or to be copied: the site and page, and nothing about children or rooms. */
export function Ticket() {
  const [page, setPage] = useState('')
  const [copied, setCopied] = useState(false)
  const [sent, setSent] = useState('')
  const { busy, fault, run } = useDoing()
  const key = pageKey(page)
  const ticket = key === null ? '' : `Please look at how our filter and shelf treat this page, without opening it in class: ${key}`
  return (
    <div className="form">
      <Field label="The page" value={page} onChange={setPage} maxLength={300} help="What stands behind a question mark is left out." />
      {ticket !== '' && (
        <div className="row">
          <output>{ticket}</output>
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null || sent === page}
            onClick={() =>
              void run('Sending…', async () => {
                await api.sendTicket({ address: page, scope: 'page', kind: 'other' })
                setSent(page)
              })
            }
          >
            {busy ?? (sent === page ? 'It is on the technician’s list' : 'Put it on the technician’s list')}
          </button>
          <button
            type="button"
            className="btn plain"
            onClick={() =>
              void navigator.clipboard?.writeText(ticket).then(
                () => setCopied(true),
                () => setCopied(false),
              )
            }
          >
            {copied ? 'Copied' : 'Copy it'}
          </button>
        </div>
      )}
      <FaultNote fault={fault} />
    </div>
  )
}
