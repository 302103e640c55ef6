import { useState } from 'react'
import { type CaseEntry, type SidePath, sidePaths } from '#core/contract/cases.ts'
import { EntryFields, noWords } from '#hub/console/cases/entry-fields.tsx'
import { sideWords } from '#hub/console/cases/step-words.ts'
import { Ticket } from '#hub/console/cases/ticket.tsx'

/** Paths beside the main one. Opening one is free; what is written there is one more line of the story and moves nothing. */
export function SidePaths({ busy, onSave }: { busy: string | null; onSave: (more: Partial<CaseEntry>) => Promise<boolean> }) {
  const [open, setOpen] = useState<SidePath | 'note' | null>(null)
  const [written, setWritten] = useState(noWords)
  const words = open === null || open === 'note' ? null : sideWords[open]
  return (
    <section className="panel" aria-label="Also">
      <h2>Does it also touch on …</h2>
      <div className="row">
        {sidePaths.map((path) => (
          <button
            key={path}
            type="button"
            className="btn plain"
            aria-expanded={open === path}
            onClick={() => setOpen(open === path ? null : path)}
          >
            {sideWords[path].title}
          </button>
        ))}
        <button
          type="button"
          className="btn plain"
          aria-expanded={open === 'note'}
          onClick={() => setOpen(open === 'note' ? null : 'note')}
        >
          A line for the story
        </button>
      </div>
      {open !== null && (
        <form
          className="form"
          aria-label={words?.title ?? 'A line for the story'}
          onSubmit={(event) => {
            event.preventDefault()
            void onSave({ about: open, ...written })
          }}
        >
          {words !== null && (
            <ul className={open === 'images' ? 'note-now' : 'plain-lines'}>
              {words.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          {open === 'page' && <Ticket />}
          <EntryFields written={written} onChange={setWritten} />
          <button
            type="submit"
            className="btn plain"
            disabled={busy !== null || Object.values(written).every((text) => text.trim() === '')}
          >
            {busy ?? 'Write it down'}
          </button>
        </form>
      )}
    </section>
  )
}
