import { useState } from 'react'
import type { Stage } from '#core/contract/stage.ts'
import { api } from '#hub/console/api.ts'
import { stageSecrets } from '#hub/console/listing/stage-secrets.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import type { Pupil, Register } from '#hub/console/teacher/pupils-page.tsx'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { pictureWords } from '#hub/console/ui/pictures.ts'
import { count } from '#hub/console/words/count.ts'

/** The child beside the teacher presses the pictures. They are sent once and never shown again, here or anywhere. */
export function SecretDialog({
  classId,
  stage,
  pupil,
  onSaved,
  onClose,
}: {
  classId: string
  stage: Stage
  pupil: Pupil
  onSaved: (register: Register) => void
  onClose: () => void
}) {
  const { choose, pictures, ordered } = stageSecrets[stage]
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { busy, fault, run } = useDoing()
  const missing = choose - chosen.length
  const press = (name: string) =>
    setChosen((now) => (now.includes(name) ? now.filter((one) => one !== name) : now.length < choose ? [...now, name] : now))
  return (
    <Dialog title={`${pupil.name} chooses ${choose} pictures`} onClose={onClose}>
      <p>
        Sit together, and let {pupil.name} press.{' '}
        {ordered ? 'The order counts: say the pictures as a little story.' : 'The order does not count.'} They are never shown again; if
        they are forgotten, choose new ones.
      </p>
      <div className="choices large">
        {pictures.map((name) => (
          <button
            type="button"
            key={name}
            className="choice"
            aria-pressed={chosen.includes(name)}
            disabled={missing === 0 && !chosen.includes(name)}
            onClick={() => press(name)}
          >
            <Picture name={name} size="large" />
            <span>{pictureWords(name)}</span>
            {ordered && chosen.includes(name) && <b className="order">{chosen.indexOf(name) + 1}</b>}
          </button>
        ))}
      </div>
      <p role="status" className="soft">
        {missing > 0 ? `${count(missing, 'picture')} to go.` : 'All chosen.'}
      </p>
      <FaultNote fault={fault} />
      <div className="row">
        <button
          type="button"
          className="btn go"
          disabled={missing > 0 || busy !== null}
          onClick={() =>
            void run('Saving…', async () => {
              onSaved(await api.setSecret(classId, pupil.id, { pictures: [...chosen] }))
              onClose()
            })
          }
        >
          {busy ?? 'Keep these pictures'}
        </button>
        <button type="button" className="btn plain" disabled={chosen.length === 0} onClick={() => setChosen([])}>
          Start again
        </button>
        <button type="button" className="btn plain" onClick={onClose}>
          Leave it
        </button>
      </div>
    </Dialog>
  )
}
