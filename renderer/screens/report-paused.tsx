import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useWords } from '../words.ts'

/** Three notes in ten minutes: a rest, never a refusal. What was chosen is kept while this is on show, and "now" always goes. */
export function ReportPaused({ send }: { readonly send: () => void }) {
  const words = useWords()
  return (
    <main className="hill-stage calm">
      <Hedgehog mood="listening" />
      <div className="calm-words">
        <Heading key="paused">{words('report.pauseTitle')}</Heading>
        <p>
          {words('report.pause')} {words('tell.notInTrouble')}
        </p>
      </div>
      <div className="ways">
        <Speaker lines={[words('report.pauseTitle'), words('report.pause'), words('tell.notInTrouble')]} />
        <Press className="btn" mark="send-now" act={send}>
          <Sign name="envelope" />
          {words('report.sendNow')}
        </Press>
        <Press className="btn" mark="grown-up" act={() => void call('tell.grown-up', {})}>
          <Sign name="tell" />
          {words('tell.grownUp')}
        </Press>
        <Press className="btn" mark="leave" act={() => void call('tell.leave', {})}>
          {words('report.leave')}
        </Press>
      </div>
    </main>
  )
}
