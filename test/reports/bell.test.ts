import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BellState, MailDesk } from '#core/contract/bell.ts'
import type { Role } from '#core/contract/hub-api.ts'
import { aHub, aKiosk, cookieOf, get, post, send } from '#test/hub/server/a-school.ts'
import { readEvents } from '#test/hub/server/event-reader.ts'
import { certificateFor } from '#test/sites/certificates.ts'
import { aBell, settingsFor } from './bell-world.ts'
import { aMailServer } from './smtp.ts'

type World = Awaited<ReturnType<typeof aBell>>
const monday = '2026-11-23T10:00:00Z'

/** Somebody of this role sits at an open desk. */
async function openDesk({ hub }: World, role: Role): Promise<void> {
  const events = await readEvents(hub, '/api/staff/events', { cookie: await cookieOf(hub, role) })
  await events.until(({ kind }) => kind === 'hello')
}

async function bellOf({ hub }: World, role: Role): Promise<BellState> {
  return BellState.parse(await (await get(hub, '/api/bell', { cookie: await cookieOf(hub, role) })).json())
}

test('P17: a mail of the bell is the same, byte for byte, whatever was told, and says nothing of it', async () => {
  const one = await aBell(monday)
  await one.tell('now', '1')
  const other = await aBell(monday)
  for (const start of ['2', '3', '4', '5']) await other.tell('soon', start)
  await one.pass(5)
  await other.pass(5)
  const [mail] = one.post.taken
  expect(other.post.taken).toEqual([mail])
  const told = createHash('sha256').update('dsl@school.test').digest('hex').slice(0, 16)
  expect(mail?.raw.split('\r\n')).toEqual([
    'Auto-Submitted: auto-generated',
    'From: Hedgerow <hedgerow@school.test>',
    'To: dsl@school.test',
    'Subject: Please open the worry box',
    `Message-ID: <1795428300000.${told}@bell.hedgerow.invalid>`,
    'Date: Mon, 23 Nov 2026 10:05:00 +0000',
    'Content-Transfer-Encoding: 7bit',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please open the worry box.',
    '',
    'This message is the same every time. Nothing that was told is in it.',
    '',
  ])
  // Later ones differ in the date and the id made of it alone.
  await one.pass(10)
  await other.pass(30)
  const words = (raw: string | undefined) => raw?.replace(/^(Date|Message-ID|To): .*\r\n/gim, '')
  expect(one.post.taken.length).toBeGreaterThan(1)
  expect(other.post.taken.length).toBeGreaterThan(1)
  for (const { raw } of [...one.post.taken, ...other.post.taken]) expect(words(raw)).toBe(words(mail?.raw))
})

test('P17: mail goes out on the steps of the clock alone, one for all that came since the last', async () => {
  const bell = await aBell('2026-11-23T10:01:17.345Z')
  for (const start of ['1', '2', '3']) await bell.tell('now', start)
  await bell.hub.bell.checkCalls()
  expect(bell.newMail()).toEqual([])
  await bell.until('2026-11-23T10:05:00.020Z')
  expect(bell.newMail()).toEqual(['dsl'])
  expect(bell.post.taken[0]?.raw).toContain('\r\nDate: Mon, 23 Nov 2026 10:05:00 +0000\r\n')
  // By itself, on a real clock.
  const mails = await aMailServer()
  const hub = await aHub({ settings: { reportBellMs: 2_000 } })
  await send(
    hub,
    'PUT',
    '/api/bell/mail',
    { settings: settingsFor(mails.port), password: null },
    { cookie: await cookieOf(hub, 'technician') },
  )
  const day = new Date().toISOString().slice(0, 10)
  await hub.hub.db
    .insertInto('reports')
    .values({ id: '1'.repeat(32), day, epoch: 0, state: 'new', lane: 'now', among: '<5', body: new Uint8Array(8) })
    .execute()
  await expect.poll(async () => (await hub.hub.db.selectFrom('bellReports').selectAll().execute()).length, { timeout: 20_000 }).toBe(1)
})

test('who does not want mail gets none', async () => {
  const bell = await aBell(monday)
  const cookie = await cookieOf(bell.hub, 'dsl')
  expect(BellState.parse(await (await send(bell.hub, 'PUT', '/api/bell/wish', { mail: false }, { cookie })).json()).wantsMail).toBe(false)
  await bell.tell('now')
  await bell.pass(10)
  expect(bell.newMail()).toEqual([])
  await bell.pass(5)
  expect(bell.newMail()).toEqual(['deputy'])
})

