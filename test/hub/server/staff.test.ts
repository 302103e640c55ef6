import { expect, test } from 'vitest'
import { passwordMatches } from '#hub/server/staff/passwords.ts'
import { invite } from '#hub/server/staff/people.ts'
import { endDeadSessions } from '#hub/server/staff/sessions.ts'
import { aHub, aSchool, cookieOf, emails, get, password, post } from './a-school.ts'
import { readEvents } from './event-reader.ts'

const minute = 60_000
const me = '/api/staff/me'
const author = { id: null, name: 'test' }

test('signing in gives a cookie that scripts and other sites cannot use, and only its hash is kept', async () => {
  const hub = await aHub()
  const answer = await post(hub, '/api/staff/sign-in', { email: ' TEACHER@school.test ', password })
  expect(await answer.json()).toMatchObject({ name: 'The teacher', role: 'teacher', school: 'Hill Primary', hasPassword: true })
  const cookie = answer.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^hedgerow-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const rows = JSON.stringify(await hub.hub.db.selectFrom('sessions').selectAll().execute())
  expect(rows).not.toContain(cookie.slice(17, 60))
})

test('passwords are argon2id with 19 MiB and two passes', async () => {
  const hub = await aHub()
  const { passwordHash } = await hub.hub.db.selectFrom('staff').select('passwordHash').executeTakeFirstOrThrow()
  expect(passwordHash).toMatch(/^argon2id\$19456\$2\$1\$/)
  expect(await passwordMatches(password, passwordHash)).toBe(true)
  expect(await passwordMatches(`${password} `, passwordHash)).toBe(false)
  expect(await passwordMatches(password, null)).toBe(false)
})

test('an unknown name and a wrong password get the same answer', async () => {
  const hub = await aHub()
  const wrong = await post(hub, '/api/staff/sign-in', { email: emails.teacher, password: 'not this one' })
  const unknown = await post(hub, '/api/staff/sign-in', { email: 'nobody@school.test', password })
  const answers = [await wrong.json(), await unknown.json()]
  expect([wrong.status, unknown.status]).toEqual([401, 401])
  expect(answers[0]).toEqual(answers[1])
  expect(answers[0]).toMatchObject({ code: 'HG_WRONG_PASSWORD' })
})

test('after ten wrong passwords the right one is refused too, until a quarter of an hour has passed', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  for (let count = 0; count < 10; count++) await post(hub, '/api/staff/sign-in', { email: emails.teacher, password: 'wrong' })
  const refused = await post(hub, '/api/staff/sign-in', { email: emails.teacher, password })
  expect([refused.status, await refused.json()]).toEqual([429, expect.objectContaining({ code: 'HG_TOO_MANY_TRIES' })])
  expect((await post(hub, '/api/staff/sign-in', { email: emails.dsl, password })).status).toBe(200)
  now += 15 * minute
  expect((await post(hub, '/api/staff/sign-in', { email: emails.teacher, password })).status).toBe(200)
})

test('many passwords tried at the same moment count one by one', async () => {
  const hub = await aHub()
  const tries = Array.from({ length: 15 }, () => post(hub, '/api/staff/sign-in', { email: emails.teacher, password: 'wrong' }))
  const statuses = (await Promise.all(tries)).map((answer) => answer.status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(5)
})

test('a session ends after 30 idle minutes, and after 12 hours however busy', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  const idle = { cookie: await cookieOf(hub, 'teacher') }
  const busy = { cookie: await cookieOf(hub, 'dsl') }
  now += 29 * minute
  expect((await get(hub, me, idle)).status).toBe(200)
  now += 30 * minute
  expect((await get(hub, me, idle)).status).toBe(401)

  const second = { cookie: await cookieOf(hub, 'dsl') }
  expect((await get(hub, me, busy)).status).toBe(401)
  for (let passed = 0; passed < 12 * 60; passed += 20) {
    expect((await get(hub, me, second)).status).toBe(200)
    now += 20 * minute
  }
  expect(await (await get(hub, me, second)).json()).toMatchObject({ code: 'HG_NOT_SIGNED_IN' })
})

test('a teacher’s open desk stays awake through a quiet lesson, so that a call rings there; another desk does not', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  const desks = { teacher: { cookie: await cookieOf(hub, 'teacher') }, dsl: { cookie: await cookieOf(hub, 'dsl') } }
  await readEvents(hub, '/api/staff/events', desks.teacher)
  await readEvents(hub, '/api/staff/events', desks.dsl)
  for (let passed = 0; passed < 60; passed += 5) {
    now += 5 * minute
    await endDeadSessions(hub.hub)
  }
  expect((await get(hub, me, desks.teacher)).status).toBe(200)
  expect((await get(hub, me, desks.dsl)).status).toBe(401)
})

