import { api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { count } from '#hub/console/words/count.ts'

/** What the kiosks, as witnesses, say of the record of staff acts. Quiet when all is well. */
export function WitnessPanel() {
  const asked = useAnswer(() => api.witnesses(), 'witnesses', ['kiosks-changed'])
  return (
    <AnswerView asked={asked}>
      {({ fits, kiosks, alarms }) => (
        <>
          {!fits && (
            <p className="note-now" role="alert">
              The hub’s record of staff acts is not what the hub itself once signed. Somebody has changed its files, or an old copy of them
              was brought back.
            </p>
          )}
          {alarms.length > 0 && (
            <p className="note-now" role="alert">
              {count(alarms.length, 'kiosk')} ({alarms.map(inert).join(', ')}) {alarms.length === 1 ? 'was' : 'were'} shown another record
              of staff acts than before. Was the hub brought back from a backup? If not, leave its machine as it is, and find out who had
              their hands on it.
            </p>
          )}
          {fits && alarms.length === 0 && (
            <p className="soft">The record is watched by {count(kiosks, 'kiosk')} that the hub heard of today; none saw it change.</p>
          )}
        </>
      )}
    </AnswerView>
  )
}
