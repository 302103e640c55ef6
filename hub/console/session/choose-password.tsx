import { useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FrontPage } from '#hub/console/session/front-page.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'

const shortest = 12

/** After a one-time link: a password of the person's own. Length alone counts; rules about digits and signs make people write it down. */
export function ChoosePassword({ me, onDone }: { me: Me; onDone: (me: Me) => void }) {
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const { busy, fault, run } = useDoing()
  const missing = shortest - password.length
  const differs = again !== '' && again !== password
  const ready = missing <= 0 && again === password
  return (
    <FrontPage
      title={`Welcome, ${me.name}`}
      line="Choose a password for next time. Three or four words in a row are strong and easy to keep."
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (ready)
            void run('Saving…', async () => {
              await api.choosePassword(password)
              onDone({ ...me, hasPassword: true })
            })
        }}
      >
        {/* For the browser's own password keeper. */}
        <input type="text" autoComplete="username" value={me.email} readOnly hidden />
        <Field
          label="Password"
          type="password"
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          maxLength={200}
          required
        />
        <Field
          label="The same again"
          type="password"
          value={again}
          onChange={setAgain}
          autoComplete="new-password"
          maxLength={200}
          required
        />
        <p role="status" className="soft">
          {missing > 0 ? `At least 12 letters: ${missing} to go.` : differs ? 'The two are not the same yet.' : 'Long enough.'}
        </p>
        <FaultNote fault={fault} />
        <div className="row">
          <button type="submit" className="btn go" disabled={!ready || busy !== null}>
            {busy ?? 'Save my password'}
          </button>
          <button type="button" className="btn plain" onClick={() => onDone(me)}>
            Later
          </button>
        </div>
        <p className="soft">Without one, the next sign-in needs a new link from your technician.</p>
      </form>
    </FrontPage>
  )
}
