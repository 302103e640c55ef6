import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { PracticeBanner } from '../parts/practice.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'

interface Props {
  readonly isSignedIn: boolean
  readonly isOnline: boolean
  readonly isPractice: boolean
  /** The child has stories that open an answer. */
  readonly mayBeAnswered?: boolean
}

/** After a note: thanks, and quiet ways on. None of them is green: no choice is the right one. */
export function ThanksScreen({ isSignedIn, isOnline, isPractice, mayBeAnswered = false }: Props) {
  const words = useWords()
  const { calm } = useDraft()
  // "On its way" is said only when it can go with the next slot.
  const line = words(isPractice ? 'practice.thanks' : !isOnline ? 'report.saved' : mayBeAnswered ? 'letters.thanks' : 'report.thanks')
  return (
    <main className="hill-stage calm thanks">
      <PracticeBanner isOn={isPractice} />
      {calm ? <Breath /> : <Thanks line={line} />}
      <div className="ways">
        <Speaker
          lines={
            calm
              ? [words('thanks.in'), words('thanks.out')]
              : [words('report.thanksTitle'), line, words('tell.notInTrouble'), words('report.alsoGrownUp')]
          }
        />
        <Press className="btn" mark="grown-up" act={() => void call('tell.grown-up', {})}>
          <Sign name="hand" />
          {words('thanks.grownUp')}
        </Press>
        {isPractice && (
          <Press className="btn" mark="tell-for-real" act={() => void call('tell.press', {})}>
            <Sign name="hand" />
            {words('practice.real')}
          </Press>
        )}
        {!calm && !isPractice && (
          <Press className="btn" mark="calm" act={() => changeDraft({ calm: true })}>
            <Sign name="balloon" />
            {words('thanks.calm')}
          </Press>
        )}
        <Press className="btn" mark="leave" act={() => void call('tell.leave', {})}>
          <Sign name={isSignedIn ? 'shelf' : 'door'} />
          {words(isSignedIn ? 'thanks.shelf' : 'back')}
        </Press>
      </div>
    </main>
  )
}

function Thanks({ line }: { readonly line: string }) {
  const words = useWords()
  return (
    <>
      <Hedgehog mood="thank-you" />
      <div className="calm-words">
        <Heading key="thanks">{words('report.thanksTitle')}</Heading>
        <p>
          {line} <span className="together">{words('tell.notInTrouble')}</span>
        </p>
        <p className="also">{words('report.alsoGrownUp')}</p>
      </div>
    </>
  )
}

/** A balloon that fills and empties with a slow breath; with reduced motion it stands still and the words do it. */
function Breath() {
  const words = useWords()
  return (
    <div className="breath">
      <Heading key="breath" className="unseen">
        {words('thanks.calm')}
      </Heading>
      <div className="balloon">
        <Sign name="balloon" />
      </div>
      <p className="breath-words">
        <span>{words('thanks.in')}</span>
        <span>{words('thanks.out')}</span>
      </p>
      <p>{words('tell.notInTrouble')}</p>
    </div>
  )
}
