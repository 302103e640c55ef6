import { useState } from 'react'
import type { KeyDesk } from '#core/contract/keys.ts'
import { changeKey, letIn, resealAll } from '#hub/console/keys/key-actions.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

type Person = KeyDesk['people'][number]

/** Who holds the key; with an open key: lets in, takes out. `identities` null: locked. */
export function People({
  desk,
  identities,
  onDone,
}: {
  desk: KeyDesk
  identities: string | null
  onDone: (desk: KeyDesk, identities: string) => void
}) {
  const [leaver, setLeaver] = useState<Person | null>(null)
  const [progress, setProgress] = useState('')
  const { busy, fault, run } = useDoing()
  const newest = desk.keys[0]?.recipient
  const holds = (person: Person) => newest !== undefined && !person.missing.includes(newest)

  const takeOut = (person: Person) =>
    void run('Making a new key…', async () => {
      if (identities === null) return
      const changed = await changeKey(desk, person, identities)
      setLeaver(null)
      onDone(changed.desk, changed.identities)
      const done = await resealAll(changed.desk, changed.identities, (at, of) => setProgress(`Sealing anew: ${at} of ${of}`))
      setProgress(`${done} open notes were sealed with the new key.`)
    })

  return (
    <section className="panel">
      <ul className="plain-lines">
        {desk.people.map((person) => (
          <li className="head" key={person.id}>
            <span className="head-words">
              <b>{person.recipient !== null && person.recipient === desk.me?.recipient ? `${person.name} (you)` : person.name}</b>
              <small>{person.drillAt === null ? 'Has opened no drill report yet.' : `Last drill: ${dayWords(person.drillAt)}.`}</small>
            </span>
            {holds(person) ? (
              <Chip mark="ok">Holds a key</Chip>
            ) : (
              <Chip mark="wait">{person.recipient === null ? 'No key yet' : 'Waits'}</Chip>
            )}
            {identities !== null && person.recipient !== null && person.missing.length > 0 && (
              <button
                type="button"
                className="btn"
                disabled={busy !== null}
                onClick={() =>
                  void run('Letting in…', async () => {
                    const after = await letIn(person, identities)
                    if (after !== null) onDone(after, identities)
                  })
                }
              >
                Let {person.name} in
              </button>
            )}
            {identities !== null && holds(person) && person.recipient !== desk.me?.recipient && (
              <button type="button" className="btn plain" disabled={busy !== null} onClick={() => setLeaver(person)}>
                Take {person.name} out
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="soft">
        {busy ?? progress}
      </p>
      <FaultNote fault={fault} />
      {leaver !== null && (
        <Dialog title={`Take ${leaver.name} out?`} onClose={() => setLeaver(null)}>
          <p>
            A new key is made, every kiosk seals with it from now on, and the notes that are here are sealed anew. What {leaver.name} has
            read or copied before stays with them: no key can take that back.
          </p>
          <div className="row">
            <button type="button" className="btn go" disabled={busy !== null} onClick={() => takeOut(leaver)}>
              {busy ?? 'Make a new key without them'}
            </button>
            <button type="button" className="btn plain" onClick={() => setLeaver(null)}>
              Not now
            </button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
