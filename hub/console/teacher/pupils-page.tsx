import { useState } from 'react'
import type { z } from 'zod'
import type { PupilRegister } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AddPupils } from '#hub/console/teacher/add-pupils.tsx'
import type { DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { SecretDialog } from '#hub/console/teacher/secret-dialog.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { count } from '#hub/console/words/count.ts'
import { dayWords } from '#hub/console/words/dates.ts'

export type Register = z.infer<typeof PupilRegister>
export type Pupil = Register['pupils'][number]

/** The class register: who has agreed, who can sign in. */
export function PupilsPage({ desk, asked }: { desk: DeskAnswer; asked: Asked<Register> }) {
  const [secretOf, setSecretOf] = useState<Pupil | null>(null)
  const [leaving, setLeaving] = useState<Pupil | null>(null)
  const [removed, setRemoved] = useState<Pupil | null>(null)
  const [adding, setAdding] = useState(false)
  const { busy, fault, run } = useDoing()
  const classId = desk.class.id
  return (
    <>
      <PageHead
        title={`Pupils: ${desk.class.name}`}
        line="First names only, as on the pegs. Children sign in with their own picture and their chosen pictures."
      >
        <button type="button" className="btn" onClick={() => setAdding(true)}>
          Add pupils
        </button>
      </PageHead>
      {removed !== null && (
        <div className="panel note" role="status">
          <p>{removed.name} was taken off the register.</p>
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null}
            onClick={() =>
              void run('Putting back…', async () => {
                asked.put(await api.addPupil(classId, { name: removed.name, picture: removed.picture }))
                setRemoved(null)
              })
            }
          >
            {busy ?? `Put ${removed.name} back`}
          </button>
          <small>Name and picture come back; the pictures to sign in and the agreement are asked for anew.</small>
        </div>
      )}
      <FaultNote fault={fault} />
      <AnswerView asked={asked}>
        {({ pupils }) => (
          <>
            {adding && <AddPupils classId={classId} taken={pupils} onRegister={asked.put} onClose={() => setAdding(false)} />}
            <section className="panel grows">
              <h2>{pupils.length === 0 ? 'Register' : count(pupils.length, 'pupil')}</h2>
              {pupils.length === 0 ? (
                <Empty hedgehog>
                  <p>No pupils in this class yet.</p>
                  <p>Add them by name, one a line. Each gets a picture of its own.</p>
                </Empty>
              ) : (
                <div className="table-box">
                  <table>
                    <caption className="for-readers">Pupils of {desk.class.name}</caption>
                    <thead>
                      <tr>
                        <th scope="col">Pupil</th>
                        <th scope="col">Agreement</th>
                        <th scope="col">Signs in with</th>
                        <th scope="col">
                          <span className="for-readers">Change</span>
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {pupils.map((pupil) => (
                        <tr key={pupil.id}>
                          <th scope="row">
                            <div className="name-cell">
                              <Picture name={pupil.picture} />
                              <span>{pupil.name}</span>
                            </div>
                          </th>
                          <td>
                            {pupil.agreed === null ? (
                              <Chip mark="wait">Not yet agreed</Chip>
                            ) : (
                              <>
                                <Chip mark="ok">Agreed</Chip>{' '}
                                <small className="inline">
                                  {dayWords(pupil.agreed.at)}, {pupil.agreed.mode === 'full' ? 'in full' : 'reminder'}, version{' '}
                                  {pupil.agreed.version}
                                </small>
                              </>
                            )}
                          </td>
                          <td>{pupil.hasSecret ? <Chip mark="ok">Own pictures</Chip> : <Chip mark="now">No pictures yet</Chip>}</td>
                          <td className="row-actions">
                            <button
                              type="button"
                              className="link"
                              onClick={() => setSecretOf(pupil)}
                              aria-label={`${pupil.hasSecret ? 'New pictures' : 'Choose pictures'} with ${pupil.name}`}
                            >
                              {pupil.hasSecret ? 'New pictures' : 'Choose pictures'}
                            </button>
                            <button type="button" className="link" onClick={() => setLeaving(pupil)} aria-label={`Take off ${pupil.name}`}>
                              Take off
                            </button>
                          </td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </section>
          </>
        )}
      </AnswerView>
      {secretOf !== null && (
        <SecretDialog classId={classId} stage={desk.class.stage} pupil={secretOf} onSaved={asked.put} onClose={() => setSecretOf(null)} />
      )}
      {leaving !== null && (
        <Dialog title={`Take ${leaving.name} off the register`} onClose={() => setLeaving(null)}>
          <p>
            {leaving.name} can no longer sign in. You can put {leaving.name} back right after, but the chosen pictures and the agreement are
            then asked for anew.
          </p>
          <div className="row">
            <button
              type="button"
              className="btn"
              disabled={busy !== null}
              onClick={() =>
                void run('Taking off…', async () => {
                  asked.put(await api.removePupil(classId, leaving.id))
                  setRemoved(leaving)
                }).then(() => setLeaving(null))
              }
            >
              {busy ?? `Take ${leaving.name} off`}
            </button>
            <button type="button" className="btn plain" onClick={() => setLeaving(null)}>
              Leave it
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}
