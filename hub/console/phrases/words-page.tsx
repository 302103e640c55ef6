import { useState } from 'react'
import { mostSchoolPhrases, type SchoolPhrase, type SchoolPhrases } from '#core/contract/school-phrases.ts'
import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { stageWords } from '#hub/console/words/stages.ts'
import { PhraseForm } from './phrase-form.tsx'
import { TrySentence } from './try-sentence.tsx'
import { weightWords } from './weight-words.ts'

/** The phrases that the school adds to ours. */
export function WordsPage() {
  const asked = useAnswer(() => api.phrases(), 'phrases', [])
  return (
    <>
      <PageHead title="Our words" line="Kiosks read every page by Hedgerow’s own list and by these. A change reaches them in seconds." />
      <AnswerView asked={asked}>{({ phrases }) => <Words phrases={phrases} put={asked.put} />}</AnswerView>
    </>
  )
}

function Words({ phrases, put }: { phrases: SchoolPhrases['phrases']; put: (answer: SchoolPhrases) => void }) {
  const [changing, setChanging] = useState<string | null>(null)
  const [removed, setRemoved] = useState<SchoolPhrase | null>(null)
  const { busy, fault, run } = useDoing()
  const changed = phrases.find(({ id }) => id === changing)
  return (
    <>
      {changed === undefined ? (
        <PhraseForm start={null} save={async (phrase) => put(await api.addPhrase(phrase))} />
      ) : (
        <PhraseForm
          key={changed.id}
          start={{ phrase: changed.phrase, weight: changed.weight, stages: changed.stages }}
          save={async (phrase) => {
            put(await api.changePhrase(changed.id, phrase))
            setChanging(null)
          }}
          onLeave={() => setChanging(null)}
        />
      )}
      <section className="panel">
        <h2>
          {phrases.length} of {mostSchoolPhrases} phrases
        </h2>
        <FaultNote fault={fault} />
        <div role="status">
          {removed !== null && (
            <p>
              “{removed.phrase}” is removed.{' '}
              <button
                type="button"
                className="link"
                disabled={busy !== null}
                onClick={() =>
                  void run('Putting it back…', async () => {
                    put(await api.addPhrase(removed))
                    setRemoved(null)
                  })
                }
              >
                Put “{removed.phrase}” back
              </button>
            </p>
          )}
        </div>
        {phrases.length === 0 ? (
          <Empty>
            <p>
              <b>No phrases of your own yet.</b> Hedgerow’s list works without. Add what your children meet that it does not know: the name
              of a game or a challenge that goes round, or of a local place that it takes for something else.
            </p>
          </Empty>
        ) : (
          <ul>
            {phrases.map(({ id, phrase, weight, stages }) => (
              <li key={id} className="row">
                <span>
                  <b>{phrase}</b>: {weightWords[weight]}, {stages.map((stage) => stageWords[stage]).join(', ')}
                </span>
                <button type="button" className="link" onClick={() => setChanging(id)}>
                  Change “{phrase}”
                </button>
                <button
                  type="button"
                  className="link"
                  disabled={busy !== null}
                  onClick={() =>
                    void run('Removing…', async () => {
                      put(await api.removePhrase(id))
                      setRemoved({ phrase, weight, stages })
                    })
                  }
                >
                  Remove “{phrase}”
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <TrySentence phrases={phrases} />
    </>
  )
}
