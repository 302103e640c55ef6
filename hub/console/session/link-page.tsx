import { useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FrontPage } from '#hub/console/session/front-page.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { goTo } from '#hub/console/use-route.ts'

/** A one-time link. It is used by a press, not by being opened: mail scanners open every link once. */
export function LinkPage({ token, onIn }: { token: string; onIn: (me: Me) => void }) {
  const { busy, fault, run } = useDoing()
  const [tried, setTried] = useState(false)
  return (
    <FrontPage title="Your sign-in link" line="This link works once.">
      <FaultNote fault={fault} />
      <div className="row">
        {(!tried || fault === null || fault.code === 'HUB_OUT_OF_REACH') && (
          <button
            type="button"
            className="btn go"
            disabled={busy !== null}
            onClick={() => {
              setTried(true)
              void run('Signing in…', async () => onIn(await api.signInByLink(token)))
            }}
          >
            {busy ?? 'Sign in'}
          </button>
        )}
        {fault !== null && (
          <button type="button" className="btn plain" onClick={() => goTo()}>
            To the sign-in page
          </button>
        )}
      </div>
    </FrontPage>
  )
}
