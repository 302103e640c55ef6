import { useState } from 'react'
import type { z } from 'zod'
import type { PupilRegister, VisitRequests } from '#core/contract/hub-api.ts'
import type { Lesson } from '#core/contract/list.ts'
import type { LookAgain } from '#core/contract/look-again.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import type { ClassDraftState, DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { DraftNotes } from '#hub/console/teacher/draft-notes.tsx'
import { LessonForm } from '#hub/console/teacher/lesson-form.tsx'
import { isRunning, lessonNow } from '#hub/console/teacher/lessons.ts'
import { LookAgainNote } from '#hub/console/teacher/look-again.tsx'
import { KiosksHaveIt, PublishButton, PublishedLine } from '#hub/console/teacher/publish-button.tsx'
import { TileTable } from '#hub/console/teacher/tile-table.tsx'
import { UndoButton } from '#hub/console/teacher/undo-button.tsx'
import { Address } from '#hub/console/ui/address.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, href } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'
import { spanWords } from '#hub/console/words/dates.ts'
import { stageWords } from '#hub/console/words/stages.ts'

/** What a teacher sees first: the lesson, its tiles, who has it, and what waits. */
export function LessonDesk({
  desk,
  state,
  requests,
  pupils,
  again,
}: {
  desk: DeskAnswer
  state: ClassDraftState
  requests: z.infer<typeof VisitRequests>['requests']
  pupils: Asked<z.infer<typeof PupilRegister>>
  again: Asked<LookAgain>
}) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [form, setForm] = useState<{ lesson: Lesson | null } | null>(null)
  const { lessons, tiles } = desk.draft
  const lesson = lessons.find((one) => one.id === chosen) ?? lessonNow(lessons)
  const inLesson = lesson === null ? [] : lesson.tileIds.flatMap((id) => tiles.find((tile) => tile.id === id) ?? [])

  return (
    <>
      <PageHead
        title={lesson === null ? 'Lesson desk' : lesson.aim.charAt(0).toUpperCase() + lesson.aim.slice(1)}
        line={<PublishedLine desk={desk} />}
      >
        <UndoButton state={state} />
        <PublishButton desk={desk} state={state} />
      </PageHead>
      <DraftNotes state={state} />
      {form !== null ? (
        <LessonForm
          key={form.lesson?.id ?? 'new'}
          lesson={form.lesson}
          desk={desk}
          state={state}
          onDone={(id) => {
            setForm(null)
            if (id !== null) setChosen(id)
          }}
        />
      ) : (
        <div className="cols">
          <div className="col">
            {lesson === null ? (
              <section className="panel">
                <Empty hedgehog>
                  <h2>No lesson yet</h2>
                  <p>A lesson says what you are finding out today, when it is open, and which tiles come first.</p>
                  <button type="button" className="btn" onClick={() => setForm({ lesson: null })}>
                    Plan a lesson
                  </button>
                </Empty>
              </section>
            ) : (
              <>
                <section className="panel facts" aria-label="The lesson">
                  <dl>
                    <div>
                      <dt>Today we are</dt>
                      <dd>{lesson.aim}</dd>
                    </div>
                    <div>
                      <dt>Class</dt>
                      <dd>
                        {desk.class.name}, {stageWords[desk.class.stage]}
                      </dd>
                    </div>
                    <div>
                      <dt>{isRunning(lesson) ? 'Open now' : 'Open'}</dt>
                      <dd>{spanWords(lesson.startsAt, lesson.endsAt)}</dd>
                    </div>
                    <div>
                      <dt>In the lesson</dt>
                      <dd>{lesson.onlyTheseTiles ? 'only these pages open' : 'these come first'}</dd>
                    </div>
                  </dl>
                  <div className="row">
                    {lessons.length > 1 && (
                      <label className="inline-field">
                        <span>Show</span>
                        <select value={lesson.id} onChange={(event) => setChosen(event.target.value)}>
                          {lessons.map((one) => (
                            <option key={one.id} value={one.id}>
                              {one.aim} ({spanWords(one.startsAt, one.endsAt)})
                            </option>
                          ))}
                        </select>
                      </label>
                    )}
                    <button type="button" className="link" onClick={() => setForm({ lesson })}>
                      Change the lesson
                    </button>
                    <button type="button" className="link" onClick={() => setForm({ lesson: null })}>
                      Plan another
                    </button>
                  </div>
                </section>
                <section className="panel grows">
                  <div className="head">
                    <h2>Sites in this lesson</h2>
                    <button type="button" className="btn" onClick={() => goTo('add')}>
                      Add a site
                    </button>
                  </div>
                  {inLesson.length === 0 ? (
                    <Empty>
                      <p>
                        No tile is in this lesson. Choose some of the {count(tiles.length, 'tile')} on your shelf with “Change the lesson”.
                      </p>
                    </Empty>
                  ) : (
                    <TileTable tiles={inLesson} caption="Sites in this lesson" />
                  )}
                </section>
              </>
            )}
          </div>
          <div className="col side">
            <KiosksHaveIt desk={desk} reload={state.asked.reload} />
            <LookAgainNote asked={again} />
            <AskingToVisit requests={requests.filter((request) => request.classId === desk.class.id)} />
            <BeforeYouBegin pupils={pupils} />
          </div>
        </div>
      )}
    </>
  )
}

function AskingToVisit({ requests }: { requests: z.infer<typeof VisitRequests>['requests'] }) {
  const open = requests.filter((request) => request.answer === 'open')
  return (
    <section className="panel">
      <h2>Asking to visit</h2>
      {open.length === 0 && <p className="soft">Nobody in this class is waiting for an answer.</p>}
      <ul className="ask-lines">
        {open.slice(0, 2).map((request) => (
          <li key={request.id}>
            <Address url={request.url} />
            <small>
              from “{request.tile}”, asked {request.asked === 1 ? 'once' : `${request.asked} times`}
            </small>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <a className="link" href={href('requests')}>
          {open.length > 2 ? `Look at all ${open.length}` : 'Look and answer'}
        </a>
      )}
    </section>
  )
}

function BeforeYouBegin({ pupils }: { pupils: Asked<z.infer<typeof PupilRegister>> }) {
  if (pupils.answer.kind !== 'there') return null
  const all = pupils.answer.value.pupils
  const agreed = all.filter((pupil) => pupil.agreed !== null).length
  const lacking = all.length - agreed
  const withoutSecret = all.filter((pupil) => !pupil.hasSecret).length
  return (
    <section className="panel">
      <h2>Before you begin</h2>
      <ul className="chip-lines">
        {all.length === 0 && (
          <li>
            <Chip mark="wait">No pupils in this class yet</Chip>
          </li>
        )}
        {agreed > 0 && (
          <li>
            <Chip mark="ok">{agreed === 1 ? '1 has agreed' : `${agreed} have agreed`}</Chip>
          </li>
        )}
        {lacking > 0 && (
          <li>
            <Chip mark="wait">{lacking === 1 ? '1 needs the agreement' : `${lacking} need the agreement`}</Chip>
          </li>
        )}
        {withoutSecret > 0 && (
          <li>
            <Chip mark="info">{withoutSecret === 1 ? '1 has no pictures to sign in' : `${withoutSecret} have no pictures to sign in`}</Chip>
          </li>
        )}
      </ul>
      <a className="link" href={href('pupils')}>
        See the register
      </a>
    </section>
  )
}
