import { useState } from 'react'
import type { z } from 'zod'
import type { VisitRequests } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { wouldOpen } from '#hub/console/listing/would-open.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import type { DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { Verdict } from '#hub/console/teacher/would-open-page.tsx'
import { Address } from '#hub/console/ui/address.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { InertText } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { momentWords } from '#hub/console/words/dates.ts'

type Answers = z.infer<typeof VisitRequests>
export type VisitRequest = Answers['requests'][number]

const stateWords: Readonly<Record<VisitRequest['answer'], { mark: Mark; words: string }>> = {
  open: { mark: 'wait', words: 'Waiting' },
  added: { mark: 'ok', words: 'On the shelf' },
  'not-today': { mark: 'info', words: 'Not today' },
}

/** Addresses that children asked to visit. Looking shows the address as text; nothing is opened from here. */
export function RequestsPage({ asked, desk, onAdd }: { asked: Asked<Answers>; desk: DeskAnswer; onAdd: (request: VisitRequest) => void }) {
  return (
    <>
      <PageHead title="Asking to visit" line="Children pressed “Ask to visit” on a link that is not on their shelf." />
      <AnswerView asked={asked}>
        {({ requests }) => {
          const open = requests.filter((request) => request.answer === 'open')
          const answered = requests.filter((request) => request.answer !== 'open')
          return (
            <>
              {open.length === 0 ? (
                <section className="panel">
                  <Empty hedgehog>
                    <p>Nobody is waiting for an answer.</p>
                    <p>When a child asks, it stands here at once, gathered by address.</p>
                  </Empty>
                </section>
              ) : (
                <ul className="cards">
                  {open.map((request) => (
                    <RequestCard key={request.id} request={request} desk={desk} onAdd={onAdd} reload={asked.reload} />
                  ))}
                </ul>
              )}
              {answered.length > 0 && (
                <details className="panel">
                  <summary>Answered ({answered.length})</summary>
                  <ul className="cards inner">
                    {answered.map((request) => (
                      <RequestCard key={request.id} request={request} desk={desk} onAdd={onAdd} reload={asked.reload} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </AnswerView>
    </>
  )
}

function RequestCard({
  request,
  desk,
  onAdd,
  reload,
}: {
  request: VisitRequest
  desk: DeskAnswer
  onAdd: (request: VisitRequest) => void
  reload: () => void
}) {
  const [looking, setLooking] = useState(false)
  const { busy, fault, run } = useDoing()
  const state = stateWords[request.answer]
  const answer = (given: VisitRequest['answer']) =>
    void run('Saving…', async () => {
      await api.answerRequest(request.id, given)
      reload()
    })
  const host = URL.parse(request.url)?.host ?? 'this address'
  return (
    <li className="panel request">
      <div className="head">
        <div className="head-words">
          <h2>
            <Address url={request.url.length > 140 ? `${request.url.slice(0, 140)}…` : request.url} />
          </h2>
          <p className="soft">
            {request.className}, from “{request.tile}”, asked {request.asked === 1 ? 'once' : `${request.asked} times`}, last{' '}
            {momentWords(request.lastAt)}
          </p>
        </div>
        <Chip mark={state.mark}>{state.words}</Chip>
      </div>
      {looking && (
        <div className="looked">
          <p>The whole address, as text. To see the page, copy it into your own browser, away from the children’s screens.</p>
          <InertText text={request.url} label="The whole address" />
          {request.classId === desk.class.id && <Verdict answer={wouldOpen(desk.draft.tiles, request.url)} />}
        </div>
      )}
      <FaultNote fault={fault} />
      <div className="row">
        <button
          type="button"
          className="btn plain"
          aria-expanded={looking}
          onClick={() => setLooking((now) => !now)}
          aria-label={`${looking ? 'Close' : 'Look first'}: ${host}`}
        >
          {looking ? 'Close' : 'Look first'}
        </button>
        {request.answer === 'open' ? (
          <>
            <button type="button" className="btn" onClick={() => onAdd(request)} aria-label={`Add to our shelf: ${host}`}>
              Add to our shelf
            </button>
            <button
              type="button"
              className="btn plain"
              disabled={busy !== null}
              onClick={() => answer('not-today')}
              aria-label={`${busy ?? 'Not today'}: ${host}`}
            >
              {busy ?? 'Not today'}
            </button>
          </>
        ) : (
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null}
            onClick={() => answer('open')}
            aria-label={`${busy ?? 'Put it back among the waiting'}: ${host}`}
          >
            {busy ?? 'Put it back among the waiting'}
          </button>
        )}
      </div>
    </li>
  )
}
