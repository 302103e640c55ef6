import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drillEveryMs, KeyDesk, Readiness } from '#core/contract/keys.ts'
import { Envelopes } from '#core/contract/safety-desk.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { makeMember, unwrapIdentity, unwrapTeamKey, wrapIdentity } from '#core/sealing/team-keys.ts'
import { access } from '#hub/server/access.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aFolder, aHub, aKiosk, aSchool, cookieOf, get, post, send } from './a-school.ts'
import { aKeyPerson, aReport, change, deskOf, drill, letIn, makeKeys, opened, type Person, toldToKiosks } from './key-people.ts'

/** A team of two that is live. */
async function aLiveTeam(hub: RunningHub) {
  const { lead: dsl, made } = await makeKeys(hub)
  const deputy = await aKeyPerson(hub, 'deputy')
  const lead: Person = { ...dsl, identity: await identityOf(hub, dsl, 'words of dsl') }
  expect((await letIn(hub, lead, deputy, made.teamIdentity, made.request.recipients.team)).status).toBe(200)
  await drill(hub, lead, 'me', made.teamIdentity)
  await drill(hub, deputy, 'me', made.teamIdentity)
  await drill(hub, lead, 'kit', made.recoveryIdentity)
  return { lead, deputy, made }
}

async function identityOf(hub: RunningHub, person: Person, words: string): Promise<string> {
  return unwrapIdentity((await deskOf(hub, person)).me?.wrappedIdentity ?? '', words)
}

