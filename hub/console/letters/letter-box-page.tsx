import { useState } from 'react'
import type { MailboxDesk } from '#core/contract/mailbox.ts'
import { api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { count } from '#hub/console/words/count.ts'
import { letComputersIn, switchOn } from './letter-acts.ts'
import { LetterLines } from './letter-lines.tsx'

/** How many letters wait for this person to read what a colleague wrote. */
export function lettersToRead(asked: Asked<MailboxDesk>): number {
  return asked.answer.kind === 'there' ? asked.answer.value.letters.filter(({ state, mine }) => state === 'waiting' && !mine).length : 0
}

/** The picture-story mailbox of the school: off until the safeguarding team wants it. */
export function LetterBoxPage({ asked, team }: { asked: Asked<MailboxDesk>; team: TeamAtWork }) {
  return (
    <>
      <PageHead
        title="Letter box"
        line="A child in KS2 who tells you something can ask for an answer. Two picture stories, which only the child knows, open it on any computer."
      />
      <AnswerView asked={asked}>
        {(desk) =>
          desk.seed === null ? (
            <Off desk={desk} team={team} put={asked.put} />
          ) : (
            <>
              <Computers desk={desk} team={team} put={asked.put} />
              <section className="panel" aria-label="Letters">
                <h2>{desk.letters.length === 0 ? 'No letters' : 'Letters'}</h2>
                <p className="soft">
                  You write one beside the note that it answers. A child’s letters are deleted 30 days after the last one, read or not.
                </p>
                <LetterLines letters={desk.letters} team={team} put={asked.put} />
              </section>
              <SwitchOff letters={desk.letters.length} put={asked.put} />
            </>
          )
        }
      </AnswerView>
    </>
  )
}

interface Part {
  readonly desk: MailboxDesk
  readonly team: TeamAtWork
  readonly put: (desk: MailboxDesk) => void
}

function Off({ desk, team, put }: Part) {
  const { busy, fault, run } = useDoing()
  const able = desk.kiosks.filter(({ recipient }) => recipient !== null).length
  return (
    <section className="panel">
      <h2>Switched off</h2>
      <p>
        Before you switch it on: somebody of the team should look through the notes that ask for an answer every school day, and children
        should hear in class what a letter is. It is never the way for something urgent.
      </p>
      <p>
        All letters lie sealed on every computer, so nobody learns who looks. Who takes a computer away could try to guess stories there,
        for months: so a letter never holds a name, or what only one child could know.
      </p>
      <FaultNote fault={fault} />
      <button
        type="button"
        className="btn go"
        disabled={busy !== null || able === 0}
        onClick={() => void run('Making the key…', async () => put(await switchOn(team, desk)))}
      >
        {busy ?? `Switch it on, on ${count(able, 'computer')}`}
      </button>
      {able === 0 && <p className="soft">No computer has told the hub that it can have a letter box.</p>}
    </section>
  )
}

function Computers({ desk, team, put }: Part) {
  const { busy, fault, run } = useDoing()
  const outside = desk.kiosks.filter(({ recipient, isIn }) => recipient !== null && !isIn)
  return (
    <section className="panel" aria-label="Computers">
      <h2>Switched on</h2>
      <ul className="plain-lines">
        {desk.kiosks.map(({ id, name, recipient, isIn }) => (
          <li key={id}>
            <bdi>{name}</bdi>{' '}
            {isIn ? (
              <Chip mark="ok">Has the letters</Chip>
            ) : recipient === null ? (
              <Chip mark="info">Cannot have them</Chip>
            ) : (
              <Chip mark="wait">Not let in yet</Chip>
            )}
          </li>
        ))}
      </ul>
      <FaultNote fault={fault} />
      {outside.length > 0 && (
        <>
          <p>
            Let in only computers that you know. If a name is new to you, ask the technician first: with the key, and a copy of the letters,
            stories can be guessed.
          </p>
          <button
            type="button"
            className="btn go"
            disabled={busy !== null}
            onClick={() => void run('Sealing…', async () => put(await letComputersIn(team, desk)))}
          >
            {busy ?? `Let ${count(outside.length, 'computer')} in`}
          </button>
        </>
      )}
    </section>
  )
}

function SwitchOff({ letters, put }: { letters: number; put: (desk: MailboxDesk) => void }) {
  const { busy, fault, run } = useDoing()
  const [isSure, setSure] = useState(false)
  return (
    <section className="panel" aria-label="Switching it off">
      {isSure ? (
        <>
          <p>
            {letters === 0 ? 'No letters lie there.' : `${count(letters, 'letter')} will be deleted.`} The stories that children remember
            open nothing from then on, also when you switch it on again.
          </p>
          <span className="row">
            <button
              type="button"
              className="btn plain"
              disabled={busy !== null}
              onClick={() => void run('Switching off…', async () => put(await api.closeMailbox()))}
            >
              {busy ?? 'Yes, switch it off'}
            </button>
            <button type="button" className="link" onClick={() => setSure(false)}>
              Leave it on
            </button>
          </span>
        </>
      ) : (
        <button type="button" className="btn plain" onClick={() => setSure(true)}>
          Switch the letter box off
        </button>
      )}
      <FaultNote fault={fault} />
    </section>
  )
}
