import type { BellState } from '#core/contract/bell.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

/** How the bell reaches this person. */
export function BellPage({ asked }: { asked: Asked<BellState> }) {
  const { busy, fault, run } = useDoing()
  return (
    <>
      <PageHead title="The bell" line="How you hear that the worry box is to be opened." />
      <AnswerView asked={asked}>
        {({ wantsMail, mail }) => (
          <section className="panel">
            <p>
              The bell rings at the safeguarding lead first. Until somebody acknowledges what is new, it rings on in school time: after 10
              minutes at the deputies and after 20 at the head when a child chose “Now”, after 30 and 60 otherwise.
            </p>
            <label>
              <input
                type="checkbox"
                checked={wantsMail}
                disabled={busy !== null}
                onChange={(event) => {
                  const wanted = event.target.checked
                  void run('Saving…', async () => asked.put(await api.saveBellWish(wanted)))
                }}
              />{' '}
              Write to me as well
            </label>
            <p className="soft">
              {mail.state === 'off'
                ? 'The technician has not given the hub a mail server yet: no mail is sent.'
                : 'The mail says “Please open the worry box” and nothing else.'}
            </p>
            <FaultNote fault={fault} />
          </section>
        )}
      </AnswerView>
    </>
  )
}
