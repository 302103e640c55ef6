import { type FormEvent, useId, useState } from 'react'
import { Outcome } from '#core/contract/cases.ts'
import { api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Field, TextField } from '#hub/console/ui/fields.tsx'
import { outcomeWords } from '#hub/console/words/worries.ts'

interface Colleague {
  readonly staffId: string
  readonly name: string
}

/** Asks a colleague to take a note. The reason is sealed before it leaves this browser. */
export function PassNote({
  team,
  busy,
  onPass,
}: {
  team: TeamAtWork
  busy: string | null
  onPass: (to: Colleague, reason: string) => void
}) {
  const colleagues = useAnswer(() => api.colleagues(), 'colleagues', [])
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const choose = useId()
  return (
    <AnswerView asked={colleagues}>
      {({ colleagues: all }) => {
        const others = all.filter((one) => one.staffId !== team.me.staffId)
        const chosen = others.find((one) => one.staffId === to) ?? others[0]
        if (chosen === undefined)
          return (
            <section className="panel">
              <p>
                Nobody else is in the safeguarding team yet. Ask your technician to invite a deputy; until then the head can help you carry
                it.
              </p>
            </section>
          )
        return (
          <form
            className="panel form"
            aria-label="Pass to a colleague"
            onSubmit={(event) => {
              event.preventDefault()
              onPass(chosen, reason)
            }}
          >
            <div className="field">
              <label htmlFor={choose}>To whom</label>
              <select id={choose} value={chosen.staffId} onChange={(event) => setTo(event.target.value)}>
                {others.map((one) => (
                  <option key={one.staffId} value={one.staffId}>
                    {one.name}
                  </option>
                ))}
              </select>
            </div>
            <TextField
              label="Why, if you like"
              help="Sealed: only the team can read it. Needing a rest is a reason."
              value={reason}
              onChange={setReason}
            />
            <button type="submit" className="btn go" disabled={busy !== null}>
              {busy ?? `Pass it to ${chosen.name}`}
            </button>
          </form>
        )
      }}
    </AnswerView>
  )
}

/** How it ended and why; child protection also needs the reference under which the school filed it. */
export function CloseNote({
  busy,
  onClose,
}: {
  busy: string | null
  onClose: (outcome: Outcome, reason: string, reference: string) => void
}) {
  const [outcome, setOutcome] = useState<Outcome>('helped-in-school')
  const [reason, setReason] = useState('')
  const [reference, setReference] = useState('')
  const choose = useId()
  const needsFile = outcome === 'child-protection'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onClose(outcome, reason, reference)
  }
  return (
    <form className="panel form" aria-label="Close this" onSubmit={submit}>
      <div className="field">
        <label htmlFor={choose}>How it ended</label>
        <select id={choose} value={outcome} onChange={(event) => setOutcome(Outcome.parse(event.target.value))}>
          {Object.entries(outcomeWords).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <TextField label="Why" help="In your own words; sealed, so that only the team can read it." value={reason} onChange={setReason} />
      {needsFile && (
        <Field
          label="Filed, reference"
          help="Child protection belongs in the school’s own file (CPOMS, MyConcern or paper) before it is closed here."
          value={reference}
          onChange={setReference}
          maxLength={200}
        />
      )}
      <button type="submit" className="btn go" disabled={busy !== null || reason.trim() === '' || (needsFile && reference.trim() === '')}>
        {busy ?? 'Close it'}
      </button>
    </form>
  )
}
