import { useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'

/** Email and password. A wrong password keeps the email. */
export function SignInForm({ onIn, email: emailBefore = '' }: { onIn: (me: Me) => void; email?: string }) {
  const [email, setEmail] = useState(emailBefore)
  const [password, setPassword] = useState('')
  const { busy, fault, run } = useDoing()
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Signing in…', async () => {
          try {
            onIn(await api.signIn({ email, password }))
          } finally {
            setPassword('')
          }
        })
      }}
    >
      <Field label="Email" type="email" value={email} onChange={setEmail} autoComplete="username" maxLength={200} required />
      <Field
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        maxLength={200}
        required
      />
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null}>
        {busy ?? 'Sign in'}
      </button>
      <p className="soft">No password yet, or forgotten? Ask your technician for a sign-in link.</p>
    </form>
  )
}