test('a one-time link signs in once, within a day', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  const link = async () => {
    const person = { name: 'New', email: 'new@school.test', role: 'dsl' } as const
    const { path } = await hub.hub.db.transaction().execute((tx) => invite(hub.hub, tx, person, author))
    expect(path).toMatch(/^\/console\/#\/link\/[\w-]{43}$/)
    return { token: path.slice('/console/#/link/'.length) }
  }
  const first = await link()
  const answer = await post(hub, '/api/staff/link', first)
  expect(await answer.json()).toMatchObject({ role: 'dsl', hasPassword: false })
  const again = await post(hub, '/api/staff/link', first)
  expect([again.status, await again.json()]).toEqual([410, expect.objectContaining({ code: 'HG_LINK_USED' })])
  const late = await link()
  now += 24 * 60 * minute
  expect((await post(hub, '/api/staff/link', late)).status).toBe(410)
})

test('a new password ends every other session, its live stream and unused links, and nobody else’s', async () => {
  const hub = await aHub({ settings: { pingMs: 50 } })
  const here = { cookie: await cookieOf(hub, 'teacher') }
  const there = { cookie: await cookieOf(hub, 'teacher') }
  const other = { cookie: await cookieOf(hub, 'dsl') }
  const stream = await readEvents(hub, '/api/staff/events', there)
  const teacher = { name: 'x', email: emails.teacher, role: 'teacher' } as const
  const { path } = await hub.hub.db.transaction().execute((tx) => invite(hub.hub, tx, teacher, author))

  const weak = await post(hub, '/api/staff/password', { password: 'elevenchars' }, here)
  expect([weak.status, await weak.json()]).toEqual([400, expect.objectContaining({ code: 'HG_WEAK_PASSWORD' })])
  expect((await post(hub, '/api/staff/password', { password: 'a longer password' }, here)).status).toBe(200)

  await stream.ended
  const statuses = await Promise.all([here, there, other].map(async (headers) => (await get(hub, me, headers)).status))
  expect(statuses).toEqual([200, 401, 200])
  expect((await post(hub, '/api/staff/link', { token: path.slice('/console/#/link/'.length) })).status).toBe(410)
  expect((await post(hub, '/api/staff/sign-in', { email: emails.teacher, password })).status).toBe(401)
  expect((await post(hub, '/api/staff/sign-in', { email: emails.teacher, password: 'a longer password' })).status).toBe(200)
})

test('signing out ends the session on the hub, not only the cookie', async () => {
  const hub = await aHub()
  const headers = { cookie: await cookieOf(hub, 'teacher') }
  expect((await post(hub, '/api/staff/sign-out', {}, headers)).status).toBe(200)
  expect((await get(hub, me, headers)).status).toBe(401)
})

test('a changing request that another site’s page sends is refused, with and without a session', async () => {
  const hub = await aHub()
  const cookie = await cookieOf(hub, 'teacher')
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'null' },
  ]) {
    const signOut = await post(hub, '/api/staff/sign-out', {}, { cookie, ...(headers as Record<string, string>) })
    expect([signOut.status, await signOut.json()]).toEqual([403, expect.objectContaining({ code: 'HG_OTHER_SITE' })])
    const signIn = await post(hub, '/api/staff/sign-in', { email: emails.teacher, password }, headers as Record<string, string>)
    expect(signIn.status).toBe(403)
  }
  expect((await get(hub, me, { cookie })).status).toBe(200)
  expect((await post(hub, '/api/staff/sign-out', {}, { cookie, origin: hub.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200)
})

test('a form, which needs no permission to cross sites, cannot post here', async () => {
  const hub = await aHub()
  const cookie = await cookieOf(hub, 'teacher')
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const answer = await fetch(`${hub.url}/api/staff/sign-out`, { method: 'POST', headers: { cookie, 'content-type': type }, body: '{}' })
    expect([type, answer.status]).toEqual([type, 415])
  }
  expect((await get(hub, me, { cookie })).status).toBe(200)
})

test('a hub has one school', async () => {
  const hub = await aHub()
  await expect(hub.seed(aSchool())).rejects.toMatchObject({ code: 'HG_CHANGED_MEANWHILE' })
})
