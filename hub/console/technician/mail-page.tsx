import { useState } from 'react'
import type { MailDesk, MailSettings } from '#core/contract/bell.ts'
import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field, TextField } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

const empty: MailSettings = { host: '', port: 587, security: 'starttls', user: '', from: '', second: null, authority: null }

/** The mail server by which the bell writes to the safeguarding team. */
export function MailPage() {
  const asked = useAnswer(() => api.mailDesk(), 'mail', [])
  return (
    <>
      <PageHead title="The bell" line="The school’s mail server. A mail of the bell says “Please open the worry box” and nothing else." />
      <AnswerView asked={asked}>{(desk) => <MailForm desk={desk} put={asked.put} />}</AnswerView>
    </>
  )
}

function MailForm({ desk, put }: { desk: MailDesk; put: (desk: MailDesk) => void }) {
  const [settings, setSettings] = useState(desk.settings ?? empty)
  const [password, setPassword] = useState('')
  const [to, setTo] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, fault, run } = useDoing()
  const set = (change: Partial<MailSettings>) => setSettings((now) => ({ ...now, ...change }))
  const save = (kept: MailSettings | null) =>
    run('Saving…', async () => {
      put(await api.saveMail({ settings: kept, password: password === '' ? null : password }))
      setPassword('')
      if (kept === null) setSettings(empty)
    })
  return (
    <section className="panel">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save(settings)
        }}
      >
        <Field label="Mail server" value={settings.host} onChange={(host) => set({ host: host.trim() })} required />
        <Field label="Port" type="number" value={String(settings.port)} onChange={(port) => set({ port: Number(port) })} required />
        <div className="field">
          <label htmlFor="mail-security">Security</label>
          <select
            id="mail-security"
            value={settings.security}
            onChange={({ target }) => set({ security: target.value === 'tls' ? 'tls' : target.value === 'none' ? 'none' : 'starttls' })}
          >
            <option value="starttls">STARTTLS (usually port 587)</option>
            <option value="tls">TLS from the start (usually port 465)</option>
            <option value="none">None, without a name only</option>
          </select>
        </div>
        <Field label="Name at the server" help="Empty where it asks for none." value={settings.user} onChange={(user) => set({ user })} />
        <Field
          label="Password"
          help={
            desk.hasPassword
              ? 'One is kept and never shown. Type here only to change it, or when server or name change.'
              : 'Kept on the hub, never shown again.'
          }
          value={password}
          onChange={setPassword}
          veiled
        />
        <Field label="Sender’s address" type="email" value={settings.from} onChange={(from) => set({ from: from.trim() })} required />
        <Field
          label="Second address"
          type="email"
          help="Written to as well when a mail is refused or nobody answers. May be empty."
          value={settings.second ?? ''}
          onChange={(second) => set({ second: second.trim() === '' ? null : second.trim() })}
        />
        <TextField
          label="Certificate of the school’s own authority"
          help="PEM text. Empty for a server that everybody can check."
          value={settings.authority ?? ''}
          onChange={(authority) => set({ authority: authority.trim() === '' ? null : authority })}
        />
        <FaultNote fault={fault} />
        <div className="row">
          <button type="submit" className="btn go" disabled={busy !== null}>
            {busy ?? 'Save'}
          </button>
          {desk.settings !== null && (
            <button type="button" className="btn plain" disabled={busy !== null} onClick={() => void save(null)}>
              Send no mail any more
            </button>
          )}
        </div>
      </form>
      {desk.settings !== null && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            setTried(false)
            void run('Sending…', () => api.testMail(to)).then((worked) => setTried(worked))
          }}
        >
          <h2>Send a test mail</h2>
          <Field label="To" type="email" value={to} onChange={setTo} required />
          <button type="submit" className="btn" disabled={busy !== null}>
            Send a test mail
          </button>
          <p role="status">{tried ? 'The mail server has taken it. Look whether it arrived.' : ''}</p>
        </form>
      )}
    </section>
  )
}
