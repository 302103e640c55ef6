import { call } from '../bridge.ts'
import { CalmNote } from '../parts/calm-note.tsx'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { StoryPicker } from '../parts/story-picker.tsx'
import { useCanSay } from '../speech.ts'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

type Props = Given<'letters'> & { readonly isSignedIn: boolean }

const leave = () => void call('letters.leave', {})

/** "Is there a letter for me?": the same button wherever it stands, whether or not there is one. */
export function LettersPress() {
  const words = useWords()
  return (
    <Press className="btn plain-card" mark="letters" act={() => void call('letters.open', {})}>
      {words('letters.open')}
    </Press>
  )
}

/** A letter is found by two stories alone. Silent by itself, and gone after a minute: somebody may look over the shoulder. */
export function LettersScreen({ screen, isSignedIn }: Props) {
  const words = useWords()
  switch (screen.at) {
    case 'picking':
      return <StoryPicker chosen={(code) => void call('letters.look', { code })} leave={leave} />
    case 'looking':
      return <CalmScreen mood="curious" title={words('letters.looking')} />
    case 'none':
      return (
        <CalmNote name="none" title={words('letters.noneTitle')} text={words('letters.none')}>
          <Press className="btn" mark="again" act={() => void call('letters.open', {})}>
            <Sign name="open-book" />
            {words('letters.again')}
          </Press>
          <Leave isSignedIn={isSignedIn} />
        </CalmNote>
      )
    case 'paused':
      return (
        <CalmNote name="paused" title={words('letters.pausedTitle')} text={words('letters.paused')}>
          <Press className="btn" mark="tell-instead" act={() => void call('tell.press', {})}>
            <Sign name="hand" />
            {words('bar.tell')}
          </Press>
          <Leave isSignedIn={isSignedIn} />
        </CalmNote>
      )
    case 'found':
      return <Found letters={screen.letters} />
  }
}

function Found({ letters }: { readonly letters: Given<'letters'>['screen']['letters'] }) {
  const words = useWords()
  const turn = useDraft().page % Math.max(letters.length, 1)
  const letter = letters[turn]
  const own = letter?.words ?? ''
  // What staff wrote has no clip; without a voice of the machine's the card alone is read.
  const canSayOwn = useCanSay(own === '' ? [] : [own])
  if (letter === undefined) return null
  const line = words(`letters.cards.${letter.card}`)
  return (
    <main className="hill-stage calm letter-found">
      <Hedgehog mood="thank-you" />
      <section className="card letter" key={turn}>
        <Heading key={turn}>{words('letters.foundTitle')}</Heading>
        <p>{line}</p>
        {own !== '' && (
          <p className="own-words">
            <bdi dir="auto">{own}</bdi>
          </p>
        )}
      </section>
      <div className="ways">
        <Speaker lines={canSayOwn ? [line, own] : [line]} />
        {letters.length > 1 && (
          <Press className="btn" mark="next-letter" act={() => changeDraft({ page: turn + 1 })}>
            {words('letters.more')}
          </Press>
        )}
        <Press className="btn" mark="leave" act={leave}>
          {words('letters.close')}
        </Press>
      </div>
    </main>
  )
}

function Leave({ isSignedIn }: { readonly isSignedIn: boolean }) {
  const words = useWords()
  return (
    <Press className="btn" mark="leave" act={leave}>
      <Sign name={isSignedIn ? 'shelf' : 'door'} />
      {words(isSignedIn ? 'thanks.shelf' : 'back')}
    </Press>
  )
}
