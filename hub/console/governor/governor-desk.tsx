import type { Me } from '#core/contract/hub-api.ts'
import { useKey } from '#hub/console/dsl/use-key.ts'
import { Frame } from '#hub/console/frame.tsx'
import { GroupNotesPage } from '#hub/console/keys/group-notes-page.tsx'
import { KeysPage } from '#hub/console/keys/keys-page.tsx'
import { BreakGlassPage } from '#hub/console/records/break-glass-page.tsx'
import { NumbersPanel } from '#hub/console/records/numbers-panel.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { useRoute } from '#hub/console/use-route.ts'

/** The safeguarding governor's desk: numbers, and nothing about any child. */
export function GovernorDesk({ me, ended, onSignOut }: { me: Me; ended: boolean; onSignOut: () => Promise<void> }) {
  const key = useKey(ended)
  const route = useRoute()
  return (
    <Frame
      me={me}
      onSignOut={async () => {
        key.lock()
        await onSignOut()
      }}
      items={[
        { route: 'numbers', words: 'Numbers' },
        { route: 'glass', words: 'Break-glass' },
        { route: 'grown-up', words: 'About a grown-up' },
        { route: 'keys', words: 'Keys' },
      ]}
    >
      {route[0] === 'keys' ? (
        <KeysPage keyState={key} />
      ) : route[0] === 'glass' ? (
        <BreakGlassPage mayAsk={false} />
      ) : route[0] === 'grown-up' ? (
        <GroupNotesPage keyState={key} />
      ) : (
        <>
          <PageHead title="Numbers" line="Counts by term. What children tell stays with the safeguarding team." />
          <NumbersPanel />
        </>
      )}
    </Frame>
  )
}
