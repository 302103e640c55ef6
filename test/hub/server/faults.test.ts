import { request } from 'node:http'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { Fault, Health } from '#core/contract/hub-api.ts'
import { access } from '#hub/server/access.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aHub, aKiosk, aTile, cookieOf, facts, get, post, putLetter, send } from './a-school.ts'

const id = 'b'.repeat(32)
/** Bodies that no route takes. */
const bad: Readonly<Record<string, string>> = {
  'not JSON': '{"a":',
  'a number': '7',
  'a list': '[]',
  null: 'null',
  'an unknown field': '{"revision":1,"email":"a@b.test","code":"AAAAAAAA","unknown":true}',
  'a prototype': '{"__proto__":{"role":"dsl"}}',
  'a constructor': '{"constructor":{"prototype":{"x":1}}}',
  'wrong types': '{"revision":"1","draft":[],"email":{"$ne":""},"password":["x"],"answer":0,"state":null,"events":{},"pictures":"x"}',
  deep: `${'['.repeat(20_000)}${']'.repeat(20_000)}`,
}

test('every route refuses bad bodies with a code, to every caller that it lets in, and stays up', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const headersOf = async (who: (typeof access)[string]): Promise<Record<string, string>> => {
    if (who === 'nobody') return {}
    if (who === 'kiosk') return { authorization: kiosk.bearer }
    return { cookie: await cookieOf(hub, who === 'staff' ? 'teacher' : (who[0] ?? 'teacher')) }
  }
  for (const [name, who] of Object.entries(access)) {
    const [method = '', pattern = ''] = name.split(' ')
    if (method !== 'POST' && method !== 'PUT') continue
    const headers = await headersOf(who)
    for (const [kind, body] of Object.entries(bad)) {
      // These take an empty body, or none.
      if (body === 'null' && /sign-out|enrolment-codes/.test(pattern)) continue
      const path = pattern.replace(':classId', hub.classId).replaceAll(/:\w+/g, id)
      const answer = await fetch(hub.url + path, { method, headers: { 'content-type': 'application/json', ...headers }, body })
      const fault = Fault.safeParse(await answer.json())
      expect({ name, kind, status: answer.status >= 400 && answer.status < 500, shaped: fault.success }).toEqual({
        name,
        kind,
        status: true,
        shaped: true,
      })
    }
  }
  expect((await get(hub, '/api/health')).status).toBe(200)
}, 120_000)

test('a body that is too large is refused before it is read', async () => {
  const hub = await aHub()
  const large = await post(hub, '/api/staff/sign-in', { email: 'a@b.test', password: 'x'.repeat(70_000) })
  expect([large.status, await large.json()]).toEqual([413, expect.objectContaining({ code: 'HG_BODY_TOO_LARGE' })])
  const headers = { cookie: await cookieOf(hub, 'teacher') }
  const tiles = Array.from({ length: 501 }, (_, index) => ({ ...aTile, id: index.toString(16).padStart(32, '0') }))
  const put = (count: number, revision: number) =>
    send(
      hub,
      'PUT',
      `/api/teacher/classes/${hub.classId}/draft`,
      { revision, draft: { tiles: tiles.slice(0, count), lessons: [] } },
      headers,
    )
  expect((await put(500, 1)).status).toBe(200)
  expect((await put(501, 2)).status).toBe(400)
})

test('a fault says where, and never what was sent', async () => {
  const hub = await aHub()
  const answer = await post(hub, '/api/enrol', { code: 'AAAAAAAA', name: 7, facts: { ...facts, shell: 'sentinel'.repeat(9) } })
  const text = await answer.text()
  expect(JSON.parse(text)).toMatchObject({ code: 'HG_BODY_SHAPE', detail: 'body/name: invalid_type' })
  expect(text).not.toContain('sentinel')
})

test('what is not there is said with a code, for paths, classes and calls', async () => {
  const hub = await aHub()
  const headers = { cookie: await cookieOf(hub, 'teacher') }
  for (const path of ['/api/nothing', '/nothing', `/api/teacher/classes/${id}`, `/api/teacher/classes/${id}/pupils`]) {
    const answer = await get(hub, path, headers)
    expect([path, answer.status, await answer.json()]).toEqual([path, 404, expect.objectContaining({ code: 'HG_NOT_FOUND' })])
  }
  expect((await post(hub, `/api/teacher/calls/${id}`, { answer: 'coming' }, headers)).status).toBe(404)
  expect((await post(hub, `/api/teacher/requests/${id}`, { answer: 'added' }, headers)).status).toBe(404)
})

/** A request with a Host header of its own, which `fetch` does not allow. */
function withHost(hub: RunningHub, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const one = request(`${hub.url}/api/health`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    one.on('error', reject)
    one.end()
  })
}

test('a request that was meant for another name is refused', async () => {
  const hub = await aHub({ hostNames: ['hub.school.test'] })
  const statuses: Record<string, number | undefined> = {}
  for (const host of [
    'evil.example',
    'evil.example:80',
    '10.0.0.1',
    '127.0.0.1.evil.example',
    'localhost',
    '127.0.0.1:9',
    '[::1]',
    'HUB.school.test:443',
  ]) {
    statuses[host] = await withHost(hub, host)
  }
  expect(statuses).toEqual({
    'evil.example': 421,
    'evil.example:80': 421,
    '10.0.0.1': 421,
    '127.0.0.1.evil.example': 421,
    localhost: 200,
    '127.0.0.1:9': 200,
    '[::1]': 200,
    'HUB.school.test:443': 200,
  })
})

test('on a full disk each change is refused with a code, nothing that was kept is lost, and it goes on when there is room', async () => {
  const hub = await aHub()
  const { db } = hub.hub
  const cookie = await cookieOf(hub, 'teacher')
  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(db)
  await sql.raw(`PRAGMA max_page_count = ${(rows[0]?.page_count ?? 0) + 12}`).execute(db)
  const { length } = await (async () => {
    const kept: number[] = []
    for (let number = 0; ; number++) {
      const id = number.toString(16).padStart(32, '0')
      await putLetter(hub, id)
      if ((await db.selectFrom('reports').select('id').where('id', '=', id).executeTakeFirst()) === undefined) return kept
      kept.push(number)
    }
  })()
  expect(length).toBeGreaterThan(0)

  const tiles = Array.from({ length: 200 }, (_, index) => ({ ...aTile, id: index.toString(16).padStart(32, '0') }))
  const draft = { revision: 1, draft: { tiles, lessons: [] } }
  const save = () => send(hub, 'PUT', `/api/teacher/classes/${hub.classId}/draft`, draft, { cookie })
  const refused = await save()
  expect([refused.status, await refused.json()]).toEqual([507, expect.objectContaining({ code: 'HG_DISK_FULL' })])
  expect(Health.parse(await (await get(hub, '/api/health')).json()).database).toBe('ok')
  expect(await db.selectFrom('reports').select('id').execute()).toHaveLength(length)

  await sql.raw('PRAGMA max_page_count = 1000000').execute(db)
  expect((await save()).status).toBe(200)
  await putLetter(hub, 'f'.repeat(32))
  expect(await db.selectFrom('reports').select('id').execute()).toHaveLength(length + 1)
})

test('health says so when the database does not answer', async () => {
  const hub = await aHub()
  await hub.hub.db.schema.alterTable('school').renameTo('elsewhere').execute()
  const answer = await get(hub, '/api/health')
  expect([answer.status, Health.parse(await answer.json())]).toEqual([
    503,
    expect.objectContaining({ status: 'failing', database: 'failing' }),
  ])
})
