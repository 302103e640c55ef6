import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { CalendarDesk } from '#core/contract/bell.ts'
import type { Cases } from '#core/contract/cases.ts'
import type { Me, Team } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { BellBanner, useBell } from '#hub/console/bell/bell-banner.tsx'
import { BellPage } from '#hub/console/bell/bell-page.tsx'
import { DaysPage } from '#hub/console/bell/days-page.tsx'
import { BoardPage, noticesToRead } from '#hub/console/board/board-page.tsx'
import { useStops } from '#hub/console/board/stop-now.tsx'
import { StopsPage, stopsToReview } from '#hub/console/board/stops-page.tsx'
import { CasesPage } from '#hub/console/cases/cases-page.tsx'
import { ActivityPage } from '#hub/console/dsl/activity-page.tsx'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { NotesPage } from '#hub/console/dsl/notes-page.tsx'
import { SetUpTeam } from '#hub/console/dsl/set-up-team.tsx'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { UnlockPage } from '#hub/console/dsl/unlock-page.tsx'
import { type Key, useKey } from '#hub/console/dsl/use-key.ts'
import { Frame } from '#hub/console/frame.tsx'
import { GateNote } from '#hub/console/keys/gate-note.tsx'
import { KeysPage } from '#hub/console/keys/keys-page.tsx'
import { LetterBoxPage, lettersToRead } from '#hub/console/letters/letter-box-page.tsx'
import { type Asked, useAnswer } from '#hub/console/live/use-answer.ts'
import { WordsPage } from '#hub/console/phrases/words-page.tsx'
import { BreakGlassPage } from '#hub/console/records/break-glass-page.tsx'
import { FindPage } from '#hub/console/records/find-page.tsx'
import { KeptPage } from '#hub/console/records/kept-page.tsx'
import { RecordPage } from '#hub/console/records/record-page.tsx'
import { CallBanner } from '#hub/console/teacher/call-banner.tsx'
import { CallsPage } from '#hub/console/teacher/calls-page.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, useRoute } from '#hub/console/use-route.ts'
import { dateField } from '#hub/console/words/dates.ts'

type TeamAnswer = z.infer<typeof Team>

