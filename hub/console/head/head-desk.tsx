import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { BellBanner, useBell } from '#hub/console/bell/bell-banner.tsx'
import { BellPage } from '#hub/console/bell/bell-page.tsx'
import { useKey } from '#hub/console/dsl/use-key.ts'
import { Frame } from '#hub/console/frame.tsx'
import { GateNote } from '#hub/console/keys/gate-note.tsx'
import { GroupNotesPage } from '#hub/console/keys/group-notes-page.tsx'
import { KeysPage } from '#hub/console/keys/keys-page.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { BreakGlassPage } from '#hub/console/records/break-glass-page.tsx'
import { NumbersPanel } from '#hub/console/records/numbers-panel.tsx'
import { RecordPage } from '#hub/console/records/record-page.tsx'
import { WitnessPanel } from '#hub/console/records/witness-panel.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { useRoute } from '#hub/console/use-route.ts'

/** The head's desk: oversight of the safeguarding work, and never what a child told the team. */
export function HeadDesk({ me, ended, onSignOut }: { me: Me; ended: boolean; onSignOut: () => Promise<void> }) {
  const key = useKey(ended)
  const bell = useBell()
  const readiness = useAnswer(() => api.readiness(), 'readiness', ['keys-changed'])
  const route = useRoute()
  return (
    <Frame
      me={me}
      onSignOut={async () => {
        key.lock()
        await onSignOut()
      }}
      items={[
        { route: 'oversight', words: 'Oversight' },
        { route: 'record', words: 'Who looked at what' },
        { route: 'glass', words: 'Break-glass' },
        { route: 'grown-up', words: 'About a grown-up' },
        { route: 'keys', words: 'Keys' },
        { route: 'bell', words: 'The bell' },
      ]}
      banner={<BellBanner role={me.role} asked={bell} />}
    >
      {route[0] === 'bell' ? (
        <BellPage asked={bell} />
      ) : route[0] === 'keys' ? (
        <KeysPage keyState={key} />
      ) : route[0] === 'glass' ? (
        <BreakGlassPage mayAsk />
      ) : route[0] === 'grown-up' ? (
        <GroupNotesPage keyState={key} />
      ) : route[0] === 'record' ? (
        <RecordPage notes={null} />
      ) : (
        <>
          <PageHead title="Oversight" line="How the safety box is looked after. What children tell stays with the safeguarding team." />
          <WitnessPanel />
          {readiness.answer.kind === 'there' && <GateNote readiness={readiness.answer.value} />}
          <NumbersPanel />
        </>
      )}
    </Frame>
  )
}
