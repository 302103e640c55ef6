import { call } from '../bridge.ts'
import { CalmNote } from '../parts/calm-note.tsx'
import { Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'

/** The note was not kept: said at once, with a grown-up as the next step. */
export function ReportFailed() {
  const words = useWords()
  return (
    <CalmNote name="failed" title={words('report.failedTitle')} text={words('report.failed')}>
      <Press className="btn go" mark="grown-up" act={() => void call('tell.grown-up', {})}>
        <Sign name="tell" />
        {words('tell.grownUp')}
      </Press>
      <Press className="btn" mark="helpers" act={() => void call('tell.helpers', {})}>
        <Sign name="adult" />
        {words('tell.helpers')}
      </Press>
      <Press className="btn" mark="leave" act={() => void call('tell.leave', {})}>
        {words('report.leave')}
      </Press>
    </CalmNote>
  )
}
