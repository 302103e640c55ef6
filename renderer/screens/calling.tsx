import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { Together } from '../parts/together.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** A grown-up is being called, is coming, or can't be reached: then the child is sent to one, and to the people who can help. */
export function CallingScreen({ screen }: Given<'calling'>) {
  const words = useWords()
  const { help, who } = screen
  const somebody = words(help ? 'calling.helpComingSomebody' : 'calling.comingSomebody')
  const title = {
    ringing: words(help ? 'calling.helpRinging' : 'calling.ringing'),
    coming: who === null ? somebody : words(help ? 'calling.helpComing' : 'calling.coming', { who }),
    'no-answer': words('calling.noAnswer'),
    'no-hub': words('calling.noHub'),
  }[screen.state]
  const isReached = screen.state === 'ringing' || screen.state === 'coming'
  // A name has no clip of its own; the same is said without it.
  const lines = [screen.state === 'coming' ? somebody : title, words('tell.notInTrouble')]
  return (
    <main className="hill-stage calm calling" data-state={screen.state}>
      <Hedgehog mood={screen.state === 'coming' ? 'thank-you' : 'listening'} />
      <div className="calm-words" aria-live="polite">
        <Heading>
          <Together text={title} />
        </Heading>
        <p>{words('tell.notInTrouble')}</p>
      </div>
      <div className="ways">
        <Speaker lines={lines} />
        <Press className={isReached ? 'btn' : 'btn go'} mark="helpers" act={() => void call('tell.helpers', {})}>
          <Sign name="adult" />
          {words('tell.helpers')}
        </Press>
        <Press className="btn" mark="call-off" act={() => void call('tell.call-off', {})}>
          <Sign name="sunflower" />
          {words('calling.callOff')}
        </Press>
      </div>
    </main>
  )
}
