import { useState } from 'react'
import { readIdentity } from '#core/sealing/team-keys.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'

/**
 * The letters of the paper open the notes in this browser, until it locks. The hub hears that it is done, and nothing of the
 * letters: without its record nothing opens. `onOpen` gets the kit's key.
 */
export function UseKit({ decision, onOpen }: { decision: string; onOpen: (identity: string) => void }) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<'' | 'letters' | 'other'>('')
  const { busy, fault, run } = useDoing()
  const open = () =>
    run('Opening…', async () => {
      setWrong('')
      const kit = await readIdentity(typed)
      if (kit === null) return setWrong('letters')
      const { keys } = await api.team()
      if (keys?.recipients.recovery !== kit.recipient) return setWrong('other')
      await api.noteKitUse(decision)
      setTyped('')
      onOpen(kit.identity)
    })
  return (
    <form
      className="form"
      aria-label="Open notes with the recovery kit"
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') void open()
      }}
    >
      <Field
        label="Recovery key, from the paper in the safe"
        veiled
        spellCheck={false}
        value={typed}
        onChange={setTyped}
        maxLength={200}
        help="With two people at the screen. It is used on this computer only: never sent, never kept. Put the paper back."
      />
      <p role="alert" className={wrong === '' ? 'for-readers' : 'note-wait'}>
        {wrong === 'letters' && 'A letter is not as on the paper. Compare them in groups of eight.'}
        {wrong === 'other' && 'This is a recovery kit, but not of the keys that the school has now.'}
      </p>
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null || typed.trim() === ''}>
        {busy ?? 'Open the notes'}
      </button>
      <p className="soft">Each note that is read then is on the record. Notes about a grown-up at school stay shut here.</p>
    </form>
  )
}
