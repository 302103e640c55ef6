import { useState } from 'react'
import { type LetterCard, letterCards, letterLimits, type MailboxDesk, type ReplyAddress } from '#core/contract/mailbox.ts'
import { api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { TextField } from '#hub/console/ui/fields.tsx'
import { writeLetter } from './letter-acts.ts'
import { LetterLines } from './letter-lines.tsx'
import { letterLine } from './letter-words.ts'

/** On a note whose writer asked for an answer: what was written to them, and a form for more. */
export function AnswerChild({ to, team }: { to: ReplyAddress; team: TeamAtWork }) {
  const asked = useAnswer(() => api.mailbox(), 'mailbox', ['mailbox-changed'])
  return (
    <AnswerView asked={asked}>
      {(desk) => {
        const letters = desk.letters.filter(({ tag }) => tag === to.tag)
        return (
          <section className="panel" aria-label="An answer to this child">
            <h2>This child would like an answer</h2>
            <LetterLines letters={letters} team={team} put={asked.put} />
            {desk.seed === null ? (
              <p>The letter box is switched off, so no letter reaches the child. The notice board answers everybody at once.</p>
            ) : letters.length >= letterLimits.perBox ? (
              <p>Four letters lie there. Take one back to write another.</p>
            ) : (
              <Write desk={desk} to={to} team={team} put={asked.put} />
            )}
          </section>
        )
      }}
    </AnswerView>
  )
}

function Write({ desk, to, team, put }: { desk: MailboxDesk; to: ReplyAddress; team: TeamAtWork; put: (desk: MailboxDesk) => void }) {
  const [card, setCard] = useState<LetterCard>('thank-you')
  const [own, setOwn] = useState('')
  const { busy, fault, run } = useDoing()
  return (
    <form
      className="form"
      aria-label="Write a letter"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Sealing…', async () => {
          put(await writeLetter(team, desk, to, card, own))
          setOwn('')
        })
      }}
    >
      <fieldset className="tick-grid">
        <legend>It begins with</legend>
        {letterCards.map((one) => (
          <label key={one} className="tick">
            <input type="radio" name="letter-card" checked={card === one} onChange={() => setCard(one)} />
            <span>{letterLine(one)}</span>
          </label>
        ))}
      </fieldset>
      <TextField
        label="Your own words (may stay empty)"
        value={own}
        onChange={setOwn}
        maxLength={letterLimits.words}
        help={`Short and plain, for eight-year-olds; at most ${letterLimits.words} letters. No name of anybody, no address, no number, no promise. They go when a colleague of the team has read them.`}
      />
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null}>
        {busy ?? (own.trim() === '' ? 'Put it into the letter box' : 'Give it to a colleague to read')}
      </button>
      <p className="soft">
        The child opens it with two picture stories, on any computer of the school. You will not learn whether it was read. Somebody may
        look over the child’s shoulder: write nothing that only this child could be told. A note that cannot wait needs a grown-up, not a
        letter.
      </p>
    </form>
  )
}