test('each role hears the bell when it has been rung at, and the office the siren alone', async () => {
  const bell = await aBell(monday)
  const rings = async () =>
    Promise.all((['dsl', 'deputy', 'head', 'office'] as const).map(async (role) => (await bellOf(bell, role)).rings))
  const id = await bell.tell('now')
  expect(await rings()).toEqual([false, false, false, false])
  await bell.pass(5)
  expect(await rings()).toEqual([true, false, false, false])
  await bell.pass(20)
  expect(await rings()).toEqual([true, true, true, false])
  expect((await bellOf(bell, 'office')).siren).toBe(true)
  await bell.acknowledge(id)
  expect(await rings()).toEqual([false, false, false, false])
  expect((await bellOf(bell, 'office')).siren).toBe(false)
})

test('L13: the siren sounds within ten minutes when the mail server is down, and mail is neither lost nor repeated', async () => {
  const bell = await aBell(monday, {}, { second: 'phone@school.test' })
  await openDesk(bell, 'dsl')
  await bell.post.down()
  await bell.tell('soon')
  await bell.pass(10)
  expect(bell.heard.length).toBeGreaterThan(0)
  expect(bell.heard[0]).toBe('Please open the worry box.')
  expect(await bell.health()).toMatchObject({ status: 503, bell: 'siren', mail: 'failing' })
  expect((await bellOf(bell, 'dsl')).mail).toEqual({ state: 'failing', since: Date.parse('2026-11-23T10:05:00Z') })
  await bell.pass(60)
  await bell.restart()
  await bell.post.up()
  await bell.pass(60)
  expect(bell.newMail()).toEqual(['deputy', 'dsl', 'head', 'phone'])
  expect((await bellOf(bell, 'dsl')).mail.state).toBe('ok')
})

test('L13: the siren sounds within ten minutes when mail goes out and nobody has a desk open, until somebody has', async () => {
  const bell = await aBell(monday)
  const id = await bell.tell('soon')
  await bell.pass(5)
  expect([bell.newMail(), bell.heard, (await bell.health()).status]).toEqual([['dsl'], [], 200])
  await bell.pass(5)
  expect(bell.heard).toHaveLength(1)
  expect((await bell.health()).status).toBe(503)
  await openDesk(bell, 'dsl')
  await bell.pass(5)
  expect([bell.heard.length, (await bell.health()).status]).toEqual([1, 200])
  await bell.acknowledge(id)
})

test('L13: without mail and without a desk the siren sounds at once, in school time alone', async () => {
  const bell = await aBell('2026-11-23T15:40:00Z', {}, null)
  const id = await bell.tell('now')
  await bell.hub.bell.tick()
  expect(bell.heard).toHaveLength(1)
  await bell.pass(120)
  expect(bell.heard).toHaveLength(1)
  await bell.until('2026-11-24T08:00:00Z')
  expect(bell.heard).toHaveLength(2)
  await bell.acknowledge(id)
  expect((await bell.health()).status).toBe(200)
})

test('an address that is refused rings the second one', async () => {
  const bell = await aBell(monday, {}, { second: 'phone@school.test' })
  await openDesk(bell, 'dsl')
  bell.post.refuses = true
  await bell.tell('soon')
  await bell.pass(5)
  bell.post.refuses = false
  await bell.pass(5)
  expect(bell.newMail()).toContain('phone')
})

test('a call for help by name that nobody answers for two minutes is heard by all, the office and by mail', async () => {
  const bell = await aBell('2026-11-23T17:30:00Z', { settings: { slotMs: 300_000, reportBellMs: 300_000, callSilenceMs: 86_400_000 } })
  const { bearer } = await aKiosk(bell.hub)
  const call = { classId: null, pupilName: 'Ada', kind: 'help' }
  await send(bell.hub, 'PUT', `/api/kiosk/calls/${'c'.repeat(32)}`, call, { authorization: bearer })
  bell.clock.now += 115_000
  await bell.hub.bell.checkCalls()
  expect([bell.newMail(), bell.heard]).toEqual([[], []])
  bell.clock.now += 5_000
  await bell.hub.bell.checkCalls()
  expect([bell.newMail(), bell.heard]).toEqual([['deputy', 'dsl', 'head', 'office'], ['Please open the worry box.']])
  expect(bell.post.taken.every(({ raw }) => !raw.includes('Ada'))).toBe(true)
  expect((await bellOf(bell, 'office')).siren).toBe(true)
  await post(bell.hub, `/api/teacher/calls/${'c'.repeat(32)}`, { answer: 'coming' }, { cookie: await cookieOf(bell.hub, 'office') })
  expect((await bellOf(bell, 'office')).siren).toBe(false)
  await bell.hub.bell.checkCalls()
  expect(bell.newMail()).toEqual([])
})

