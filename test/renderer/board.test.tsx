import { afterEach, expect, it } from 'vitest'
import { type BoardCard, boardCards } from '#core/contract/board.ts'
import { stages } from '#core/contract/stage.ts'
import { isDrawn } from '#renderer/pictures.ts'
import { canSay } from '#renderer/speech.ts'
import { wordsFor } from '#renderer/words.ts'
import { isThere, next, press, putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

afterEach(putAway)

const cards = Object.keys(boardCards) as BoardCard[]
const board = () => document.querySelector('.board')

it('the board shows one card at a time, at the wall and beside the people who can help, and nothing where there is none', async () => {
  const bridge = await show(sampleView('classes-board', 'eyfs'))
  expect(board()?.textContent).toContain('Someone told us about a stranger online.')
  await press('board-more')
  expect(board()?.textContent).toContain('Someone told us about a scary page. It is gone now.')
  await next(bridge, { ...sampleView('classes-board', 'eyfs'), board: [] })
  expect(board()).toBeNull()
  await show(sampleView('helpers-board', 'ks2'))
  expect(board()?.textContent).toContain('It was right to tell. Adults are helping. We will talk about it in assembly')
  // Where many can help, the people come first.
  await show({ ...sampleView('helpers-twelve', 'ks2'), board: sampleView('helpers-board', 'ks2').board })
  expect(board()).toBeNull()
})

it('every card has a drawn picture, and words with a clip for every stage', async () => {
  await show(sampleView('classes-board', 'ks1'))
  expect(Object.values(boardCards).filter((picture) => !isDrawn(picture))).toEqual([])
  for (const stage of stages) {
    const words = wordsFor(stage)
    expect(cards.filter((card) => !words.has(`board.${card}`) || !canSay([words(`board.${card}`)]))).toEqual([])
  }
})

it('words that staff added are inert, and without a voice of the machine’s the card alone is read', async () => {
  const more = '<img src=x onerror=alert(1)> \u202etxet'
  const view = sampleView('helpers-board', 'ks2')
  await show({ ...view, board: [{ id: 'a'.repeat(32), card: 'page-gone', more }] })
  expect(board()?.querySelector('bdi')?.textContent).toBe(more)
  expect(document.querySelector('img[src="x"]')).toBeNull()
  expect(isThere('speaker')).toBe(true)
  expect(board()?.querySelector('[data-mark="speaker"]')).not.toBeNull()
})
