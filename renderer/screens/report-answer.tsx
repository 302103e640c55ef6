import { CalmNote } from '../parts/calm-note.tsx'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { StoryShown } from '../parts/story-shown.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'

/** "Would you like an answer?", once the note is told: either answer is as good, and leaving sends it, too. */
export function AnswerAsk({ yes, no }: { readonly yes: () => void; readonly no: () => void }) {
  const words = useWords()
  const lines = [words('letters.askTitle'), words('letters.ask'), words('letters.askHow'), words('tell.notInTrouble')]
  return (
    <main className="hill-stage calm answer-ask">
      <Hedgehog mood="listening" />
      <div className="calm-words">
        <Heading key="answer">{words('letters.askTitle')}</Heading>
        <p>{words('letters.ask')}</p>
        <p>
          {words('letters.askHow')} {words('tell.notInTrouble')}
        </p>
      </div>
      <div className="ways">
        <Speaker lines={lines} />
        <Press className="btn" mark="answer-no" act={no}>
          <Sign name="envelope" />
          {words('letters.no')}
        </Press>
        <Press className="btn" mark="answer-yes" act={yes}>
          <Sign name="open-book" />
          {words('letters.yes')}
        </Press>
      </div>
    </main>
  )
}

/** The two stories, to be remembered, then told once. */
export function AnswerStories({ another, send }: { readonly another: () => void; readonly send: () => void }) {
  const words = useWords()
  const { stories } = useDraft()
  if (stories === null) return null
  const line = words(stories.again ? 'letters.lookAgain' : 'letters.rememberLine')
  return (
    <main className="answer-stories">
      <div className="report-top">
        <Hedgehog mood="curious" />
        <div>
          <Heading key={`story ${stories.again}`}>{words('letters.remember')}</Heading>
          <p>
            {line} {words('tell.notInTrouble')}
          </p>
        </div>
        <Speaker lines={[words('letters.remember'), line, words('tell.notInTrouble')]} />
      </div>
      <StoryShown code={stories.code} />
      <div className="answer-end">
        <Press className="btn plain-card" mark="answer-no" act={send}>
          {words('letters.without')}
        </Press>
        {stories.more && (
          <Press className="btn soft" mark="another" act={another}>
            {words('letters.another')}
          </Press>
        )}
        <Press className="btn go" mark="know-them" act={() => changeDraft({ step: 'practise' })}>
          {words('letters.ready')}
        </Press>
      </div>
    </main>
  )
}

/** This computer cannot make a box just now: the note is what counts. */
export function NoLetterBox({ send }: { readonly send: () => void }) {
  const words = useWords()
  return (
    <CalmNote name="no-box" title={words('letters.noBoxTitle')} text={words('letters.noBox')}>
      <Press className="btn" mark="answer-no" act={send}>
        <Sign name="envelope" />
        {words('letters.send')}
      </Press>
    </CalmNote>
  )
}
