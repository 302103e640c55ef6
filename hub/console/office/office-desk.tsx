import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { BellBanner, useBell } from '#hub/console/bell/bell-banner.tsx'
import { Frame } from '#hub/console/frame.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { CallBanner } from '#hub/console/teacher/call-banner.tsx'
import { CallsPage } from '#hub/console/teacher/calls-page.tsx'

/** The office's desk: children who want a grown-up now, by name, and nothing else. */
export function OfficeDesk({ me, onSignOut }: { me: Me; onSignOut: () => Promise<void> }) {
  const calls = useAnswer(() => api.calls(), 'calls', ['calls-changed'])
  const bell = useBell()
  const all = calls.answer.kind === 'there' ? calls.answer.value.calls : []
  const ringing = all.filter((call) => call.state === 'ringing').length
  return (
    <Frame
      me={me}
      onSignOut={onSignOut}
      items={[{ route: 'calls', words: 'Calls', waiting: ringing, waitingWords: 'waiting' }]}
      banner={
        <>
          <CallBanner calls={all} reload={calls.reload} />
          <BellBanner role={me.role} asked={bell} />
        </>
      }
    >
      <CallsPage asked={calls} />
    </Frame>
  )
}
