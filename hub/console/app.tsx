import { useEffect, useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { type ApiFault, api, faultOf, onSessionEnd } from '#hub/console/api.ts'
import { Desk } from '#hub/console/desk.tsx'
import { ChoosePassword } from '#hub/console/session/choose-password.tsx'
import { FrontPage } from '#hub/console/session/front-page.tsx'
import { LinkPage } from '#hub/console/session/link-page.tsx'
import { SignInForm } from '#hub/console/session/sign-in-form.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { goTo, useRoute } from '#hub/console/use-route.ts'

type Session =
  | { readonly kind: 'looking' }
  | { readonly kind: 'no-answer'; readonly fault: ApiFault }
  | { readonly kind: 'out'; readonly line: string | null }
  | { readonly kind: 'password'; readonly me: Me }
  | {
      readonly kind: 'in'
      readonly me: Me /** The hub has ended the session; the desk is kept behind the sign-in. */
      readonly ended: boolean
    }

/** Who is signed in decides everything that is shown. */
export function App() {
  const [session, setSession] = useState<Session>({ kind: 'looking' })
  const route = useRoute()
  const linkToken = route[0] === 'link' ? route[1] : undefined

  const looking = session.kind === 'looking' && linkToken === undefined
  useEffect(() => {
    if (!looking) return
    let overtaken = false
    const settle = (found: Session) => {
      if (!overtaken) setSession(found)
    }
    api.me().then(
      (me) => settle({ kind: 'in', me, ended: false }),
      (thrown: unknown) => {
        const fault = faultOf(thrown)
        settle(fault.code === 'HG_NOT_SIGNED_IN' ? { kind: 'out', line: null } : { kind: 'no-answer', fault })
      },
    )
    return () => {
      overtaken = true
    }
  }, [looking])
  useEffect(() => onSessionEnd(() => setSession((now) => (now.kind === 'in' ? { ...now, ended: true } : { kind: 'out', line: null }))), [])

  const arrive = (me: Me) => setSession({ kind: 'in', me, ended: false })

  if (linkToken !== undefined)
    return (
      <LinkPage
        token={linkToken}
        onIn={(me) => {
          setSession(me.hasPassword ? { kind: 'in', me, ended: false } : { kind: 'password', me })
          // The used link leaves the address and the history with it.
          window.history.replaceState(null, '', '#/')
          window.dispatchEvent(new HashChangeEvent('hashchange'))
        }}
      />
    )
  if (session.kind === 'looking')
    return (
      <FrontPage title="Hedgerow">
        <p role="status">Asking the hub who is signed in…</p>
      </FrontPage>
    )
  if (session.kind === 'no-answer')
    return (
      <FrontPage title="Hedgerow">
        <FaultNote fault={session.fault} again={() => setSession({ kind: 'looking' })} />
      </FrontPage>
    )
  if (session.kind === 'out')
    return (
      <FrontPage title="Sign in" line={session.line ?? undefined}>
        <SignInForm onIn={arrive} />
      </FrontPage>
    )
  if (session.kind === 'password') return <ChoosePassword me={session.me} onDone={(me) => arrive(me)} />

  return (
    <>
      {/* Keyed by person: another person who signs in over an ended session finds nothing of the first. */}
      <div className="desk" inert={session.ended} key={session.me.staffId} hidden={session.ended}>
        <Desk
          me={session.me}
          ended={session.ended}
          onSignedOut={() => {
            goTo()
            setSession({ kind: 'out', line: 'You are signed out.' })
          }}
        />
      </div>
      {session.ended && (
        <FrontPage
          title="Sign in again"
          line="Your session was ended, here or on another computer. What you were writing is kept behind this page."
        >
          <SignInForm onIn={arrive} email={session.me.email} />
        </FrontPage>
      )}
    </>
  )
}
