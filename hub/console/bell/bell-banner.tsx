import { useEffect } from 'react'
import type { BellState } from '#core/contract/bell.ts'
import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { usePageMark } from '#hub/console/bell/page-mark.ts'
import { useBellSound } from '#hub/console/bell/use-bell-sound.ts'
import { type Asked, useAnswer } from '#hub/console/live/use-answer.ts'
import { momentWords } from '#hub/console/words/dates.ts'

/** An event may have been missed, and an acknowledgement is told to the team's desks alone. */
const askEvery = 30_000

/** What the bell does for this desk. */
export function useBell(): Asked<BellState> {
  const asked = useAnswer(() => api.bell(), 'bell', ['bell-changed', 'reports-changed', 'calls-changed'])
  const { reload } = asked
  useEffect(() => {
    const timer = setInterval(reload, askEvery)
    return () => clearInterval(timer)
  }, [reload])
  return asked
}

/** Above every page: the bell, the siren, and mail that fails. Nothing of what was told, or by whom. */
export function BellBanner({ role, asked }: { role: Me['role']; asked: Asked<BellState> }) {
  const state = asked.answer.kind === 'there' ? asked.answer.value : null
  const rings = state?.rings === true
  // The team's desks are the ones that the siren fetches people to: there it is the bell.
  const siren = state?.siren === true && role !== 'dsl' && role !== 'deputy'
  const { on, toggle } = useBellSound(siren ? 'siren' : rings ? 'rings' : 'none')
  usePageMark(rings || siren)
  if (state === null) return null
  return (
    <div className="calls" aria-live="assertive">
      {siren && (
        <div className="call">
          <p>
            <b>Please fetch somebody of the safeguarding team now</b>
            <small>Somebody is called for and nobody has answered. Ask them to open the worry box, or to answer the call here.</small>
          </p>
        </div>
      )}
      {rings && (
        <div className="call">
          <p>
            <b>Please open the worry box</b>
            <small>
              {role === 'head'
                ? 'The safeguarding team has been rung at and nobody has acknowledged yet. Please see that one of them does.'
                : 'It rings until somebody of the team has acknowledged what is new, under “Notes”.'}
            </small>
          </p>
        </div>
      )}
      {state.mail.state === 'failing' && state.mail.since !== null && (
        <div className="call">
          <p>
            <b>Mail has failed since {momentWords(state.mail.since)}</b>
            <small>
              {role === 'technician' ? 'Send a test mail under “The bell” to see why.' : 'Keep this page open, and tell your technician.'}{' '}
              What waits is sent as soon as mail works again.
            </small>
          </p>
        </div>
      )}
      {role !== 'technician' && (
        <p className="bell-sound soft">
          {on ? 'The bell can be heard on this computer. ' : 'The bell makes no sound on this computer until you let it. '}
          <button type="button" className="link" aria-pressed={on} onClick={toggle}>
            {on ? 'Keep the bell silent' : 'Let the bell be heard'}
          </button>
        </p>
      )}
    </div>
  )
}
