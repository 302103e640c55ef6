import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ActivityLog, Documents, envelopeBytes, type MakeTeam, roles, SealedReports, Team } from '#core/contract/hub-api.ts'
import { School } from '#core/contract/school.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aHub, aKiosk, cookieOf, get, post } from './a-school.ts'

const recipient = `age1${'q'.repeat(58)}`
const made: z.infer<typeof MakeTeam> = {
  recipient,
  wrappedIdentity: Buffer.from('wrapped').toString('base64'),
  recipients: { epoch: 3, team: recipient, grownUps: null, recovery: recipient },
  teamKey: Buffer.from('key').toString('base64'),
}

async function aDesk(now: () => number = Date.now) {
  const hub = await aHub({ now })
  const headers = { cookie: await cookieOf(hub, 'dsl') }
  const acts = () => hub.hub.db.selectFrom('staffActs').select(['who', 'act', 'about']).orderBy('seq').execute()
  return { hub, headers, acts }
}

async function put(hub: RunningHub, id: string, letterbox: string) {
  const headers = { authorization: letterbox, 'content-type': 'application/octet-stream' }
  await fetch(`${hub.url}/api/letterbox/${id}`, { method: 'PUT', headers, body: new Uint8Array(envelopeBytes).fill(5) })
}

test('the team’s keys are made once', async () => {
  const { hub, headers } = await aDesk()
  const kiosk = await aKiosk(hub)
  expect(Team.parse(await (await get(hub, '/api/dsl/team', headers)).json())).toEqual({ me: null, keys: null })
  expect((await post(hub, '/api/dsl/team', made, headers)).status).toBe(200)
  const team = Team.parse(await (await get(hub, '/api/dsl/team', headers)).json())
  expect(team.me).toEqual({ recipient, wrappedIdentity: made.wrappedIdentity })
  expect(team.keys).toMatchObject({ recipients: made.recipients, teamKey: made.teamKey, madeBy: 'The dsl' })

  const again = await post(hub, '/api/dsl/team', { ...made, recipients: { ...made.recipients, epoch: 4 } }, headers)
  expect([again.status, await again.json()]).toEqual([409, expect.objectContaining({ code: 'HG_CHANGED_MEANWHILE' })])
  // Not before the drills: keys.test.ts.
  const { school } = Documents.parse(await (await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer })).json())
  expect(School.parse(openSignedDocument(school, kiosk.schoolKey)).recipients).toBeNull()
})

test('the inbox holds the bytes as they came, a day, a state and the epoch', async () => {
  const { hub, headers } = await aDesk(() => Date.parse('2026-07-01T23:30:00Z'))
  const kiosk = await aKiosk(hub)
  await post(hub, '/api/dsl/team', made, headers)
  await put(hub, '1'.repeat(32), kiosk.letterbox)
  const { reports } = SealedReports.parse(await (await get(hub, '/api/dsl/reports', headers)).json())
  const envelope = Buffer.alloc(envelopeBytes, 5).toString('base64')
  // Half past midnight in a London summer.
  expect(reports).toEqual([{ id: '1'.repeat(32), day: '2026-07-02', state: 'new', epoch: 3, envelope }])
})

test('a report’s state moves on, is recorded with who moved it, and is never new again', async () => {
  const { hub, headers, acts } = await aDesk()
  const id = '2'.repeat(32)
  await put(hub, id, (await aKiosk(hub)).letterbox)
  const set = (state: string, which = id) => post(hub, `/api/dsl/reports/${which}/state`, { state }, headers)
  for (const state of ['opened', 'acknowledged', 'closed', 'acknowledged']) {
    const { reports } = SealedReports.parse(await (await set(state)).json())
    expect(reports[0]?.state).toBe(state)
  }
  expect((await set('new')).status).toBe(400)
  expect((await set('opened', '3'.repeat(32))).status).toBe(404)
  expect((await acts()).filter((act) => act.act === 'set-report-state').map((act) => [act.who, act.about])).toEqual([
    ['The dsl', `${id} opened`],
    ['The dsl', `${id} acknowledged`],
    ['The dsl', `${id} closed`],
    ['The dsl', `${id} acknowledged`],
  ])
})

