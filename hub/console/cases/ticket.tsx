import { useState } from 'react'
import { pageKey } from '#core/cases/worries.ts'
import { Field } from '#hub/console/ui/fields.tsx'

/** A ticket for the technician, to be copied: the site and page, and nothing about children, days or rooms. */
export function Ticket() {
  const [page, setPage] = useState('')
  const [copied, setCopied] = useState(false)
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
    </div>
  )
}
