import { useMemo, useState } from 'react'
import { closesAt, contentWords, PhraseList } from '#core/contract/phrases.ts'
import type { SchoolPhrase } from '#core/contract/school-phrases.ts'
import { stages } from '#core/contract/stage.ts'
import { makePhraseBook } from '#core/guard/content/phrase-book.ts'
import { withSchool } from '#core/guard/content/school-book.ts'
import { isFineFor, scoreText } from '#core/guard/content/score-text.ts'
import { TextField } from '#hub/console/ui/fields.tsx'
import { stageWords } from '#hub/console/words/stages.ts'
import english from '#profiles/phrases/en.json' with { type: 'json' }

/** What kiosks would do with these words, by the same reader. They are not sent anywhere. */
export function TrySentence({ phrases }: { phrases: readonly SchoolPhrase[] }) {
  const [sentence, setSentence] = useState('')
  const own = useMemo(() => makePhraseBook([PhraseList.parse(english)]), [])
  const books = useMemo(() => stages.map((stage) => ({ stage, book: withSchool(own, phrases, stage) })), [own, phrases])
  const text = sentence.slice(0, 2_000)
  return (
    <section className="panel">
      <h2>Try a sentence</h2>
      <TextField label="Words as a page might have them" help="They stay in this browser." value={sentence} onChange={setSentence} />
      <div role="status">
        {text.trim() !== '' && (
          <ul>
            {books.map(({ stage, book }) => {
              const { score, reasons, schoolCloses } = scoreText(text, book)
              const opens = !schoolCloses && isFineFor(stage, score)
              return (
                <li key={stage}>
                  <b>{stageWords[stage]}</b>: {opens ? 'stays open' : 'is closed'} ({score} of {closesAt[stage]}
                  {reasons.length > 0 && `: ${reasons.map(({ category }) => contentWords[category]).join('; ')}`})
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}
