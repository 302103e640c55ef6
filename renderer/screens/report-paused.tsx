import { call } from '../bridge.ts'
import { CalmNote } from '../parts/calm-note.tsx'
import { Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'

/** Three notes in ten minutes: a rest, never a refusal. What was chosen is kept while this is on show, and "now" always goes. */
export function ReportPaused({ send }: { readonly send: () => void }) {
  const words = useWords()
  return (
    <CalmNote name="paused" title={words('report.pauseTitle')} text={words('report.pause')}>
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
    </CalmNote>
  )
}
