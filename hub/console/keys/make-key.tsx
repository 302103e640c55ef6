import { useState } from 'react'
import type { KeyDesk } from '#core/contract/keys.ts'
import { generateWords } from '#core/sealing/passphrase.ts'
import { makeMember, unwrapIdentity, wrapIdentity } from '#core/sealing/team-keys.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { afterPaint } from '#hub/console/ui/after-paint.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'

const places = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'] as const

/** A person's own key with words of its own: a first one, new words for the same, or a new one when the words are forgotten. */
export function MakeKey({ desk, onDone }: { desk: KeyDesk; onDone: (desk: KeyDesk) => void }) {
  const [made, setMade] = useState<{ words: readonly string[]; recipient: string; wrappedIdentity: string } | null>(null)
  const [written, setWritten] = useState(false)
  const [old, setOld] = useState('')
  const { busy, fault, run } = useDoing()
  const { me } = desk

  const make = () =>
    void run('Making your key…', async () => {
      await afterPaint()
      const words = generateWords()
      setMade({ words, ...(await makeMember(words)) })
    })
  const change = () =>
    void run('Changing your words…', async () => {
      if (me === null) return
      await afterPaint()
      const identity = await unwrapIdentity(me.wrappedIdentity, old)
      const words = generateWords()
      setMade({ words, recipient: me.recipient, wrappedIdentity: await wrapIdentity(identity, words) })
      setOld('')
    })
  const keep = () =>
    void run('Keeping it…', async () => {
      if (made === null) return
      const { recipient, wrappedIdentity } = made
      onDone(await api.putMyKey({ recipient, wrappedIdentity }))
      setMade(null)
      setWritten(false)
    })

  if (made !== null)
    return (
      <section className="panel form">
        <h2>Your words</h2>
        <p>Write these down by hand, in order. They are shown this once and are nowhere else.</p>
        <ol className="key-words">
          {made.words.map((word, index) => (
            <li key={places[index] ?? word}>{word}</li>
          ))}
        </ol>
        <label className="tick">
          <input type="checkbox" checked={written} onChange={(event) => setWritten(event.target.checked)} />
          <span>I have written them down</span>
        </label>
        <FaultNote fault={fault} />
        <button type="button" className="btn go" disabled={!written || busy !== null} onClick={keep}>
          {busy ?? 'Keep these words'}
        </button>
      </section>
    )
  if (me === null)
    return (
      <section className="panel form">
        <h2>You have no key yet</h2>
        <p>Your browser makes one. Somebody who holds the key then lets you in, with one press.</p>
        <FaultNote fault={fault} />
        <button type="button" className="btn go" disabled={busy !== null} onClick={make}>
          {busy ?? 'Make my key'}
        </button>
      </section>
    )
  return (
    <details className="panel form">
      <summary>New words for me</summary>
      <Field label="Your words until now" veiled spellCheck={false} value={old} onChange={setOld} maxLength={300} />
      <FaultNote fault={fault} />
      <div className="row">
        <button type="button" className="btn" disabled={busy !== null || old.trim() === ''} onClick={change}>
          {busy ?? 'Change my words'}
        </button>
        <button type="button" className="btn plain" disabled={busy !== null} onClick={make}>
          I have forgotten them: make a new key
        </button>
      </div>
      <p className="soft">After a new key another member lets you in again. If nobody else has one, the recovery kit opens every note.</p>
    </details>
  )
}
