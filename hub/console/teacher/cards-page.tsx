import curious from '#assets/hedgehog/curious.svg'
import type { Asked } from '#hub/console/live/use-answer.ts'
import type { DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import type { Register } from '#hub/console/teacher/pupils-page.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'

/** Cards to cut out: class picture, own picture, name, and what the child does. The chosen pictures are on none of them. */
export function CardsPage({ desk, asked }: { desk: DeskAnswer; asked: Asked<Register> }) {
  return (
    <>
      <PageHead title="Class cards" line="One for each child, to stand by the computer. The chosen pictures are never printed.">
        <button type="button" className="btn go" onClick={() => window.print()}>
          Print
        </button>
      </PageHead>
      <AnswerView asked={asked}>
        {({ pupils }) =>
          pupils.length === 0 ? (
            <section className="panel">
              <Empty hedgehog>
                <p>No pupils in this class yet, so there is no card to print.</p>
              </Empty>
            </section>
          ) : (
            <ul className="class-cards print-sheet">
              {pupils.map((pupil) => (
                <li key={pupil.id} className="class-card">
                  <div className="card-top">
                    <Picture name={desk.class.picture} />
                    <span>{desk.class.name}</span>
                    <img src={curious} alt="" />
                  </div>
                  <div className="card-who">
                    <Picture name={pupil.picture} size="large" />
                    <b>{pupil.name}</b>
                  </div>
                  <p>Lost? Stop. Hand up.</p>
                </li>
              ))}
            </ul>
          )
        }
      </AnswerView>
    </>
  )
}
