import { useEffect, useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { api, faultOf } from '#hub/console/api.ts'
import { SafetyDesk } from '#hub/console/dsl/safety-desk.tsx'
import { connectLive, type LiveEvents } from '#hub/console/live/live-events.ts'
import { LiveContext } from '#hub/console/live/use-live.ts'
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
      {me.role === 'dsl' && <SafetyDesk me={me} ended={ended} onSignOut={signOut} />}
      {me.role === 'technician' && <TechnicianDesk me={me} onSignOut={signOut} />}
    </LiveContext>
  )
}
