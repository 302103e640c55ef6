import { useState } from 'react'
import type { BreakGlassPurpose } from '#core/contract/records.ts'
import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { UseKit } from '#hub/console/records/use-kit.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { TextField } from '#hub/console/ui/fields.tsx'
import { InertText, inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { momentWords } from '#hub/console/words/dates.ts'

const purposeWords: Readonly<Record<BreakGlassPurpose, string>> = {
  'recovery-kit': 'Take the recovery kit out of the safe and use it',
  'traced-outside': 'Find out, outside Hedgerow, which child needs help: only where serious harm is likely',
}
const shortestReason = 20

/** `onKit`: gets the recovery kit's key once it may be used, at the desk of the team. Going beyond the usual: two people, a written reason, and head and governors see it. Hedgerow itself traces nobody. */
export function BreakGlassPage({ mayAsk, onKit }: { mayAsk: boolean; onKit?: (identity: string) => void }) {
  const asked = useAnswer(() => api.breakGlass(), 'break-glass', [])
  const [purpose, setPurpose] = useState<BreakGlassPurpose>('recovery-kit')
  const [reason, setReason] = useState('')
  const { busy, fault, run } = useDoing()
  return (
    <>
      <PageHead
        title="Break-glass"
        line="Two people decide: one of the safeguarding team, and the head. The reason is seen by the team, the head and the governors."
      />
      {mayAsk && (
        <form
          className="panel form"
          onSubmit={(event) => {
            event.preventDefault()
            void run('Saving…', async () => {
              asked.put(await api.askBreakGlass({ purpose, reason }))
              setReason('')
            })
          }}
        >
          <p>
            <b>Is somebody in danger now? Ring 999 first.</b> This page can be filled in afterwards. Hedgerow has no way to tell who sent a
            note; that you decided to find out elsewhere is noted here, not done.
          </p>
          <label className="field">
            <span>What for</span>
            <select
              value={purpose}
              onChange={(event) => setPurpose(event.target.value === 'traced-outside' ? 'traced-outside' : 'recovery-kit')}
            >
              {Object.entries(purposeWords).map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
          <TextField
            label="Why"
            help="Two or three sentences, and no child’s name: the governors read this. It is kept as it is written."
            value={reason}
            onChange={setReason}
          />
          <FaultNote fault={fault} />
          <button type="submit" className="btn" disabled={busy !== null || reason.trim().length < shortestReason}>
            {busy ?? 'Ask the second person'}
          </button>
        </form>
      )}
      {!mayAsk && <FaultNote fault={fault} />}
      <AnswerView asked={asked}>
        {({ lines }) =>
          lines.length === 0 ? (
            <section className="panel">
              <Empty>
                <p>Nobody has gone beyond the usual.</p>
              </Empty>
            </section>
          ) : (
            <ul className="cards">
              {lines.map((line) => (
                <li className="panel" key={line.id}>
                  <div className="head">
                    <h2 className="head-words">{purposeWords[line.purpose]}</h2>
                    {line.second === null ? <Chip mark="wait">One person so far</Chip> : <Chip mark="info">Two people</Chip>}
                  </div>
                  <p className="soft">
                    {inert(line.first)} asked, {momentWords(line.askedAt)}.
                    {line.second !== null && line.agreedAt !== null && (
                      <>
                        {' '}
                        {inert(line.second)} agreed, {momentWords(line.agreedAt)}.
                      </>
                    )}
                  </p>
                  <InertText text={line.reason} label="Why" />
                  {line.mayUseKit && onKit !== undefined && <UseKit decision={line.id} onOpen={onKit} />}
                  {line.mayAgree && (
                    <button
                      type="button"
                      className="btn go"
                      disabled={busy !== null}
                      onClick={() =>
                        void run('Saving…', async () => {
                          asked.put(await api.agreeBreakGlass(line.id))
                        })
                      }
                    >
                      {busy ?? 'I agree'}
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </AnswerView>
    </>
  )
}
