import { expect, test } from 'vitest'
import { AdultCalls, Documents, type Role } from '#core/contract/hub-api.ts'
import { aHub, aKiosk, cookieOf, facts, get, post, putLetter, send } from './a-school.ts'
import { readEvents } from './event-reader.ts'

const callId = 'c'.repeat(32)

test('a published list reaches an open kiosk at once, and the documents then hold it', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const headers = { authorization: kiosk.bearer }
  const stream = await readEvents(hub, '/api/kiosk/events', headers)
  await stream.until((event) => event.kind === 'hello')
  const cookie = await cookieOf(hub, 'teacher')
  const publish = await post(hub, `/api/teacher/classes/${hub.classId}/publish`, { revision: 1 }, { cookie })
  expect(publish.status).toBe(200)
  await stream.until((event) => event.kind === 'documents-changed')
  const { lists } = Documents.parse(await (await get(hub, '/api/kiosk/documents', headers)).json())
  expect(JSON.parse(Buffer.from(lists[0]?.payload ?? '', 'base64').toString())).toMatchObject({ version: 2 })
})

test('a call lights the desk up, and the kiosk hears who is coming', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub, 'Library')
  const headers = { authorization: kiosk.bearer }
  const cookie = await cookieOf(hub, 'teacher')
  const desk = await readEvents(hub, '/api/staff/events', { cookie })
  const stream = await readEvents(hub, '/api/kiosk/events', headers)
  const ring = () => send(hub, 'PUT', `/api/kiosk/calls/${callId}`, { classId: hub.classId, pupilName: 'Ada' }, headers)
  const listed = async () => AdultCalls.parse(await (await get(hub, '/api/teacher/calls', { cookie })).json()).calls

  expect(await (await ring()).json()).toEqual({ state: 'ringing', who: null })
  await desk.until((event) => event.kind === 'calls-changed')
  await ring()
  expect(await listed()).toEqual([
    expect.objectContaining({ id: callId, kiosk: 'Library', className: 'Oak', pupilName: 'Ada', state: 'ringing' }),
  ])

  expect((await post(hub, `/api/teacher/calls/${callId}`, { answer: 'coming' }, { cookie })).status).toBe(200)
  const coming = { state: 'coming', who: 'The teacher' }
  expect(await stream.until((event) => event.kind === 'call')).toEqual({ kind: 'call', callId, state: coming })
  expect(await (await ring()).json()).toEqual(coming)

  await send(hub, 'DELETE', `/api/kiosk/calls/${callId}`, undefined, headers)
  expect(await listed()).toEqual([expect.objectContaining({ state: 'ended', who: 'The teacher' })])
  expect(await (await ring()).json()).toEqual({ state: 'ended', who: 'The teacher' })
})

test('a call that its kiosk no longer repeats ends', async () => {
  const hub = await aHub({ settings: { callSilenceMs: 100 } })
  const kiosk = await aKiosk(hub)
  const stream = await readEvents(hub, '/api/kiosk/events', { authorization: kiosk.bearer })
  const call = { classId: null, pupilName: null }
  await send(hub, 'PUT', `/api/kiosk/calls/${callId}`, call, { authorization: kiosk.bearer })
  expect(await stream.until((event) => event.kind === 'call')).toMatchObject({ state: { state: 'ended', who: null } })
})

test('a kiosk cannot see, repeat or end another kiosk’s call', async () => {
  const hub = await aHub()
  const [one, other] = [await aKiosk(hub, 'One'), await aKiosk(hub, 'Other')]
  const call = { classId: null, pupilName: 'Ada' }
  await send(hub, 'PUT', `/api/kiosk/calls/${callId}`, call, { authorization: one.bearer })
  expect((await send(hub, 'PUT', `/api/kiosk/calls/${callId}`, call, { authorization: other.bearer })).status).toBe(404)
  await send(hub, 'DELETE', `/api/kiosk/calls/${callId}`, undefined, { authorization: other.bearer })
  const still = await send(hub, 'PUT', `/api/kiosk/calls/${callId}`, call, { authorization: one.bearer })
  expect(await still.json()).toMatchObject({ state: 'ringing' })
})

