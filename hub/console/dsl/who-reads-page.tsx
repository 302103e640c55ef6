import type { z } from 'zod'
import type { Me, Team } from '#core/contract/hub-api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

/** Who holds a key to the notes. */
export function WhoReadsPage({ team, me }: { team: Asked<z.infer<typeof Team>>; me: Me }) {
  return (
    <>
      <PageHead
        title="Who can read"
        line="A note opens for those named here, and for nobody else: not the hub, not the technician, not a backup."
      />
      <AnswerView asked={team}>
        {({ keys, me: mine }) => (
          <section className="panel">
            {keys === null ? (
              <Empty>
                <p>Nobody yet. Set up the safety box under “Notes”.</p>
              </Empty>
            ) : (
              <ul className="plain-lines">
                <li className="head">
                  <span className="head-words">
                    <b>{mine !== null && keys.teamKey !== null ? `${me.name} (you)` : me.name}</b>
                  </span>
                  {mine !== null && keys.teamKey !== null ? <Chip mark="ok">Holds a key</Chip> : <Chip mark="wait">No key yet</Chip>}
                </li>
                <li className="head">
                  <span className="head-words">
                    <b>The recovery kit</b>
                    <small>Printed by {keys.madeBy}, in the safe. Look for it once a term.</small>
                  </span>
                  <Chip mark="info">On paper</Chip>
                </li>
                <li>
                  Keys number {keys.recipients.epoch}, made by {keys.madeBy}, {dayWords(keys.madeAt)}.
                </li>
                <li>
                  <small>Address of the team, the same on every kiosk:</small>
                  <code className="address">{keys.recipients.team}</code>
                </li>
              </ul>
            )}
          </section>
        )}
      </AnswerView>
    </>
  )
}
