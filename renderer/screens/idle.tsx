import { call } from '../bridge.ts'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'

/** No countdown: it would only hurry. */
export function IdleScreen() {
  const words = useWords()
  return (
    <CalmScreen mood="curled" title={words('idle.title')} aloud>
      <Press className="btn go wide" mark="here" act={() => void call('session.stay', {})}>
        {words('idle.stay')}
      </Press>
    </CalmScreen>
  )
}