test.each(['tls', 'starttls', 'none'] as const)(
  'a test mail goes by a server with %s; each thing that is wrong has its own code',
  async (tls) => {
    const certificate = await certificateFor(['localhost'])
    const login = { user: 'hub', password: 'rather-private' }
    const mails = await aMailServer({ tls, login, certificate })
    const hub = await aHub()
    const cookie = await cookieOf(hub, 'technician')
    const settings = settingsFor(mails.port, { host: 'localhost', security: tls, user: 'hub', authority: certificate.cert })
    const put = (more: object, password: string | null) =>
      send(hub, 'PUT', '/api/bell/mail', { settings: { ...settings, ...more }, password }, { cookie })
    const tried = async () =>
      ((await (await post(hub, '/api/bell/mail/test', { to: 'me@school.test' }, { cookie })).json()) as { code?: string }).code

    expect(MailDesk.parse(await (await put({}, login.password)).json())).toEqual({ settings, hasPassword: true })
    expect([await tried(), mails.taken.length]).toEqual([undefined, 1])
    await put({}, 'wrong')
    expect(await tried()).toBe('HG_MAIL_LOGIN')
    if (tls !== 'none') {
      await put({ authority: null }, login.password)
      expect(await tried()).toBe('HG_MAIL_TLS')
    }
    await put({}, login.password)
    mails.refuses = true
    expect(await tried()).toBe('HG_MAIL_REFUSED')
    await mails.down()
    expect(await tried()).toBe('HG_MAIL_UNREACHABLE')
  },
)

test('the password lies in a file of the hub’s user, in no table and no answer, and does not follow to another server', async () => {
  const hub = await aHub()
  const cookie = await cookieOf(hub, 'technician')
  const settings = settingsFor(465, { security: 'tls', user: 'hub' })
  const put = async (more: object, password: string | null) =>
    (await send(hub, 'PUT', '/api/bell/mail', { settings: { ...settings, ...more }, password }, { cookie })).text()
  const password = 'a-sentinel-password'
  expect(await put({}, password)).not.toContain(password)
  expect(await (await get(hub, '/api/bell/mail', { cookie })).text()).not.toContain(password)
  const holding = readdirSync(hub.folder).filter((name) => readFileSync(join(hub.folder, name)).includes(password))
  expect(holding).toEqual(['mail-password'])
  expect(statSync(join(hub.folder, 'mail-password')).mode & 0o077).toBe(0)
  expect(JSON.parse(await put({ port: 466 }, null)).hasPassword).toBe(true)
  expect(JSON.parse(await put({ host: 'elsewhere.example' }, null)).hasPassword).toBe(false)
  expect(existsSync(join(hub.folder, 'mail-password'))).toBe(false)
})

test.each([
  [{ host: 'mail.example', security: 'none', user: 'hub' }, 'settings.security'],
  [{ host: 'mail example' }, 'settings.host'],
  [{ from: 'x@y.test\r\nBcc: z@y.test' }, 'settings.from'],
  [{ port: 0 }, 'settings.port'],
])('settings %j are refused by code and field', async (more, detail) => {
  const hub = await aHub()
  const answer = await send(
    hub,
    'PUT',
    '/api/bell/mail',
    { settings: { ...settingsFor(25), ...more }, password: null },
    { cookie: await cookieOf(hub, 'technician') },
  )
  expect([answer.status, await answer.json()]).toEqual([422, expect.objectContaining({ code: 'HG_MAIL_SETTINGS', detail })])
})

test('a calendar is kept whole or refused by code and place', async () => {
  const { hub } = await aBell(monday, {}, null)
  const cookie = await cookieOf(hub, 'dsl')
  const { calendar } = (await (await get(hub, '/api/calendar', { cookie })).json()) as { calendar: object }
  const put = async (more: object) => (await send(hub, 'PUT', '/api/calendar', { ...calendar, ...more }, { cookie })).json()
  expect(await put({ opens: '08:45' })).toMatchObject({ isSet: true, calendar: { opens: '08:45' } })
  const bad: [object, string][] = [
    [{ opens: '16:00' }, 'closes before it opens'],
    [{ opens: '8.45' }, 'opens'],
    [{ terms: [{ start: '2026-12-01', end: '2026-11-01' }] }, 'terms.0: ends before it starts'],
    [{ closures: [{ start: '2026-02-30', end: '2026-03-01' }] }, 'closures.0.start'],
    [
      {
        terms: [
          { start: '2026-09-01', end: '2026-12-18' },
          { start: '2026-12-01', end: '2027-02-01' },
        ],
      },
      'terms.1: begins before another has ended',
    ],
  ]
  for (const [more, detail] of bad) expect(await put(more)).toMatchObject({ code: 'HG_CALENDAR_SHAPE', detail })
  expect(await (await get(hub, '/api/calendar', { cookie })).json()).toMatchObject({ calendar: { opens: '08:45' } })
})
