import { expect, test } from 'vitest'
import type { z } from 'zod'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import { ActivityLog, Documents, type MakeTeam, roles, Team } from '#core/contract/hub-api.ts'
import { Colleagues, ReportHeads, ReportNotes } from '#core/contract/safety-desk.ts'
import { School } from '#core/contract/school.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { aHub, aKiosk, cookieOf, get, post, putLetter } from './a-school.ts'

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

test('the inbox holds a day, a state and the epoch, and hands out the bytes as they came, recorded', async () => {
  const { hub, headers, acts } = await aDesk(() => Date.parse('2026-07-01T23:30:00Z'))
  await post(hub, '/api/dsl/team', made, headers)
  const id = '1'.repeat(32)
  await putLetter(hub, id)
  const { reports } = ReportHeads.parse(await (await get(hub, '/api/dsl/reports', headers)).json())
  // Half past midnight in a London summer.
  expect(reports).toMatchObject([{ id, day: '2026-07-02', state: 'new', epoch: 3, heldBy: null, notes: 0 }])
  const asked = await post(hub, '/api/dsl/reports/envelopes', { ids: [id, 'f'.repeat(32)] }, headers)
  const envelope = Buffer.alloc(envelopeBytes, 5).toString('base64')
  expect(await asked.json()).toEqual({ envelopes: [{ id, envelope }] })
  expect((await acts()).at(-1)).toEqual({ who: 'The dsl', act: 'fetched-reports', about: `${id} ${'f'.repeat(32)}` })
})

test('a thousand reports come as a short list, and their bytes some at a time', async () => {
  const { hub, headers } = await aDesk()
  const rows = Array.from({ length: 1_000 }, (_, index) => ({
    id: index.toString(16).padStart(32, '0'),
    day: '2026-11-20',
    epoch: 1,
    state: 'new' as const,
    body: new Uint8Array(envelopeBytes),
    heldBy: null,
  }))
  for (let from = 0; from < rows.length; from += 100)
    await hub.hub.db
      .insertInto('reports')
      .values(rows.slice(from, from + 100))
      .execute()
  const answer = await (await get(hub, '/api/dsl/reports', headers)).text()
  expect(ReportHeads.parse(JSON.parse(answer)).reports).toHaveLength(1_000)
  expect(answer.length).toBeLessThan(250_000)
  const ids = rows.map((row) => row.id)
  expect((await post(hub, '/api/dsl/reports/envelopes', { ids: ids.slice(0, 26) }, headers)).status).toBe(400)
  // A swarm becomes one in one step, and every original is there as it came.
  const [into = '', ...others] = ids
  const merged = await post(hub, `/api/dsl/reports/${into}/merge`, { ids: others.slice(0, 400), entry: anEntry('6') }, headers)
  expect(merged.status).toBe(200)
  const states = await hub.hub.db.selectFrom('reports').select('state').where('state', '=', 'merged').execute()
  expect(states).toHaveLength(400)
  const twice = await post(hub, `/api/dsl/reports/${into}/merge`, { ids: others.slice(399, 401), entry: anEntry('7') }, headers)
  expect([twice.status, (await twice.json()).code]).toEqual([409, 'HG_CHANGED_MEANWHILE'])
})

/** Bytes of the size of a sealed entry; the hub cannot tell that they open nowhere. */
function anEntry(digit: string) {
  return { id: digit.repeat(32), body: Buffer.alloc(33_000, 3).toString('base64') }
}

test('a report’s state moves on, is recorded with who moved it, and is never new again', async () => {
  const { hub, headers, acts } = await aDesk()
  const id = '2'.repeat(32)
  await putLetter(hub, id)
  const set = (state: string, more: object = {}, which = id) => post(hub, `/api/dsl/reports/${which}/state`, { state, ...more }, headers)
  const read = ReportHeads.parse(await (await post(hub, `/api/dsl/reports/${id}/read`, {}, headers)).json())
  expect(read.reports[0]).toMatchObject({ state: 'opened', heldBy: null })
  expect((await set('closed', { entry: anEntry('4') })).status).toBe(409)
  for (const state of ['acknowledged', 'acting']) {
    const { reports } = ReportHeads.parse(await (await set(state)).json())
    expect(reports[0]).toMatchObject({ state, heldBy: { name: 'The dsl' } })
  }
  expect((await set('closed')).status).toBe(400)
  expect(ReportHeads.parse(await (await set('closed', { entry: anEntry('4') })).json()).reports[0]).toMatchObject({
    state: 'closed',
    notes: 1,
  })
  expect((await set('acknowledged')).status).toBe(200)
  expect((await set('new')).status).toBe(400)
  expect((await set('opened', {}, '3'.repeat(32))).status).toBe(404)
  expect((await acts()).filter((act) => /report/.test(act.act ?? '')).map((act) => [act.who, act.act, act.about])).toEqual([
    ['The dsl', 'read-report', id],
    ['The dsl', 'set-report-state', `${id} acknowledged`],
    ['The dsl', 'set-report-state', `${id} acting`],
    ['The dsl', 'set-report-state', `${id} closed`],
    ['The dsl', 'set-report-state', `${id} acknowledged`],
  ])
})

test('A10: a report is not closed as child protection before it is filed', async () => {
  const { hub, headers } = await aDesk()
  const id = '2'.repeat(32)
  await putLetter(hub, id)
  const set = (body: object) => post(hub, `/api/dsl/reports/${id}/state`, body, headers)
  await set({ state: 'acknowledged' })
  const close = { state: 'closed', asChildProtection: true }
  const refused = await set({ ...close, entry: anEntry('4') })
  expect([refused.status, (await refused.json()).code]).toEqual([409, 'HG_NOT_FILED'])
  expect(await hub.hub.db.selectFrom('sealedEntries').select('id').execute()).toEqual([])
  expect((await set({ ...close, filed: true, entry: anEntry('4') })).status).toBe(200)
})

test('a report is passed to somebody of the team, who has to take it', async () => {
  const { hub, headers, acts } = await aDesk()
  const id = '2'.repeat(32)
  await putLetter(hub, id)
  await post(hub, `/api/dsl/reports/${id}/state`, { state: 'acknowledged' }, headers)
  const { colleagues } = Colleagues.parse(await (await get(hub, '/api/dsl/colleagues', headers)).json())
  expect(colleagues.map((one) => one.name)).toEqual(['The deputy', 'The dsl'])
  const to = colleagues[0]?.staffId ?? ''
  const passed = await post(hub, `/api/dsl/reports/${id}/pass`, { to, entry: anEntry('5') }, headers)
  expect(ReportHeads.parse(await passed.json()).reports[0]).toMatchObject({ state: 'opened', heldBy: { name: 'The deputy' }, notes: 1 })
  const teacher = await hub.hub.db.selectFrom('staff').select('id').where('role', '=', 'teacher').executeTakeFirstOrThrow()
  expect((await post(hub, `/api/dsl/reports/${id}/pass`, { to: teacher.id, entry: null }, headers)).status).toBe(404)
  const notes = ReportNotes.parse(await (await get(hub, `/api/dsl/reports/${id}/notes`, headers)).json())
  expect(notes.notes).toEqual([anEntry('5')])
  expect((await acts()).slice(-2).map((act) => act.act)).toEqual(['passed-report', 'read-report-notes'])
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
  await aKiosk(hub)
  await putLetter(hub, '4'.repeat(32))
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