test('each role is told only of its own business', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const open = async (role: Role) => readEvents(hub, '/api/staff/events', { cookie: await cookieOf(hub, role) })
  const [teacher, dsl, technician] = [await open('teacher'), await open('dsl'), await open('technician')]
  const [deputy, head, governor, office] = [await open('deputy'), await open('head'), await open('governor'), await open('office')]
  await send(hub, 'PUT', `/api/kiosk/calls/${callId}`, { classId: null, pupilName: null }, { authorization: kiosk.bearer })
  hub.hub.live.tellStaff({ kind: 'reports-changed' })
  hub.hub.live.tellStaff({ kind: 'class-changed', classId: hub.classId })
  const hello = { facts, schoolVersion: 1, listVersions: {}, clock: 1, faults: [{ code: 'HG_CLOCK_WRONG', detail: '' }] }
  await post(hub, '/api/kiosk/hello', hello, { authorization: kiosk.bearer })
  await technician.until((event) => event.kind === 'kiosks-changed')
  const kinds = (events: readonly unknown[]) => [...new Set(events.map((event) => JSON.parse(JSON.stringify(event)).kind))].sort()
  expect(kinds(teacher.events)).toEqual(['calls-changed', 'class-changed', 'hello'])
  expect(kinds(dsl.events)).toEqual(['calls-changed', 'hello', 'reports-changed'])
  expect(kinds(technician.events)).toEqual(['hello', 'kiosks-changed'])
  expect(kinds(deputy.events)).toEqual(['calls-changed', 'hello', 'reports-changed'])
  expect(kinds(office.events)).toEqual(['calls-changed', 'hello'])
  for (const desk of [head, governor]) expect(kinds(desk.events)).toEqual(['hello'])
})

test('a removed kiosk is cut off at once and its token is worth nothing', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const headers = { authorization: kiosk.bearer }
  const stream = await readEvents(hub, '/api/kiosk/events', headers)
  const cookie = await cookieOf(hub, 'technician')
  const answer = await send(hub, 'DELETE', `/api/technician/kiosks/${kiosk.deviceId}`, undefined, { cookie })
  expect(await answer.json()).toEqual({ kiosks: [] })
  await stream.ended
  const refused = await get(hub, '/api/kiosk/documents', headers)
  expect([refused.status, await refused.json()]).toEqual([401, expect.objectContaining({ code: 'HG_DEVICE_UNKNOWN' })])
})

test('open streams get a comment now and then', async () => {
  const hub = await aHub({ settings: { pingMs: 20 } })
  const stream = await readEvents(hub, '/api/staff/events', { cookie: await cookieOf(hub, 'teacher') })
  await expect.poll(() => stream.comments(), { timeout: 5_000 }).toBeGreaterThan(2)
})

test('the stream of a session that ran out is cut', async () => {
  const hub = await aHub({ settings: { sessionIdleMs: 1_500 } })
  const stream = await readEvents(hub, '/api/staff/events', { cookie: await cookieOf(hub, 'dsl') })
  await stream.until((event) => event.kind === 'hello')
  await stream.ended
})

test('a kiosk that comes back on a new connection replaces its old one', async () => {
  const hub = await aHub()
  const headers = { authorization: (await aKiosk(hub)).bearer }
  const old = await readEvents(hub, '/api/kiosk/events', headers)
  const fresh = await readEvents(hub, '/api/kiosk/events', headers)
  await old.ended
  hub.hub.live.tellKiosks({ kind: 'documents-changed' })
  await fresh.until((event) => event.kind === 'documents-changed')
})

test('new reports ring on the clock’s grid, once for all that came', async () => {
  const grid = 300_000
  // The next step of the grid is six seconds away, the one after that five minutes.
  const began = performance.now()
  const hub = await aHub({ now: () => 6_000_000 * grid - 6_000 + Math.round(performance.now() - began), settings: { reportBellMs: grid } })
  const desk = await readEvents(hub, '/api/staff/events', { cookie: await cookieOf(hub, 'dsl') })
  for (const id of ['1', '2', '3']) {
    await putLetter(hub, id.repeat(32))
    if (id === '1') expect(desk.events).toEqual([{ kind: 'hello' }])
  }
  await desk.until((event) => event.kind === 'reports-changed')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(desk.events).toEqual([{ kind: 'hello' }, { kind: 'reports-changed' }, { kind: 'bell-changed' }])
})
