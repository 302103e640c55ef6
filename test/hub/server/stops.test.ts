import { expect, test } from 'vitest'
import { mostStops, StopDesk, Stops } from '#core/contract/stops.ts'
import { openStore } from '#hub/server/store/store.ts'
import { aFolder, post } from './a-school.ts'
import { readEvents } from './event-reader.ts'
import { monday, noticeDesk } from './notice-desk.ts'

const scary = { address: 'https://www.games.example.org/Scary?child=Kezia#me', scope: 'page', when: 'now', ticket: 'unfit' } as const
const d = noticeDesk()
const signed = async () => {
  const document = await d.signed('stops')
  return document === null ? null : Stops.parse(document)
}

test('a stop is signed, every open kiosk is told at once, it can be undone, and each act is recorded', async () => {
  const stream = await readEvents(d.hub, '/api/kiosk/events', { authorization: d.bearer })
  expect(await signed()).toBeNull()
  expect((await d.stop('dsl', { ...scary, ticket: null })).status).toBe(200)
  await stream.until((event) => event.kind === 'notices-changed')
  const first = await signed()
  expect(first?.stops).toEqual([{ host: 'games.example.org', path: '/scary', from: 0 }])
  const [one] = await d.stops('deputy')
  expect(one).toMatchObject({ host: 'games.example.org', path: '/scary', madeBy: 'The dsl', mayUndo: true })
  expect((await d.undo('deputy', one?.id ?? '')).status).toBe(200)
  const second = await signed()
  expect(second?.stops).toEqual([])
  expect(second?.version).toBeGreaterThan(first?.version ?? 0)
  expect((await d.undo('deputy', one?.id ?? '')).status).toBe(404)
  expect(await d.acts()).toEqual([`The dsl stopped-page ${one?.id}`, `The deputy undid-stop ${one?.id}`])
})

test('a hub that was brought back from a backup is obeyed: its numbers never fall behind the clock', async () => {
  await d.stop('dsl', scary)
  const before = await signed()
  await d.hub.hub.db.deleteFrom('noticeDocuments').execute()
  d.pass(60_000)
  await d.stop('dsl', { ...scary, scope: 'site' })
  expect((await signed())?.version).toBeGreaterThan(before?.version ?? 0)
})

test('what is stopped already is not stopped twice, and one that waits for the break can begin now', async () => {
  const answer = StopDesk.parse(await (await d.stop('dsl', { ...scary, when: 'next-break' })).json())
  const halfPastTen = Date.parse('2026-11-23T10:30:00Z')
  expect(answer).toMatchObject({ nextBreak: halfPastTen, stops: [{ from: halfPastTen }] })
  expect((await signed())?.stops).toMatchObject([{ from: halfPastTen }])
  await d.stop('dsl', scary)
  await d.stop('dsl', scary)
  await d.stop('dsl', { ...scary, when: 'next-break' })
  expect((await signed())?.stops).toMatchObject([{ from: 0 }])
  expect(await d.stops('dsl')).toHaveLength(1)
  expect(await d.tickets()).toHaveLength(1)
})

test('a teacher stops and undoes their own, never what the safeguarding team has stopped', async () => {
  expect((await d.stop('teacher', { ...scary, address: 'adverts.example.com/x' })).status).toBe(200)
  d.pass(1_000)
  await d.stop('dsl', scary)
  const [team, own] = await d.stops('teacher')
  expect([team?.mayUndo, own?.mayUndo]).toEqual([false, true])
  for (const act of [d.undo, d.review]) expect((await act('teacher', team?.id ?? '')).status).toBe(403)
  expect((await signed())?.stops).toHaveLength(2)
  expect((await d.undo('teacher', own?.id ?? '')).status).toBe(200)
  expect((await signed())?.stops).toHaveLength(1)
})

test('what a teacher stopped and the team stopped again is the team’s', async () => {
  await d.stop('teacher', scary)
  await d.stop('dsl', scary)
  const [one] = await d.stops('teacher')
  expect(one?.mayUndo).toBe(false)
  expect((await d.undo('teacher', one?.id ?? '')).status).toBe(403)
})

test('after a day the desk asks whether it is still needed, until somebody says so', async () => {
  await d.stop('dsl', scary)
  const [one] = await d.stops('dsl')
  expect(one?.reviewAt).toBe(monday + 24 * 3_600_000)
  expect((await d.review('deputy', one?.id ?? '')).status).toBe(200)
  expect((await d.stops('dsl'))[0]?.reviewAt).toBeNull()
  expect((await signed())?.stops).toHaveLength(1)
})

test('the technician’s ticket has the page without its query, what it is and the day, and no table has more', async () => {
  await d.stop('dsl', scary)
  await post(d.hub, '/api/tickets', { address: 'adverts.example.com', scope: 'site', kind: 'advert' }, d.as('teacher'))
  const [first, second] = (await d.tickets()).sort((a, b) => a.kind.localeCompare(b.kind))
  const common = { id: expect.any(String), day: '2026-11-23', state: 'open' }
  expect(first).toEqual({ ...common, host: 'adverts.example.com', path: null, kind: 'advert', stopped: false })
  expect(second).toEqual({ ...common, host: 'games.example.org', path: '/scary', kind: 'unfit', stopped: true })
  const move = (id: string) => post(d.hub, `/api/technician/tickets/${id}`, { state: 'done' }, d.as('technician'))
  expect((await move(second?.id ?? '')).status).toBe(200)
  expect((await d.tickets()).map(({ state }) => state)).toEqual(['open', 'done'])
  expect((await move('b'.repeat(32))).status).toBe(404)
  const stops = await d.hub.hub.db.selectFrom('stops').selectAll().execute()
  const tickets = await d.hub.hub.db.selectFrom('tickets').selectAll().execute()
  expect(JSON.stringify([stops, tickets, await d.acts()])).not.toMatch(/kezia|child|\?|#/i)
  expect(Object.keys(tickets[0] ?? {}).sort()).toEqual(['day', 'host', 'id', 'kind', 'path', 'state'])
})

test('what is no page, or one too many, is refused by its code and changes nothing', async () => {
  for (const [address, scope, detail] of [
    ['co.uk', 'site', 'too-wide'],
    ['10.0.0.1/x', 'page', 'no-address'],
    ['javascript:alert(1)', 'page', 'no-address'],
  ]) {
    const answer = await d.stop('dsl', { ...scary, address, scope })
    expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ code: 'HG_STOP_ADDRESS', detail })])
  }
  expect(await signed()).toBeNull()
  expect(await d.tickets()).toEqual([])
  const row = { path: null, fromAt: 0, madeAt: 0, madeBy: 'The dsl', byTeam: 1, reviewAt: null, endedAt: null } as const
  const rows = Array.from({ length: mostStops }, (_, at) => ({ ...row, id: at.toString(16).padStart(32, '0'), host: `h${at}.example.org` }))
  await d.hub.hub.db.insertInto('stops').values(rows).execute()
  expect(await (await d.stop('dsl', scary)).json()).toMatchObject({ code: 'HG_STOPS_FULL' })
  expect(await d.acts()).toEqual([])
})

test('its tables also come to a hub that has had later ones before', async () => {
  const folder = aFolder()
  const first = await openStore(folder)
  for (const table of ['stops', 'tickets', 'boardNotices', 'noticeDocuments']) await first.schema.dropTable(table).execute()
  await first
    .deleteFrom('kysely_migration' as never)
    .where('name' as never, '=', '0006-board' as never)
    .execute()
  await first.destroy()
  const again = await openStore(folder)
  expect(await again.selectFrom('stops').selectAll().execute()).toEqual([])
  await again.destroy()
})
