import { useState } from 'react'
import { type BoardCard, type BoardDesk, boardCards, boardLimits } from '#core/contract/board.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { dayWords } from '#hub/console/words/dates.ts'
import { cardLines } from './card-words.ts'

const cards = Object.keys(boardCards) as BoardCard[]

/** How many cards wait for this person to read what a colleague added. */
export function noticesToRead(asked: Asked<BoardDesk>): number {
  return asked.answer.kind === 'there' ? asked.answer.value.notices.filter((one) => one.moreState === 'waiting' && !one.mine).length : 0
}

/** The answer to a note without a name: a card that every child sees. */
export function BoardPage({ asked }: { asked: Asked<BoardDesk> }) {
  return (
    <>
      <PageHead
        title="Notice board"
        line="One card for the whole school, on every computer, before anybody signs in and beside “People who can help”. So nobody can tell for whom it is."
      />
      <AnswerView asked={asked}>
        {({ notices }) => (
          <>
            <Hanging notices={notices} put={asked.put} />
            <Post isFull={notices.length >= boardLimits.live} put={asked.put} />
          </>
        )}
      </AnswerView>
    </>
  )
}

function Hanging({ notices, put }: { notices: BoardDesk['notices']; put: (desk: BoardDesk) => void }) {
  const { busy, fault, run } = useDoing()
  return (
    <section className="panel" aria-label="Hanging now">
      <h2>{notices.length === 0 ? 'Nothing hangs there' : 'Hanging now'}</h2>
      <FaultNote fault={fault} />
      <ul className="plain-lines">
        {notices.map((one) => (
          <li key={one.id}>
            <Picture name={boardCards[one.card]} /> <b>{cardLines(one.card).young}</b>
            {one.more !== null && (
              <>
                {' '}
                <bdi dir="auto">“{inert(one.more)}”</bdi>{' '}
                {one.moreState === 'waiting' ? (
                  <Chip mark="wait">{one.mine ? 'Waits for a colleague to read it' : 'Not shown before you have read it'}</Chip>
                ) : (
                  <Chip mark="ok">Shown at KS2</Chip>
                )}
              </>
            )}
            <small>
              {one.madeBy}, {dayWords(one.postedAt)}; comes down by itself on {dayWords(one.until)}
            </small>
            <span className="row">
              {one.moreState === 'waiting' && !one.mine && (
                <button
                  type="button"
                  className="btn plain"
                  disabled={busy !== null}
                  onClick={() => void run('Saving…', async () => put(await api.reviewNotice(one.id)))}
                >
                  I have read the added words: show them
                </button>
              )}
              <button
                type="button"
                className="link"
                disabled={busy !== null}
                onClick={() => void run('Taking it down…', async () => put(await api.takeDownNotice(one.id)))}
              >
                Take it down: {cardLines(one.card).young}
              </button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Post({ isFull, put }: { isFull: boolean; put: (desk: BoardDesk) => void }) {
  const [card, setCard] = useState<BoardCard>('page-gone')
  const [more, setMore] = useState('')
  const { busy, fault, run } = useDoing()
  if (isFull)
    return (
      <section className="panel">
        <p>Three cards hang. Take one down to hang another: children read one or two.</p>
      </section>
    )
  const lines = cardLines(card)
  return (
    <form
      className="panel"
      aria-label="Hang a card"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Hanging it…', async () => {
          put(await api.postNotice({ card, more: more.trim() === '' ? null : more.trim() }))
          setMore('')
        })
      }}
    >
      <h2>Hang a card</h2>
      <fieldset className="tick-grid">
        <legend>Which one</legend>
        {cards.map((one) => (
          <label key={one} className="tick">
            <input type="radio" name="card" checked={card === one} onChange={() => setCard(one)} />
            <Picture name={boardCards[one]} />
            <span>{cardLines(one).young}</span>
          </label>
        ))}
      </fieldset>
      <p>
        EYFS, KS1 and before signing in: “{lines.young}” KS2: “{lines.ks2}”
      </p>
      <Field
        label="A few words more, at KS2 only (may stay empty)"
        value={more}
        onChange={setMore}
        maxLength={boardLimits.more}
        help="No name of anybody, no address, no number. They show when a colleague of the team has read them."
      />
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null}>
        {busy ?? 'Hang it on every computer'}
      </button>
      <p className="soft">
        When only a few children could have told, wait a day or two: a card that comes an hour after a note may point at its writer.
      </p>
    </form>
  )
}
