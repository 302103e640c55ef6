import type { z } from 'zod'
import type { AdultCalls } from '#core/contract/hub-api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { callWords } from '#hub/console/teacher/call-banner.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { momentWords } from '#hub/console/words/dates.ts'

const stateWords = {
  ringing: { mark: 'now', words: 'Waiting' },
  coming: { mark: 'wait', words: 'Somebody is coming' },
  ended: { mark: 'ok', words: 'Done' },
} as const

/** Calls of the last hour. Live ones stand in the banner, where they can be answered. */
export function CallsPage({ asked }: { asked: Asked<z.infer<typeof AdultCalls>> }) {
  return (
    <>
      <PageHead title="Children who called" line="The last hour. A call that nobody has answered stands above every page." />
      <AnswerView asked={asked}>
        {({ calls }) => (
          <section className="panel">
            {calls.length === 0 ? (
              <Empty hedgehog>
                <p>Nobody has called in the last hour.</p>
                <p>When a child presses “I want my grown-up now”, every teacher’s page says so at once.</p>
              </Empty>
            ) : (
              <ul className="plain-lines">
                {calls.map((call) => (
                  <li key={call.id} className="head">
                    <div className="head-words">
                      <b>{callWords(call)}</b>
                      <small>
                        {momentWords(call.at)}
                        {call.who !== null && `, answered by ${call.who}`}
                      </small>
                    </div>
                    <Chip mark={stateWords[call.state].mark}>{stateWords[call.state].words}</Chip>
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
      </AnswerView>
    </>
  )
}
