import type { Me } from '#core/contract/hub-api.ts'
import { Frame } from '#hub/console/frame.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

/** The head's desk: oversight of the safeguarding work, and never what a child told the team. */
export function HeadDesk({ me, onSignOut }: { me: Me; onSignOut: () => Promise<void> }) {
  return (
    <Frame me={me} onSignOut={onSignOut} items={[{ route: 'oversight', words: 'Oversight' }]}>
      <PageHead title="Oversight" line="How the safety box is looked after. What children tell stays with the safeguarding team." />
      <section className="panel">
        <Empty>
          <p>There are no numbers to show yet.</p>
        </Empty>
      </section>
    </Frame>
  )
}