async function keep(hub: RunningHub, recipients: ReportRecipients): Promise<string> {
  const id = randomBytes(16).toString('hex')
  const body = await sealReport(aReport, recipients)
  await hub.hub.db
    .insertInto('reports')
    .values({ id, day: '2026-11-17', epoch: recipients.epoch, state: 'new', lane: 'soon', among: '<5', body })
    .execute()
  return id
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
async function bodyOf(hub: RunningHub, id: string): Promise<Uint8Array> {
  return (await hub.hub.db.selectFrom('reports').select('body').where('id', '=', id).executeTakeFirstOrThrow()).body
}

test('L14 kiosks are given no keys until two people and the kit have each opened a drill report', async () => {
  const hub = await aHub()
  const { lead, made } = await makeKeys(hub)
  const ready = async () => Readiness.parse(await (await get(hub, '/api/keys/readiness', { cookie: lead.cookie })).json())
  const shut = async () => {
    expect(await toldToKiosks(hub)).toBeNull()
    expect((await ready()).isLive).toBe(false)
  }
  await shut()
  await drill(hub, lead, 'me', made.teamIdentity)
  await drill(hub, lead, 'me', made.teamIdentity)
  await drill(hub, lead, 'kit', made.recoveryIdentity)
  // The same person twice is one person.
  expect(await ready()).toMatchObject({ openers: 1, kitOpened: true })
  await shut()
  const deputy = await aKeyPerson(hub, 'deputy')
  await letIn(hub, lead, deputy, made.teamIdentity, made.request.recipients.team)
  await shut()
  const { readiness } = await drill(hub, deputy, 'me', made.teamIdentity)
  expect(readiness).toMatchObject({ isLive: true, openers: 2, kitOpened: true })
  expect(await toldToKiosks(hub)).toEqual(made.request.recipients)
})

test('L14 without the kit it stays shut, and a guessed answer opens nothing', async () => {
  const hub = await aHub()
  const { lead, made } = await makeKeys(hub)
  const deputy = await aKeyPerson(hub, 'deputy')
  await letIn(hub, lead, deputy, made.teamIdentity, made.request.recipients.team)
  await drill(hub, lead, 'me', made.teamIdentity)
  await drill(hub, deputy, 'me', made.teamIdentity)
  const { id } = await (await post(hub, '/api/keys/drills', { opener: 'kit' }, { cookie: lead.cookie })).json()
  const wrong = await post(hub, `/api/keys/drills/${id}`, { answer: 'open' }, { cookie: lead.cookie })
  expect([wrong.status, (await wrong.json()).code]).toEqual([422, 'HG_DRILL_WRONG'])
  // The team's key does not open what was sealed to the paper.
  await expect(drill(hub, lead, 'kit', made.teamIdentity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
  expect(await toldToKiosks(hub)).toBeNull()
  // Somebody else's drill is not mine to answer.
  const theirs = await (await post(hub, '/api/keys/drills', { opener: 'me' }, { cookie: deputy.cookie })).json()
  expect((await post(hub, `/api/keys/drills/${theirs.id}`, { answer: 'x' }, { cookie: lead.cookie })).status).toBe(404)
})

test('L14 a drill that nobody opened for 35 days is overdue, for the person and for the kit', async () => {
  let now = Date.parse('2026-11-02T09:00:00Z')
  const hub = await aHub({ now: () => now })
  const { lead, deputy, made } = await aLiveTeam(hub)
  expect((await deskOf(hub, lead)).readiness).toMatchObject({ overdue: 0, kitOverdue: false })
  now += drillEveryMs + 1
  const again = { ...lead, cookie: await cookieOf(hub, 'dsl') }
  expect((await deskOf(hub, again)).readiness).toMatchObject({ overdue: 2, kitOverdue: true, isLive: true })
  const desk = await drill(hub, again, 'me', made.teamIdentity)
  expect(desk.readiness.overdue).toBe(1)
  expect(desk.people.map((one) => [one.recipient, one.drillDue])).toEqual(
    expect.arrayContaining([
      [lead.recipient, false],
      [deputy.recipient, true],
    ]),
  )
})

test('L11 a new deputy is let in by one member and opens every open report; nobody else can let anybody in', async () => {
  const hub = await aHub()
  const { lead, made } = await makeKeys(hub)
  const ids = [await keep(hub, made.request.recipients), await keep(hub, made.request.recipients)]
  const deputy = await aKeyPerson(hub, 'deputy')
  const key = made.request.recipients.team
  expect(await opened(hub, deputy, key)).toBeNull()
  expect(await (await get(hub, '/api/keys/reports', { cookie: deputy.cookie })).json()).toEqual({ reports: [] })
  // A person without the key cannot give it, to themselves least of all.
  expect((await letIn(hub, deputy, deputy, made.teamIdentity, key)).status).toBe(403)
  const head = await aKeyPerson(hub, 'head')
  expect((await letIn(hub, lead, { ...head }, made.teamIdentity, key)).status).toBe(400)
  await letIn(hub, lead, deputy, made.teamIdentity, key)
  const identity = (await opened(hub, deputy, key)) ?? ''
  const handedOut = await post(hub, '/api/dsl/reports/envelopes', { ids }, { cookie: deputy.cookie })
  const { envelopes: reports } = Envelopes.parse(await handedOut.json())
  expect(reports.map((one) => one.id).sort()).toEqual(ids.sort())
  for (const { envelope } of reports) expect(await openReport(Buffer.from(envelope, 'base64'), identity)).toEqual(aReport)
})

test('L11 a leaver’s key opens nothing that is sealed after, and open reports are sealed anew without losing one', async () => {
  const hub = await aHub()
  const { lead, deputy, made } = await aLiveTeam(hub)
  const before = [await keep(hub, made.request.recipients), await keep(hub, made.request.recipients)]
  const leaver = (await deskOf(hub, lead)).people.find((one) => one.recipient === deputy.recipient)?.id ?? ''
  const { answer, key, recipients } = await change(hub, lead, [lead], leaver)
  expect(answer.status).toBe(200)
  expect(await toldToKiosks(hub)).toEqual(recipients)
  expect(recipients.epoch).toBe(made.request.recipients.epoch + 1)
  for (const id of before) {
    const body = await bodyOf(hub, id)
    const envelope = Buffer.from(await sealReport(await openReport(body, made.teamIdentity), recipients)).toString('base64')
    expect((await send(hub, 'PUT', `/api/keys/reports/${id}`, { was: hashOf(body), envelope }, { cookie: lead.cookie })).status).toBe(200)
  }
  const after = await keep(hub, recipients)
  for (const id of [...before, after]) {
    await expect(openReport(await bodyOf(hub, id), made.teamIdentity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
    for (const identity of [key.identity, made.recoveryIdentity]) expect(await openReport(await bodyOf(hub, id), identity)).toEqual(aReport)
  }
  // Nothing of the leaver's is left, and without a new wrap there is no way back in.
  expect(await hub.hub.db.selectFrom('keyWraps').selectAll().where('staffId', '=', leaver).execute()).toEqual([])
  expect(await (await get(hub, '/api/keys/reports', { cookie: deputy.cookie })).json()).toEqual({ reports: [] })
  expect((await deskOf(hub, deputy)).keys.map((one) => one.wrap)).toEqual([null, null])
})

test('L11 two browsers that seal anew at once, and a stale one, never lose a report', async () => {
  const hub = await aHub()
  const { lead, made } = await aLiveTeam(hub)
  const id = await keep(hub, made.request.recipients)
  const body = await bodyOf(hub, id)
  const again = async (was: string, size?: number) => {
    const sealed = await sealReport(aReport, made.request.recipients)
    const envelope = Buffer.from(size === undefined ? sealed : sealed.subarray(0, size)).toString('base64')
    return (await send(hub, 'PUT', `/api/keys/reports/${id}`, { was, envelope }, { cookie: lead.cookie })).status
  }
  const statuses = await Promise.all(Array.from({ length: 6 }, () => again(hashOf(body))))
  expect(statuses.sort()).toEqual([200, 409, 409, 409, 409, 409])
  expect(await again(hashOf(body))).toBe(409)
  expect(await again(hashOf(await bodyOf(hub, id)), 100)).toBe(400)
  expect(await openReport(await bodyOf(hub, id), made.teamIdentity)).toEqual(aReport)
})

test('new words keep the key; forgotten ones make a new one that another member lets in again', async () => {
  const hub = await aHub()
  const { lead, deputy, made } = await aLiveTeam(hub)
  const key = made.request.recipients.team
  const put = (recipient: string, wrappedIdentity: string) =>
    send(hub, 'PUT', '/api/keys/me', { recipient, wrappedIdentity }, { cookie: deputy.cookie })
  await put(deputy.recipient, await wrapIdentity(deputy.identity, 'other words', 2))
  expect(await identityOf(hub, deputy, 'other words')).toBe(deputy.identity)
  expect(await opened(hub, deputy, key)).toBe(made.teamIdentity)
  const renewed = await makeMember('newest words', 2)
  await put(renewed.recipient, renewed.wrappedIdentity)
  const back: Person = { ...deputy, ...renewed }
  expect(await opened(hub, back, key)).toBeNull()
  // A wrap made for the key that was forgotten comes too late.
  expect((await letIn(hub, lead, deputy, made.teamIdentity, key)).status).toBe(400)
  expect((await letIn(hub, lead, back, made.teamIdentity, key)).status).toBe(200)
  expect(await opened(hub, back, key)).toBe(made.teamIdentity)
})

test('P13 what the team holds does not open the grown-ups’ key, and the hub gives the team no wrap of it', async () => {
  const hub = await aHub()
  const { lead, deputy, made } = await aLiveTeam(hub)
  const [head, governor] = [await aKeyPerson(hub, 'head'), await aKeyPerson(hub, 'governor')]
  const { answer, key, recipients } = await change(hub, head, [head, governor])
  expect(answer.status).toBe(200)
  expect(await toldToKiosks(hub)).toEqual(recipients)
  expect(recipients).toMatchObject({ team: made.request.recipients.team, grownUps: key.recipient })
  for (const one of [head, governor]) expect(await opened(hub, one, key.recipient)).toBe(key.identity)
  const wraps = await hub.hub.db.selectFrom('keyWraps').selectAll().where('recipient', '=', key.recipient).execute()
  expect(wraps).toHaveLength(2)
  for (const { wrap } of wraps)
    for (const identity of [lead.identity, deputy.identity, made.teamIdentity])
      await expect(unwrapTeamKey(wrap, identity)).rejects.toMatchObject({ code: 'HG_WRONG_PASSWORD' })
  expect((await deskOf(hub, lead)).keys.map((one) => one.recipient)).not.toContain(key.recipient)
  // Neither group changes the other's key, nor the paper in the safe.
  const forged = { ...recipients, epoch: recipients.epoch + 1, recovery: lead.recipient }
  const wrap = { key: recipients.team, staffId: wraps[0]?.staffId, to: lead.recipient, wrap: 'AAAA' }
  const swap = await post(
    hub,
    '/api/keys/change',
    { was: recipients, recipients: forged, wraps: [wrap], leaver: null },
    { cookie: lead.cookie },
  )
  expect(swap.status).toBe(400)
})

test('P13 a grown-ups’ group is refused when its only member is the DSL under another account', async () => {
  const staff = aSchool().staff.map((one) => (one.role === 'head' ? { ...one, name: ' the DSL ' } : one))
  const hub = await aHub({}, { ...aSchool(), staff })
  await aLiveTeam(hub)
  const [head, governor] = [await aKeyPerson(hub, 'head'), await aKeyPerson(hub, 'governor')]
  const alone = await change(hub, head, [head])
  expect([alone.answer.status, (await alone.answer.json()).code]).toEqual([422, 'HG_KEY_GROUP'])
  expect((await toldToKiosks(hub))?.grownUps).toBeNull()
  expect((await change(hub, head, [head, governor])).answer.status).toBe(200)
})

test('L10 when all have forgotten their words, the kit opens every report and the key of each epoch’s reports with Debian’s age', async () => {
  const hub = await aHub()
  const { lead, made } = await aLiveTeam(hub)
  const first = await keep(hub, made.request.recipients)
  const { recipients } = await change(hub, lead, [lead])
  const second = await keep(hub, recipients)
  const folder = aFolder()
  const kit = join(folder, 'key.txt')
  writeFileSync(kit, `${made.recoveryIdentity}\n`)
  for (const id of [first, second]) {
    const [sealed, plain] = [join(folder, `${id}.age`), join(folder, id)]
    writeFileSync(sealed, await bodyOf(hub, id))
    execFileSync('age', ['-d', '-i', kit, '-o', plain, sealed])
    const bytes = readFileSync(plain)
    const length = bytes.readUInt32BE(0)
    expect(JSON.parse(bytes.subarray(4, 4 + length).toString('utf8'))).toEqual(aReport)
    expect(await openReport(await bodyOf(hub, id), made.recoveryIdentity)).toEqual(aReport)
  }
})

test('A8 the technician gets readiness in numbers, and no route that gives a report, a wrap or a person’s kiosk', async () => {
  const hub = await aHub()
  const { made } = await aLiveTeam(hub)
  const id = await keep(hub, made.request.recipients)
  const kiosk = await aKiosk(hub)
  const technician = { cookie: await cookieOf(hub, 'technician') }
  const mine = Object.entries(access).filter(([, who]) => who === 'staff' || (Array.isArray(who) && who.includes('technician')))
  // Written by hand: what a technician has at all.
  expect(
    mine
      .map(([name]) => name)
      .filter((name) => !name.includes('/staff/'))
      .sort(),
  ).toEqual(technicianRoutes)
  const wraps = await hub.hub.db.selectFrom('keyWraps').select('wrap').execute()
  const blobs = await hub.hub.db.selectFrom('keyPeople').select('wrappedIdentity').execute()
  const body = Buffer.from(await bodyOf(hub, id)).toString('base64')
  for (const [name] of mine.filter(([name]) => name.startsWith('GET') && !name.includes('events'))) {
    const text = await (await get(hub, name.slice(4), technician)).text()
    for (const never of [id, body.slice(0, 60), ...wraps.map((one) => one.wrap), ...blobs.map((one) => one.wrappedIdentity), 'AGE-SECRET'])
      expect(text, name).not.toContain(never)
  }
  const told = await (await get(hub, '/api/keys/readiness', technician)).json()
  expect(Object.values(told).every((value) => typeof value !== 'string')).toBe(true)
  // No table that holds a report names a kiosk, and no route takes both.
  const columns = await hub.hub.db.introspection.getTables()
  const reports = columns.find((table) => table.name === 'reports')?.columns.map((column) => column.name) ?? []
  expect(reports.filter((name) => /kiosk|device|staff|pupil|at$/i.test(name))).toEqual([])
  expect(kiosk.deviceId).toHaveLength(32)
})

const technicianRoutes = [
  'DELETE /api/technician/kiosks/:id',
  'GET /api/bell',
  'GET /api/bell/mail',
  'GET /api/calendar',
  'GET /api/keys/readiness',
  'GET /api/record/witnesses',
  'GET /api/technician/kiosks',
  'GET /api/technician/self-checks',
  'GET /api/technician/tickets',
  'POST /api/bell/mail/test',
  'POST /api/technician/enrolment-codes',
  'POST /api/technician/kiosks/:id/check',
  'POST /api/technician/tickets/:id',
  'PUT /api/bell/mail',
  'PUT /api/bell/wish',
  'PUT /api/calendar',
]

test('A8 each key holder is given their own wraps and nobody else’s', async () => {
  const hub = await aHub()
  const { lead, deputy } = await aLiveTeam(hub)
  const all = await hub.hub.db.selectFrom('keyWraps').innerJoin('keyPeople', 'keyPeople.staffId', 'keyWraps.staffId').selectAll().execute()
  for (const person of [lead, deputy]) {
    const text = await (await get(hub, '/api/keys', { cookie: person.cookie })).text()
    for (const row of all) {
      const own = row.wrappedIdentity === (await deskOf(hub, person)).me?.wrappedIdentity
      expect([text.includes(row.wrap), text.includes(row.wrappedIdentity)]).toEqual([own, own])
    }
  }
  expect(KeyDesk.safeParse(await (await get(hub, '/api/keys', { cookie: await cookieOf(hub, 'teacher') })).json()).success).toBe(false)
})
