import type { Me } from '#core/contract/hub-api.ts'
import { Frame } from '#hub/console/frame.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

/** The safeguarding governor's desk: numbers, and nothing about any child. */
export function GovernorDesk({ me, onSignOut }: { me: Me; onSignOut: () => Promise<void> }) {
  return (
    <Frame me={me} onSignOut={onSignOut} items={[{ route: 'numbers', words: 'Numbers' }]}>
      <PageHead title="Numbers" line="Counts by term. What children tell stays with the safeguarding team." />
      <section className="panel">
        <Empty>
          <p>There are no numbers to show yet.</p>
        </Empty>
      </section>
    </Frame>
  )
}
