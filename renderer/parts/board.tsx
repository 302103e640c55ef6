import { useState } from 'react'
import { type BoardView, boardCards } from '#core/contract/board.ts'
import { useCanSay } from '../speech.ts'
import { useRenderer } from '../store.ts'
import { useWords } from '../words.ts'
import { Sign } from './picture.tsx'
import { Press } from './press.tsx'
import { Speaker } from './speaker.tsx'
import { Together } from './together.tsx'

const nothing: BoardView = []

/** The notice board: one card at a time, the same on every kiosk of the school. Nothing where there is none. */
export function Board() {
  const words = useWords()
  const board = useRenderer((state) => state.view?.board ?? nothing)
  const [turn, setTurn] = useState(0)
  const notice = board[turn % Math.max(board.length, 1)]
  const more = notice?.more ?? null
  // Words that staff wrote have no clip; without a voice of the machine's the card alone is read.
  const canSayMore = useCanSay(more === null ? [] : [more])
  if (notice === undefined) return null
  const line = words(`board.${notice.card}`)
  return (
    <section className="card board" aria-label={words('board.title')}>
      <Sign name={boardCards[notice.card]} />
      <p>
        <Together text={line} /> {more !== null && <bdi dir="auto">{more}</bdi>}
      </p>
      <Speaker lines={canSayMore && more !== null ? [line, more] : [line]} what={words('board.title')} />
      {board.length > 1 && (
        <Press className="btn plain-card" mark="board-more" act={() => setTurn(turn + 1)}>
          {words('board.more')}
        </Press>
      )}
    </section>
  )
}
