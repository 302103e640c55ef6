import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { AdultCalls } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { type CallSound, makeCallSound } from '#hub/console/teacher/call-sound.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { sinceWords } from '#hub/console/words/dates.ts'

export type Call = z.infer<typeof AdultCalls>['calls'][number]

/** Who and where, as far as the kiosk knows: a child may call before signing in. */
export function callWords(call: Call): string {
  const who = call.pupilName ?? 'A child'
  const where = call.className === null ? `at ${call.kiosk}` : `in ${call.className}, at ${call.kiosk}`
  // By name and by choice, past everything anonymous: never to be taken for the class's usual call.
  if (call.kind === 'help') return `Help me: ${call.pupilName ?? 'a child who gave no name'} asks for the safety team now, ${where}`
  return `${who} would like a grown-up, ${where}`
}

/** Children who want a grown-up now, those who ask the safety team by name first: on every page, above everything, calm, until somebody has come. */
export function CallBanner({ calls, reload }: { calls: readonly Call[]; reload: () => void }) {
  const live = calls
    .filter((call) => call.state !== 'ended')
    .toSorted((one, other) => Number(other.kind === 'help') - Number(one.kind === 'help'))
  const ringing = live.filter((call) => call.state === 'ringing')
  const { on, toggle } = useCallSound(ringing.map((call) => call.id))
  return (
    <div className="calls" aria-live="assertive">
      {live.map((call) => (
        <CallLine key={call.id} call={call} reload={reload}>
          {call.id === live[0]?.id && (
            <button type="button" className="link sound" aria-pressed={on} onClick={toggle}>
              {on ? 'Sound off' : 'Ring softly too'}
            </button>
          )}
        </CallLine>
      ))}
    </div>
  )
}

function CallLine({ call, reload, children }: { call: Call; reload: () => void; children: ReactNode }) {
  const { busy, fault, run } = useDoing()
  const [, redraw] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => redraw((now) => now + 1), 20_000)
    return () => clearInterval(timer)
  }, [])
  const answer = (given: 'coming' | 'ended') =>
    void run('Telling the child…', async () => {
      await api.answerCall(call.id, given)
      reload()
    })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would say it twice
    <div role="group" className={`call ${call.state} ${call.kind}`} aria-label={callWords(call)}>
      <p>
        <b>{callWords(call)}</b>
        <small>
          {sinceWords(call.at)}.{' '}
          {call.state === 'coming' ? `${call.who ?? 'Somebody'} is on the way; the child sees it.` : 'Nobody has answered yet.'}
        </small>
      </p>
      <FaultNote fault={fault} />
      <div className="row">
        {children}
        {call.state === 'ringing' && (
          <button type="button" className="btn go" disabled={busy !== null} onClick={() => answer('coming')}>
            {busy ?? 'I am on my way'}
          </button>
        )}
        <button type="button" className="btn plain" disabled={busy !== null} onClick={() => answer('ended')}>
          Done
        </button>
      </div>
    </div>
  )
}

const again = 15_000

/** Off until the teacher turns it on, each time this page is loaded: a browser plays nothing before a press. */
function useCallSound(ringing: readonly string[]) {
  const sound = useRef<CallSound | null>(null)
  const [on, setOn] = useState(false)
  const key = ringing.join(' ')
  useEffect(() => {
    if (!on || key === '') return
    sound.current?.play()
    const timer = setInterval(() => sound.current?.play(), again)
    return () => clearInterval(timer)
  }, [on, key])
  useEffect(() => () => sound.current?.close(), [])
  const toggle = () => {
    sound.current ??= makeCallSound()
    setOn((now) => !now && sound.current !== null)
  }
  return { on, toggle }
}
