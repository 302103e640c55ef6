import { useState } from 'react'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KeyDesk } from '#core/contract/keys.ts'
import { ApiFault } from '#hub/console/api.ts'
import { openKeys, ownWraps } from '#hub/console/keys/key-actions.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { afterPaint } from '#hub/console/ui/after-paint.ts'
import { Field } from '#hub/console/ui/fields.tsx'

/** Opens the caller's keys by their words, for letting in, taking out and drills. */
export function OpenMyKey({ desk, onOpened }: { desk: KeyDesk; onOpened: (identities: string) => void }) {
  const [words, setWords] = useState('')
  const { busy, fault, run } = useDoing()
  const { me } = desk
  const wraps = ownWraps(desk)
  if (me === null) return null
  if (wraps.length === 0)
    return (
      <section className="panel">
        <h2>You wait to be let in</h2>
        <p>Somebody who holds the key opens this page and lets you in. Nobody else can: not the hub, not the technician.</p>
      </section>
    )
  return (
    <form
      className="panel form"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Opening…', async () => {
          await afterPaint()
          try {
            onOpened(await openKeys(me.wrappedIdentity, wraps, words))
          } catch (thrown) {
            throw thrown instanceof HedgerowError ? new ApiFault(thrown.code) : thrown
          }
        })
      }}
    >
      <Field
        label="Your words"
        veiled
        spellCheck={false}
        value={words}
        onChange={setWords}
        maxLength={300}
        help="Used on this computer only: never sent, never kept."
      />
      <p role="alert" className={fault === null ? 'for-readers' : 'note-wait'}>
        {fault !== null && 'These words do not open your key. Look at each: one letter is enough.'}
      </p>
      <button type="submit" className="btn go" disabled={busy !== null || words.trim() === ''}>
        {busy ?? 'Open my key'}
      </button>
    </form>
  )
}
