import type { Report } from '#core/contract/report.ts'
import type { ReportHead } from '#core/contract/safety-desk.ts'
import { InertText } from '#hub/console/ui/inert-text.tsx'
import { categoryWords } from '#hub/console/words/categories.ts'
import { halfDayWords } from '#hub/console/words/dates.ts'
import { stageWords } from '#hub/console/words/stages.ts'

/** What a note says beside what it does not say. `among` null: an estimate is not at hand. */
export function NoteSays({ report, among }: { report: Report; among: ReportHead['among'] }) {
  const words = categoryWords[report.category]
  const half = halfDayWords(report.halfDay)
  return (
    <>
      <div className="known">
        <div>
          <h3>The note says</h3>
          <ul>
            <li>Picture chosen: {words.title}</li>
            <li>
              In danger now? <b>{report.danger ? 'Yes' : 'No'}</b>
            </li>
            {report.stage !== null && <li>Written on a computer set to {stageWords[report.stage]}</li>}
            <li>{half}</li>
            {report.page !== null && (
              <li>
                The page, as text. Do not go there to look:
                <InertText text={report.page} label="The page, as text" />
              </li>
            )}
            {report.words !== '' && (
              <li>
                In the child’s own words:
                <InertText text={report.words} label="The child’s own words" />
              </li>
            )}
          </ul>
        </div>
        <div>
          <h3>The note does not say</h3>
          <ul>
            <li>Who sent it, or from which room: no name, no computer</li>
            {among !== null && (
              <li>
                Which of them: one of {among} children who used computers then. An estimate, not a proof; asking who sat where undoes it
              </li>
            )}
            <li>When, nearer than {half.replace(/^(This|Yesterday)/, (word) => word.toLowerCase())}: no time, half a day only</li>
            {report.page === null && <li>Which page: the child kept that back, or there was none</li>}
            {report.words === '' && <li>Anything in words</li>}
            {report.stage === null && <li>How old the child is</li>}
          </ul>
        </div>
      </div>
      {words.care !== null && <p className="note-now">{words.care}</p>}
    </>
  )
}
