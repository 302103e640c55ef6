import { expect, it } from 'vitest'
import type { BoardNotice } from '#core/contract/board.ts'
import { signDocument } from '#core/sealing/signed-document.ts'
import { begin, freshWorldEachTest, hour, id, monday, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const card = (letter: string, change: Partial<BoardNotice> = {}): BoardNotice => ({
  id: id(letter),
  card: 'page-gone',
  more: null,
  until: monday + 30 * 24 * hour,
  ...change,
})
let version = 1
async function hang(...notices: readonly BoardNotice[]): Promise<void> {
  version += 1
  const board = { kind: 'board', schoolId: w.school().schoolId, version, issuedAt: monday, notices }
  w.hub.notices.now = { ...w.hub.notices.now, board: signDocument(board, w.key.privateKey) }
  w.hub.event({ kind: 'notices-changed' })
  await w.clock.pass(10)
}
const cards = () => w.view()?.board.map((one) => one.card)

it('a card hangs at the wall as soon as the school has hung it, and is gone when it was taken down', async () => {
  await begin()
  expect(w.screen().kind).toBe('classes')
  await hang(card('1'), card('2', { card: 'we-read-it' }))
  expect(cards()).toEqual(['page-gone', 'we-read-it'])
  await hang(card('2', { card: 'we-read-it' }))
  expect(cards()).toEqual(['we-read-it'])
})

it('a card comes down by itself on its day, with the hub out of reach and nobody there', async () => {
  await begin()
  await hang(card('1', { until: monday + hour }))
  w.hub.reach(false)
  expect(cards()).toEqual(['page-gone'])
  await w.clock.pass(hour + 6_000)
  expect(cards()).toEqual([])
})

it('it is there after a restart without the hub, and one that another key signed is not', async () => {
  const first = await begin()
  await hang(card('1'))
  await first.stop()
  w.hub.is.online = false
  const kiosk = await begin()
  expect(cards()).toEqual(['page-gone'])
  await kiosk.stop()
  const saved = w.store.state()
  if (saved.board === undefined) throw new Error('the board was not saved')
  await w.store.write({ ...saved, board: { ...saved.board, signature: `${'A'.repeat(86)}==` } })
  await begin()
  expect(cards()).toEqual([])
})

it('added words are for KS2 alone, and a card that this kiosk does not know is left out', async () => {
  await begin()
  await hang(card('1', { more: 'We talk about it on Friday.' }), card('2', { card: 'a-card-of-tomorrow' }))
  expect(w.view()?.board).toEqual([{ id: id('1'), card: 'page-gone', more: null }])
  await toShelf('5', '6')
  await w.press('tell.press', {})
  await w.press('tell.helpers', {})
  expect(w.view()?.board).toEqual([{ id: id('1'), card: 'page-gone', more: 'We talk about it on Friday.' }])
})
