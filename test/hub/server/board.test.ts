import { expect, test } from 'vitest'
import { Board } from '#core/contract/board.ts'
import { liveNotices } from '#hub/server/board/sign-notices.ts'
import { post, send } from './a-school.ts'
import { readEvents } from './event-reader.ts'
import { noticeDesk } from './notice-desk.ts'

const day = 24 * 3_600_000
const d = noticeDesk()
const signed = async () => {
  const document = await d.signed('board')
  return document === null ? null : Board.parse(document).notices
}
const review = (id: string, by: 'dsl' | 'deputy') => post(d.hub, `/api/dsl/notices/${id}/review`, {}, d.as(by))
const takeDown = (id: string) => send(d.hub, 'DELETE', `/api/dsl/notices/${id}`, undefined, d.as('deputy'))

test('a card hangs on every kiosk for thirty days, or until it is taken down, and each act is recorded', async () => {
  const stream = await readEvents(d.hub, '/api/kiosk/events', { authorization: d.bearer })
  expect(await signed()).toBeNull()
  expect((await d.hang('scary-page-gone')).status).toBe(200)
  await stream.until((event) => event.kind === 'notices-changed')
  const [one] = await d.notices()
  expect(one).toMatchObject({ card: 'scary-page-gone', more: null, moreState: 'none', mine: true, madeBy: 'The dsl' })
  expect(await signed()).toEqual([{ id: one?.id, card: 'scary-page-gone', more: null, until: (one?.postedAt ?? 0) + 30 * day }])
  expect((await takeDown(one?.id ?? '')).status).toBe(200)
  expect(await signed()).toEqual([])
  expect((await takeDown(one?.id ?? '')).status).toBe(404)
  expect(await d.acts()).toEqual([`The dsl posted-notice ${one?.id}`, `The deputy took-down-notice ${one?.id}`])
  await d.hang('we-read-it')
  const { db, now } = d.hub.hub
  expect(await liveNotices(db, now() + 30 * day - 1)).toHaveLength(1)
  expect(await liveNotices(db, now() + 30 * day)).toEqual([])
})

test('added words are shown only when another member of the team has read them', async () => {
  await d.hang('unkind-words', 'We will talk about it in assembly.')
  expect(await signed()).toMatchObject([{ card: 'unkind-words', more: null }])
  const [one] = await d.notices()
  expect(one?.moreState).toBe('waiting')
  expect((await review(one?.id ?? '', 'dsl')).status).toBe(403)
  expect(await signed()).toMatchObject([{ more: null }])
  expect((await review(one?.id ?? '', 'deputy')).status).toBe(200)
  expect(await signed()).toMatchObject([{ more: 'We will talk about it in assembly.' }])
})

test('added words that children must not be shown are refused, and it is said what is in the way', async () => {
  const refused = [
    ['Well done, ADA, for telling.', 'a name of somebody at school'],
    ['Ask Mrs Whitfield about it.', 'a name of somebody at school'],
    ['Benedict is fine, ben is not.', 'a name of somebody at school'],
    ['Ring 0800 1111 now.', 'an address or number'],
    ['Look at www.example.org.', 'an address or number'],
    ['<b>Thank you</b>', 'signs that are no words'],
    ['Thank you \u202eyou knahT', 'unseen marks'],
    ['Thank\u200b you', 'unseen marks'],
    ['It is our secret.', 'a promise that cannot be kept'],
    ['!!!', 'nothing to read'],
  ] as const
  for (const [words, detail] of refused) {
    const answer = await d.hang('page-gone', words)
    expect([words, answer.status, await answer.json()]).toEqual([words, 422, expect.objectContaining({ code: 'HG_BOARD_WORDS', detail })])
  }
  expect(await d.notices()).toEqual([])
})

test('a fourth card, and one that nobody has vetted, are refused', async () => {
  for (const card of ['page-gone', 'we-read-it', 'not-in-trouble']) await d.hang(card)
  const fourth = await d.hang('unkind-words')
  expect([fourth.status, await fourth.json()]).toEqual([409, expect.objectContaining({ code: 'HG_BOARD_FULL' })])
  expect((await d.hang('a-card-of-my-own')).status).toBe(400)
  expect((await d.hang('page-gone', 'a'.repeat(121))).status).toBe(400)
  expect((await signed())?.map(({ card }) => card)).toHaveLength(3)
})
