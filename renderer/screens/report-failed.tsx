import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useWords } from '../words.ts'

/** The note was not kept: said at once, with a grown-up as the next step. */
export function ReportFailed() {
  const words = useWords()
  const lines = [words('report.failedTitle'), words('report.failed'), words('tell.notInTrouble')]
  return (
    <main className="hill-stage calm">
      <Hedgehog mood="listening" />
      <div className="calm-words">
        <Heading key="failed">{words('report.failedTitle')}</Heading>
        <p>
          {words('report.failed')} {words('tell.notInTrouble')}
        </p>
      </div>
      <div className="ways">
        <Speaker lines={lines} />
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
      </div>
    </main>
  )
}

export const ReportFailedScreen = ReportFailed
