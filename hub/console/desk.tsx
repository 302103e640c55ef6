import { useEffect, useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { api, faultOf } from '#hub/console/api.ts'
import { SafetyDesk } from '#hub/console/dsl/safety-desk.tsx'
import { GovernorDesk } from '#hub/console/governor/governor-desk.tsx'
import { HeadDesk } from '#hub/console/head/head-desk.tsx'
import { connectLive, type LiveEvents } from '#hub/console/live/live-events.ts'
import { LiveContext } from '#hub/console/live/use-live.ts'
import { OfficeDesk } from '#hub/console/office/office-desk.tsx'
import { TeacherDesk } from '#hub/console/teacher/teacher-desk.tsx'
import { TechnicianDesk } from '#hub/console/technician/technician-desk.tsx'

/** One person's desk with its live connection. Each role has its own and sees no other; the hub enforces it. */
export function Desk({ me, ended, onSignedOut }: { me: Me; ended: boolean; onSignedOut: () => void }) {
  const [live, setLive] = useState<LiveEvents | null>(null)
  useEffect(() => {
    if (ended) return
    // A stream that is refused says nothing about why: asking who is signed in does.
    const connected = connectLive(() => void api.stillSignedIn().catch(faultOf))
    setLive(connected)
    return () => connected.close()
  }, [ended])

  const signOut = async () => {
    await api.signOut().catch((thrown: unknown) => {
      // Signed out already, here or elsewhere: that is what was asked for.
      if (faultOf(thrown).code !== 'HG_NOT_SIGNED_IN') throw thrown
    })
    onSignedOut()
  }
  return (
    <LiveContext value={live}>
      {me.role === 'teacher' && <TeacherDesk me={me} onSignOut={signOut} />}
      {(me.role === 'dsl' || me.role === 'deputy') && <SafetyDesk me={me} ended={ended} onSignOut={signOut} />}
      {me.role === 'head' && <HeadDesk me={me} ended={ended} onSignOut={signOut} />}
      {me.role === 'governor' && <GovernorDesk me={me} ended={ended} onSignOut={signOut} />}
      {me.role === 'office' && <OfficeDesk me={me} onSignOut={signOut} />}
      {me.role === 'technician' && <TechnicianDesk me={me} onSignOut={signOut} />}
    </LiveContext>
  )
}
