import { useState } from 'react'
import type { z } from 'zod'
import type { ClassSummaries, Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { useStops } from '#hub/console/board/stop-now.tsx'
import { StopsPage, stopsToReview } from '#hub/console/board/stops-page.tsx'
import { Frame } from '#hub/console/frame.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { AddPage, type AddStart } from '#hub/console/teacher/add-page.tsx'
import { CallBanner } from '#hub/console/teacher/call-banner.tsx'
import { CallsPage } from '#hub/console/teacher/calls-page.tsx'
import { CardsPage } from '#hub/console/teacher/cards-page.tsx'
import { useClassDraft } from '#hub/console/teacher/class-draft.ts'
import { LessonDesk } from '#hub/console/teacher/lesson-desk.tsx'
import { PupilsPage } from '#hub/console/teacher/pupils-page.tsx'
import { RequestsPage } from '#hub/console/teacher/requests-page.tsx'
import { ShelfPage } from '#hub/console/teacher/shelf-page.tsx'
import { TilePage } from '#hub/console/teacher/tile-page.tsx'
import { useLooks } from '#hub/console/teacher/use-looks.ts'
import { WouldOpenPage } from '#hub/console/teacher/would-open-page.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, useRoute } from '#hub/console/use-route.ts'

type Summary = z.infer<typeof ClassSummaries>['classes'][number]

/** The teacher's desk: one class at a time; calls and requests of all classes. */
export function TeacherDesk({ me, onSignOut }: { me: Me; onSignOut: () => Promise<void> }) {
  const classes = useAnswer(() => api.classes(), 'classes', ['class-changed'])
  const calls = useAnswer(() => api.calls(), 'calls', ['calls-changed'])
  const requests = useAnswer(() => api.requests(), 'requests', ['requests-changed'])
  const stops = useStops()
  const route = useRoute()
  const [chosen, setChosen] = useState<string | null>(null)
  const all = classes.answer.kind === 'there' ? classes.answer.value.classes : []
  const current = all.find((one) => one.id === chosen) ?? all[0] ?? null
  const allCalls = calls.answer.kind === 'there' ? calls.answer.value.calls : []
  const allRequests = requests.answer.kind === 'there' ? requests.answer.value.requests : []

  return (
    <Frame
      me={me}
      onSignOut={onSignOut}
      items={[
        { route: 'desk', words: 'Lesson desk' },
        { route: 'shelf', words: 'Our shelf', alsoFor: ['add', 'tile'] },
        { route: 'try', words: 'Would this open?' },
        {
          route: 'requests',
          words: 'Requests',
          waiting: allRequests.filter((request) => request.answer === 'open').length,
          waitingWords: 'waiting',
        },
        { route: 'pupils', words: 'Pupils' },
        { route: 'cards', words: 'Print for class' },
        { route: 'stops', words: 'Stopped pages', waiting: stopsToReview(stops), waitingWords: 'to look at again' },
        { route: 'calls', words: 'Calls', waiting: allCalls.filter((call) => call.state === 'ringing').length, waitingWords: 'waiting' },
      ]}
      top={
        all.length > 0 && (
          <label className="class-picker">
            <span>Class</span>
            <select value={current?.id ?? ''} onChange={(event) => setChosen(event.target.value)}>
              {all.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
        )
      }
      banner={<CallBanner calls={allCalls} reload={calls.reload} />}
    >
      {route[0] === 'stops' && <StopsPage asked={stops} />}
      <AnswerView asked={classes}>
        {() =>
          route[0] === 'stops' ? null : current === null ? (
            <>
              <PageHead title="No class yet" />
              <section className="panel">
                <Empty hedgehog>
                  <p>The school has no class yet. Your technician sets the classes up.</p>
                </Empty>
              </section>
            </>
          ) : (
            <ClassPages key={current.id} me={me} summary={current} requests={requests} calls={calls} />
          )
        }
      </AnswerView>
    </Frame>
  )
}

function ClassPages({
  me,
  summary,
  requests,
  calls,
}: {
  me: Me
  summary: Summary
  requests: Parameters<typeof RequestsPage>[0]['asked']
  calls: Parameters<typeof CallsPage>[0]['asked']
}) {
  const route = useRoute()
  const state = useClassDraft(summary.id)
  const looks = useLooks(summary.id)
  const again = useAnswer(() => api.lookAgain(summary.id), `again ${summary.id}`, ['look-again-changed', 'class-changed'])
  const pupils = useAnswer(() => api.pupils(summary.id), summary.id, ['class-changed'])
  const [start, setStart] = useState<AddStart | null>(null)
  const page = route[0]

  const addFrom = (from: AddStart | null) => {
    setStart(from)
    goTo('add')
  }
  const added = async () => {
    const requestId = start?.requestId ?? null
    setStart(null)
    goTo('shelf')
    // The tile is on the shelf whether or not this is noted; the request then simply stands there still.
    if (requestId !== null) await api.answerRequest(requestId, 'added').then(requests.reload, requests.reload)
  }

  return (
    <AnswerView asked={state.asked}>
      {(desk) => {
        if (page === 'shelf') return <ShelfPage desk={desk} state={state} looks={looks} again={again} />
        if (page === 'add')
          return <AddPage key={start?.url ?? ''} desk={desk} state={state} checker={me.name} start={start} onAdded={() => void added()} />
        if (page === 'tile')
          return <TilePage key={route[1] ?? ''} desk={desk} state={state} looks={looks} checker={me.name} tileId={route[1] ?? ''} />
        if (page === 'try') return <WouldOpenPage desk={desk} onAdd={(url) => addFrom({ url, requestId: null })} />
        if (page === 'requests')
          return <RequestsPage asked={requests} desk={desk} onAdd={(request) => addFrom({ url: request.url, requestId: request.id })} />
        if (page === 'calls') return <CallsPage asked={calls} />
        if (page === 'pupils') return <PupilsPage desk={desk} asked={pupils} />
        if (page === 'cards') return <CardsPage desk={desk} asked={pupils} />
        const waiting = requests.answer.kind === 'there' ? requests.answer.value.requests : []
        return <LessonDesk desk={desk} state={state} requests={waiting} pupils={pupils} again={again} />
      }}
    </AnswerView>
  )
}