test('the activity log keeps what the kiosk found, and that a page looked different', async () => {
  const { hub, headers } = await aDesk()
  const kiosk = await aKiosk(hub)
  const event = { at: Date.parse('2026-07-01T12:00:00Z'), classId: hub.classId, pupilId: null, tile: 'News', page: 'news.example' }
  const events = [
    { ...event, kind: 'closed-unsure', id: '1'.repeat(32), code: 'content gambling,scams' },
    { ...event, kind: 'looked-different', id: '2'.repeat(32), code: 'new-list' },
  ]
  await post(hub, '/api/kiosk/activity', { events }, { authorization: kiosk.bearer })
  const shown = ActivityLog.parse(await (await get(hub, '/api/dsl/activity?day=2026-07-01', headers)).json()).events
  expect(shown.map(({ kind, code, page }) => [kind, code, page])).toEqual([
    ['closed-unsure', 'content gambling,scams', 'news.example'],
    ['looked-different', 'new-list', 'news.example'],
  ])
})

test('the activity log shows a day of school time, and that somebody looked is recorded', async () => {
  const { hub, headers, acts } = await aDesk()
  const kiosk = await aKiosk(hub)
  const { pupils } = await (await get(hub, `/api/teacher/classes/${hub.classId}/pupils`, { cookie: await cookieOf(hub, 'teacher') })).json()
  const opened = (id: string, at: string, classId = hub.classId) => ({
    kind: 'opened',
    id: id.repeat(32),
    at: Date.parse(at),
    classId,
    pupilId: pupils[0].id,
    tile: 'Counting game',
    page: 'maths.example.com/count',
  })
  const events = [
    opened('1', '2026-06-30T22:59:59Z'), // a second before midnight
    opened('2', '2026-06-30T23:00:00Z'),
    opened('3', '2026-07-01T22:59:59Z'),
    opened('4', '2026-07-01T23:00:00Z'),
    opened('5', '2026-07-01T12:00:00Z', 'f'.repeat(32)),
  ]
  await post(hub, '/api/kiosk/activity', { events }, { authorization: kiosk.bearer })
  const log = async (query: string) => ActivityLog.parse(await (await get(hub, `/api/dsl/activity?${query}`, headers)).json()).events
  const day = await log(`day=2026-07-01&classId=${hub.classId}`)
  expect(day.map((event) => event.at)).toEqual([events[1]?.at, events[2]?.at])
  expect(day[0]).toMatchObject({
    kind: 'opened',
    className: 'Oak',
    pupilName: 'Ada',
    tile: 'Counting game',
    page: 'maths.example.com/count',
  })
  expect(await log('day=2026-07-01')).toHaveLength(3)
  expect((await get(hub, '/api/dsl/activity?day=yesterday', headers)).status).toBe(400)
  expect((await acts()).filter((act) => act.act === 'looked-at-activity')).toEqual([
    { who: 'The dsl', act: 'looked-at-activity', about: `2026-07-01 ${hub.classId}` },
    { who: 'The dsl', act: 'looked-at-activity', about: '2026-07-01' },
  ])
})

test('the record of staff acts cannot be changed or shortened, and holds no act of a child', async () => {
  const { hub, headers, acts } = await aDesk()
  const kiosk = await aKiosk(hub)
  await put(hub, '4'.repeat(32), kiosk.letterbox)
  await post(hub, '/api/dsl/team', made, headers)
  await expect(hub.hub.db.updateTable('staffActs').set({ who: 'nobody' }).execute()).rejects.toThrow('append-only')
  await expect(hub.hub.db.deleteFrom('staffActs').execute()).rejects.toThrow('append-only')
  expect((await acts()).map((act) => act.act)).toEqual([
    'set-up',
    ...roles.map(() => 'invited'),
    'signed-in',
    'made-enrolment-code',
    'enrolled-kiosk',
    'made-team-keys',
  ])
})
