import { useState } from 'react'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import type { Pupil, Register } from '#hub/console/teacher/pupils-page.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { TextField } from '#hub/console/ui/fields.tsx'
import { pictureNames } from '#hub/console/ui/pictures.ts'
import { count } from '#hub/console/words/count.ts'

const most = 60

/** Names, one a line; each gets a picture that nobody in the class has yet, as long as there are some. */
export function AddPupils({
  classId,
  taken,
  onRegister,
  onClose,
}: {
  classId: string
  taken: readonly Pupil[]
  onRegister: (register: Register) => void
  onClose: () => void
}) {
  const [text, setText] = useState('')
  const [done, setDone] = useState(0)
  const { busy, fault, run } = useDoing()
  const names = text
    .split(/\r?\n/)
    .map((line) => line.trim().slice(0, 40))
    .filter((line) => line !== '')
  const tooMany = taken.length + names.length > most
  const save = () =>
    void run('Adding…', async () => {
      const used = new Set(taken.map((pupil) => pupil.picture))
      const free = pictureNames.filter((name) => !used.has(name))
      for (const [index, name] of names.entries()) {
        const picture = free[index] ?? pictureNames[index % pictureNames.length] ?? 'kite'
        onRegister(await api.addPupil(classId, { name, picture }))
        setDone(index + 1)
        // What is left to do stays in the field, should the hub fall silent half-way.
        setText(names.slice(index + 1).join('\n'))
      }
      onClose()
    })
  return (
    <form
      className="panel form"
      aria-label="Add pupils"
      onSubmit={(event) => {
        event.preventDefault()
        if (names.length > 0 && !tooMany) save()
      }}
    >
      <TextField
        label="First names, one a line"
        value={text}
        onChange={setText}
        rows={5}
        help="Two of one name: add a letter, as on the pegs (Sam B, Sam T)."
      />
      {tooMany && (
        <p className="note-now">
          A class may have {most} pupils; there are {taken.length} now.
        </p>
      )}
      {busy !== null && <progress aria-label="Pupils added" value={done} max={done + names.length} />}
      <FaultNote fault={fault} />
      <div className="row">
        <button type="submit" className="btn go" disabled={names.length === 0 || tooMany || busy !== null}>
          {busy ?? (names.length === 0 ? 'Add' : `Add ${count(names.length, 'pupil')}`)}
        </button>
        <button type="button" className="btn plain" onClick={onClose}>
          Leave it
        </button>
      </div>
    </form>
  )
}
