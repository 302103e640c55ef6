import { useState } from 'react'
import type { StoryLine } from '#core/cases/story.ts'
import { type CaseEntry, type CaseStep, caseSteps, type SidePath } from '#core/contract/cases.ts'
import { EntryFields, type EntryWords } from '#hub/console/cases/entry-fields.tsx'
import { choiceWords, sideWords, stepWords } from '#hub/console/cases/step-words.ts'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords, momentWords } from '#hub/console/words/dates.ts'
import { outcomeWords } from '#hub/console/words/worries.ts'

/** All that was written, oldest first. A correction stands in front; what it corrects stays beneath it. */
export function StoryView({
  lines,
  busy,
  onAmend,
}: {
  lines: readonly StoryLine[]
  busy: string | null
  onAmend: (more: Partial<CaseEntry>) => Promise<boolean>
}) {
  const [amending, setAmending] = useState<string | null>(null)
  return (
    <section className="panel" aria-label="The story so far">
      <h2>The story so far</h2>
      <ol className="story">
        {lines.map(({ now, before }) => (
          <li key={now.id}>
            <EntryView entry={now} />
            {before.length > 0 && (
              <details>
                <summary>Corrected {count(before.length, 'time')}: as it was</summary>
                {before.map((one) => (
                  <EntryView key={one.id} entry={one} />
                ))}
              </details>
            )}
            {now.about !== 'closed' && (
              <button
                type="button"
                className="btn plain"
                aria-expanded={amending === now.id}
                onClick={() => setAmending(amending === now.id ? null : now.id)}
              >
                Correct this
              </button>
            )}
            {amending === now.id && (
              <Amendment
                of={now}
                busy={busy}
                onSave={async (written) => {
                  const { v: _version, id, at: _at, by: _by, ...rest } = now
                  if (await onAmend({ ...rest, ...written, amends: id })) setAmending(null)
                }}
              />
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Amendment({ of, busy, onSave }: { of: CaseEntry; busy: string | null; onSave: (written: EntryWords) => Promise<void> }) {
  const { facts, opinion, decision, reason, contact, reference } = of
  const [written, setWritten] = useState<EntryWords>({ facts, opinion, decision, reason, contact, reference })
  return (
    <form
      className="form"
      aria-label="Correct this line"
      onSubmit={(event) => {
        event.preventDefault()
        void onSave(written)
      }}
    >
      <p className="soft">The line as it was stays, and everybody of the team can see both.</p>
      <EntryFields written={written} onChange={setWritten} />
      <button type="submit" className="btn go" disabled={busy !== null}>
        {busy ?? 'Save the correction'}
      </button>
    </form>
  )
}

/** The fields of an entry that people write, with their words. */
export const entryParts = [
  ['facts', 'Seen and heard'],
  ['opinion', 'Thought'],
  ['decision', 'Decided'],
  ['reason', 'Because'],
  ['contact', 'Spoken to'],
  ['reference', 'Reference'],
] as const

function EntryView({ entry }: { entry: CaseEntry }) {
  return (
    <div className="entry">
      <h3>{entryTitle(entry)}</h3>
      <p className="soft">
        {inert(entry.by)}, {momentWords(entry.at)}
        {entry.happenedAt !== null && <>. It happened {momentWords(entry.happenedAt)}</>}
        {entry.reviewOn !== null && <>. Look again on {dayWords(Date.parse(`${entry.reviewOn}T12:00:00`))}</>}
        {entry.reportIds.length > 0 && <>. From {count(entry.reportIds.length, 'note')} of a child</>}
      </p>
      <dl>
        {entryParts.map(([key, words]) =>
          entry[key] === '' ? null : (
            <div key={key}>
              <dt>{words}</dt>
              <dd className="written">
                <bdi dir="auto">{inert(entry[key])}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
    </div>
  )
}

/** What an entry is about, in words. */
export function entryTitle(entry: CaseEntry): string {
  if (entry.outcome !== null) return `Closed: ${outcomeWords[entry.outcome]}`
  const { about } = entry
  const choice = entry.choice === null ? '' : (choiceWords[entry.choice] ?? entry.choice)
  if (about === 'note') return 'A line'
  const title = isStep(about) ? stepWords[about].title : sideWords[about].title
  return choice === '' ? title : `${title} ${choice}`
}

function isStep(about: CaseStep | SidePath): about is CaseStep {
  return (caseSteps as readonly string[]).includes(about)
}
