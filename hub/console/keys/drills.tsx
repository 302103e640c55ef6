import { useState } from 'react'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KeyDesk } from '#core/contract/keys.ts'
import { ApiFault } from '#hub/console/api.ts'
import { openKitDrill, openOwnDrill } from '#hub/console/keys/key-actions.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

const withCode = (thrown: unknown): never => {
  throw thrown instanceof HedgerowError ? new ApiFault(thrown.code) : thrown
}

/** Both ways to try: the open key, and the paper from the safe. */
export function Drills({ desk, identities, onDone }: { desk: KeyDesk; identities: string; onDone: (desk: KeyDesk) => void }) {
  const [kit, setKit] = useState('')
  const own = useDoing()
  const paper = useDoing()
  const me = desk.people.find((one) => one.recipient === desk.me?.recipient)
  return (
    <section className="panel form">
      <h2>Drill</h2>
      <p>
        A drill report tells nothing of a child. Opening one each month shows that the words are not lost.
        {me?.drillAt != null && ` You opened one on ${dayWords(me.drillAt)}.`}
      </p>
      <FaultNote fault={own.fault} />
      <button
        type="button"
        className="btn go"
        disabled={own.busy !== null}
        onClick={() => void own.run('Opening…', async () => onDone(await openOwnDrill(identities).catch(withCode)))}
      >
        {own.busy ?? 'Open a drill report'}
      </button>
      <Field
        label="Recovery key, from the paper in the safe"
        veiled
        spellCheck={false}
        value={kit}
        onChange={setKit}
        maxLength={200}
        help="With two people. It is used on this computer only: never sent, never kept. Put the paper back."
      />
      <FaultNote fault={paper.fault} />
      <button
        type="button"
        className="btn"
        disabled={paper.busy !== null || kit.trim() === ''}
        onClick={() =>
          void paper.run('Trying…', async () => {
            onDone(await openKitDrill(kit).catch(withCode))
            setKit('')
          })
        }
      >
        {paper.busy ?? 'Try the recovery kit'}
      </button>
      <p role="status" className="soft">
        {desk.readiness.kitOpened ? 'The recovery kit has opened a drill report.' : ''}
      </p>
    </section>
  )
}