/** The safeguarding lead's desk. */
export function SafetyDesk({ me, ended, onSignOut }: { me: Me; ended: boolean; onSignOut: () => Promise<void> }) {
  const key = useKey(ended)
  const team = useAnswer(() => api.team(), 'team', ['keys-changed'])
  const reports = useAnswer(() => api.reports(), 'reports', ['reports-changed'])
  const readiness = useAnswer(() => api.readiness(), 'readiness', ['keys-changed'])
  const cases = useAnswer(() => api.cases(), 'cases', ['cases-changed'])
  const days = useAnswer(() => api.calendar(), 'calendar', ['bell-changed'])
  const calls = useAnswer(() => api.calls(), 'calls', ['calls-changed'])
  const stops = useStops()
  const board = useAnswer(() => api.board(), 'board', ['board-changed'])
  const letters = useAnswer(() => api.mailbox(), 'mailbox', ['mailbox-changed'])
  const allCalls = calls.answer.kind === 'there' ? calls.answer.value.calls : []
  const ringing = allCalls.filter((call) => call.state === 'ringing').length
  const bell = useBell()
  const route = useRoute()
  const due = cases.answer.kind === 'there' ? cases.answer.value.cases.filter(isDue).length : 0
  const fresh = reports.answer.kind === 'there' ? reports.answer.value.reports.filter((one) => one.state === 'new').length : 0
  return (
    <Frame
      me={me}
      onSignOut={async () => {
        key.lock()
        await onSignOut()
      }}
      items={[
        { route: 'notes', words: 'Notes', waiting: fresh, waitingWords: 'new' },
        { route: 'cases', words: 'Cases', waiting: due, waitingWords: 'due' },
        { route: 'calls', words: 'Calls', waiting: ringing, waitingWords: 'waiting' },
        { route: 'stops', words: 'Stopped pages', waiting: stopsToReview(stops), waitingWords: 'to look at again' },
        { route: 'board', words: 'Notice board', waiting: noticesToRead(board), waitingWords: 'to read' },
        { route: 'letters', words: 'Letter box', waiting: lettersToRead(letters), waitingWords: 'to read' },
        { route: 'opened', words: 'What was opened' },
        { route: 'record', words: 'Who looked at what' },
        { route: 'kept', words: 'What is kept' },
        { route: 'find', words: 'Find by words' },
        { route: 'glass', words: 'Break-glass' },
        { route: 'words', words: 'Our words' },
        { route: 'keys', words: 'Keys' },
        { route: 'bell', words: 'The bell' },
        { route: 'days', words: 'School days' },
      ]}
      banner={
        <>
          <CallBanner calls={allCalls} reload={calls.reload} />
          <BellBanner role={me.role} asked={bell} />
        </>
      }
    >
      {route[0] === 'bell' ? (
        <BellPage asked={bell} />
      ) : route[0] === 'days' ? (
        <DaysPage />
      ) : route[0] === 'stops' ? (
        <StopsPage asked={stops} />
      ) : route[0] === 'board' ? (
        <BoardPage asked={board} />
      ) : route[0] === 'words' ? (
        <WordsPage />
      ) : route[0] === 'opened' ? (
        <ActivityPage />
      ) : route[0] === 'kept' ? (
        <KeptPage />
      ) : route[0] === 'glass' ? (
        <BreakGlassPage
          mayAsk
          onKit={(identity) => {
            key.unlock(identity)
            goTo('notes')
          }}
        />
      ) : route[0] === 'record' ? (
        <RecordPage notes={reports.answer.kind === 'there' ? reports.answer.value.reports : null} />
      ) : route[0] === 'calls' ? (
        <CallsPage asked={calls} />
      ) : route[0] === 'keys' ? (
        <KeysPage keyState={key} />
      ) : (
        <>
          {team.answer.kind === 'there' && team.answer.value.keys !== null && readiness.answer.kind === 'there' && (
            <GateNote readiness={readiness.answer.value} />
          )}
          <Unlocked me={me} team={team} days={days} keyState={key}>
            {(atWork) =>
              route[0] === 'find' ? (
                <FindPage team={atWork} />
              ) : route[0] === 'letters' ? (
                <LetterBoxPage asked={letters} team={atWork} />
              ) : route[0] === 'cases' ? (
                <CasesPage asked={cases} team={atWork} chosen={route[1] ?? null} />
              ) : (
                <NotesPage asked={reports} team={atWork} onLock={key.lock} />
              )
            }
          </Unlocked>
        </>
      )}
    </Frame>
  )
}

/** Is something of this case due today, or was it? */
function isDue({ state, dueDay }: Cases['cases'][number]): boolean {
  return state === 'open' && dueDay !== null && dueDay <= dateField(Date.now())
}

/** What only an unlocked key shows; before that, the way to one. */
function Unlocked({
  me,
  team,
  days,
  keyState,
  children,
}: {
  me: Me
  team: Asked<TeamAnswer>
  days: Asked<CalendarDesk>
  keyState: Key
  children: (atWork: TeamAtWork) => ReactNode
}) {
  return (
    <AnswerView asked={team}>
      {({ keys, me: mine }) => {
        if (keys === null) return <SetUpTeam me={me} onLive={keyState.unlock} reload={team.reload} />
        const { teamIdentity } = keyState
        if (teamIdentity !== null)
          return (
            <AnswerView asked={days}>{({ calendar }) => children({ me, teamIdentity, recipients: keys.recipients, calendar })}</AnswerView>
          )
        if (mine !== null && keys.teamKey !== null)
          return (
            <UnlockPage
              wrappedIdentity={mine.wrappedIdentity}
              teamKey={keys.teamKey}
              earlierKeys={keys.earlierKeys}
              onUnlocked={keyState.unlock}
            />
          )
        return (
          <>
            <PageHead title="Notes from children" />
            <NineStrip />
            <section className="panel">
              <h2>You cannot open notes yet</h2>
              <p>
                {keys.madeBy} made the team’s keys and can read the notes. Make a key of your own under “Keys”; {keys.madeBy} then lets you
                in there. The recovery kit in the safe opens the notes, too.
              </p>
            </section>
          </>
        )
      }}
    </AnswerView>
  )
}
