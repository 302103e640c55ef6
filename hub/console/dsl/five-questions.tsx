import { useId, useState } from 'react'

interface Question {
  readonly ask: string
  readonly answers: readonly { readonly words: string; readonly advice: string }[]
}

/** The order of the triage (requirements.md 6). Each answer leads to a next step, never to a score. */
const questions: readonly Question[] = [
  {
    ask: 'Is somebody in danger now?',
    answers: [
      { words: 'Yes', advice: 'Ring 999, then your local children’s social care. The rest can wait.' },
      { words: 'No', advice: '' },
    ],
  },
  {
    ask: 'Could there be an illegal picture? Do not look for it.',
    answers: [
      { words: 'Yes', advice: 'Do not open, copy, print or pass it on. Ring the police and follow their word.' },
      { words: 'No', advice: '' },
    ],
  },
  {
    ask: 'Is it about a member of staff?',
    answers: [
      {
        words: 'Yes',
        advice: 'To the head; about the head, to the chair of governors. The local authority’s officer within one working day.',
      },
      { words: 'No', advice: '' },
    ],
  },
  {
    ask: 'Do we need to know which child? Would a talk to the class do?',
    answers: [
      {
        words: 'Need to know',
        advice: 'Only where serious harm is likely: with the head, in writing, with the reason. Asking who sat where undoes the promise.',
      },
      { words: 'Class talk', advice: 'A talk, an assembly, or a closer eye helps without pointing at anybody.' },
    ],
  },
  {
    ask: 'Is it only about a page?',
    answers: [
      { words: 'Yes', advice: 'Ask the teacher to take the tile off the shelf; that closes it on every kiosk.' },
      { words: 'No', advice: '' },
    ],
  },
]

/** A thinking aid for the reader. Answers stay on the page and are not kept. */
export function FiveQuestions({ danger }: { danger: boolean }) {
  const group = useId()
  const [given, setGiven] = useState<Readonly<Record<number, string>>>(danger ? { 0: 'Yes' } : {})
  return (
    <section className="panel" aria-label="Five questions">
      <h2>Five questions, in this order</h2>
      <p className="soft">For your own thinking: the answers are not kept.</p>
      <ol className="five">
        {questions.map((question, index) => {
          const advice = question.answers.find((answer) => answer.words === given[index])?.advice ?? ''
          return (
            <li key={question.ask}>
              <fieldset>
                <legend>{question.ask}</legend>
                {question.answers.map((answer) => (
                  <label key={answer.words} className="yes-no">
                    <input
                      type="radio"
                      name={`${group}-${index}`}
                      checked={given[index] === answer.words}
                      onChange={() => setGiven((now) => ({ ...now, [index]: answer.words }))}
                    />
                    <span>{answer.words}</span>
                  </label>
                ))}
              </fieldset>
              {advice !== '' && (
                <p className="note-wait" role="status">
                  {advice}
                </p>
              )}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
