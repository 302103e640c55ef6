import { useEffect, useState } from 'react'
import type { ChildLetter, MailboxDesk } from '#core/contract/mailbox.ts'
import { api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { dayWords } from '#hub/console/words/dates.ts'
import { readLetter, sendRead } from './letter-acts.ts'
import { letterLine } from './letter-words.ts'

type Line = MailboxDesk['letters'][number]

/** Letters to children, opened in this browser, with what can be done with each. */
export function LetterLines({ letters, team, put }: { letters: readonly Line[]; team: TeamAtWork; put: (desk: MailboxDesk) => void }) {
  return (
    <ul className="plain-lines">
      {letters.map((one) => (
        <LetterLine key={`${one.id} ${one.state}`} one={one} team={team} put={put} />
      ))}
    </ul>
  )
}

function LetterLine({ one, team, put }: { one: Line; team: TeamAtWork; put: (desk: MailboxDesk) => void }) {
  const { busy, fault, run } = useDoing()
  const [letter, setLetter] = useState<ChildLetter | 'unreadable' | null>(null)
  useEffect(() => {
    let isGone = false
    readLetter(team, one).then(
      (read) => !isGone && setLetter(read.letter),
      () => !isGone && setLetter('unreadable'),
    )
    return () => {
      isGone = true
    }
  }, [team, one])
  const isWaiting = one.state === 'waiting'
  const says = letter === null || letter === 'unreadable' ? null : letter
  return (
    <li>
      {letter === 'unreadable' ? 'Your keys do not open this letter.' : says === null ? 'Opening…' : letterLine(says.card)}
      {says !== null && says.words !== '' && (
        <>
          {' '}
          <bdi dir="auto">“{inert(says.words)}”</bdi>
        </>
      )}{' '}
      {isWaiting ? (
        <Chip mark="wait">{one.mine ? 'Waits for a colleague to read it' : 'Waits for you to read it'}</Chip>
      ) : (
        <Chip mark="ok">In the letter box</Chip>
      )}
      <small>
        {one.madeBy}, {dayWords(Date.parse(`${one.day}T12:00:00`))}. Nobody is told whether it was read.
      </small>
      <FaultNote fault={fault} />
      <span className="row">
        {isWaiting && !one.mine && says !== null && (
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null}
            onClick={() => void run('Sealing…', async () => put(await sendRead(team, one)))}
          >
            {busy ?? 'I have read it: send it'}
          </button>
        )}
        <button
          type="button"
          className="link"
          disabled={busy !== null}
          onClick={() => void run('Taking it back…', async () => put(await api.takeBackLetter(one.id)))}
        >
          Take this letter back
        </button>
      </span>
    </li>
  )
}
