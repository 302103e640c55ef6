import { expect, test } from 'vitest'
import type { z } from 'zod'
import type { Activity } from '#core/contract/activity.ts'
import { ClassDesk, Documents, PupilRegister, VisitRequests } from '#core/contract/hub-api.ts'
import { ClassList, type Tile } from '#core/contract/list.ts'
import { School, secretWords } from '#core/contract/school.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { secrets } from '#host/secrets.ts'
import { renewLists } from '#hub/server/school/documents.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aHub, aKiosk, aTile, cookieOf, facts, get, post, send } from './a-school.ts'

const day = 24 * 60 * 60_000
type Event = z.infer<typeof Activity>

async function aDesk(now: () => number = Date.now) {
  const hub = await aHub({ now })
  const headers = { cookie: await cookieOf(hub, 'teacher') }
  const path = `/api/teacher/classes/${hub.classId}`
  const desk = async () => ClassDesk.parse(await (await get(hub, path, headers)).json())
  const save = (revision: number, tiles: readonly Partial<Tile>[], lessons: readonly unknown[] = []) =>
    send(hub, 'PUT', `${path}/draft`, { revision, draft: { tiles, lessons } }, headers)
  const publish = (revision: number) => post(hub, `${path}/publish`, { revision }, headers)
  return { hub, headers, path, desk, save, publish }
}

async function documentsOf(hub: RunningHub) {
  const kiosk = await aKiosk(hub)
  return async () => {
    const { school, lists } = Documents.parse(await (await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer })).json())
    const [list] = lists.map((one) => ClassList.parse(openSignedDocument(one, kiosk.schoolKey)))
    return { school: School.parse(openSignedDocument(school, kiosk.schoolKey)), list }
  }
}

test('a saved draft stays at the desk until it is published, then is signed one version up', async () => {
  const { hub, desk, save, publish } = await aDesk()
  const documents = await documentsOf(hub)
  expect((await desk()).class).toMatchObject({ hasUnpublished: false, publishedVersion: 1, pupils: 2 })

  const saved = ClassDesk.parse(await (await save(1, [{ ...aTile, title: 'New title' }])).json())
  expect(saved).toMatchObject({ revision: 2, class: { hasUnpublished: true, publishedVersion: 1 } })
  expect((await documents()).list).toMatchObject({ version: 1, tiles: [{ title: 'Counting game' }] })

  const published = ClassDesk.parse(await (await publish(2)).json())
  expect(published).toMatchObject({ class: { hasUnpublished: false, publishedVersion: 2 }, published: { by: 'The teacher' } })
  expect((await documents()).list).toMatchObject({ version: 2, tiles: [{ title: 'New title' }] })
})

test('words that are fine on a page, and what signing in needs, are in the signed list; who said what is fine is on record', async () => {
  const { hub, save, publish } = await aDesk()
  const documents = await documentsOf(hub)
  const given = { mayAskFor: ['name'] as const, fineWords: [{ page: 'www.example.org/robins', phrases: ['cock'] }] }
  await save(1, [{ ...aTile, ...given, mayAskFor: ['name'] }])
  await save(2, [{ ...aTile, ...given, mayAskFor: ['name'], title: 'Robins' }])
  await publish(3)
  expect((await documents()).list).toMatchObject({ tiles: [given] })
  await save(3, [aTile])
  await publish(4)
  const [plain] = (await documents()).list?.tiles ?? []
  expect(plain).not.toHaveProperty('fineWords')
  expect(plain).not.toHaveProperty('mayAskFor')
  const acts = await hub.hub.db.selectFrom('staffActs').select(['who', 'about']).where('act', '=', 'changed-fine-words').execute()
  expect(acts).toEqual([aTile.id, aTile.id].map((about) => ({ who: 'The teacher', about })))
})

test('a change to what somebody else changed meanwhile is refused, and nothing is lost', async () => {
  const { desk, save, publish } = await aDesk()
  expect((await save(1, [{ ...aTile, title: 'First' }])).status).toBe(200)
  const late = await save(1, [{ ...aTile, title: 'Second' }])
  expect([late.status, await late.json()]).toEqual([409, expect.objectContaining({ code: 'HG_CHANGED_MEANWHILE' })])
  expect((await publish(1)).status).toBe(409)
  expect((await desk()).draft.tiles[0]?.title).toBe('First')
})

test('two teachers who save at the same moment do not both win', async () => {
  const { save } = await aDesk()
  const answers = await Promise.all(['One', 'Two', 'Three'].map((title) => save(1, [{ ...aTile, title }])))
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409])
})

test('a bad address is refused by the rules of an import, naming the tile', async () => {
  const { save, desk } = await aDesk()
  const second = { ...aTile, id: 'd'.repeat(32) }
  const fault = async (tile: Partial<Tile>) => {
    const answer = await save(1, [aTile, { ...second, ...tile }])
    const { code, detail } = await answer.json()
    return [answer.status, code, detail]
  }
  expect(await fault({ url: 'https://192.168.0.1/' })).toEqual([422, 'HG_ENTRY_HOST', 'entry 2, url'])
  expect(await fault({ url: 'https://co.uk/', scope: 'site' })).toEqual([422, 'HG_ENTRY_TOO_WIDE', 'entry 2, url'])
  expect(await fault({ url: 'javascript:alert(1)' })).toEqual([422, 'HG_ENTRY_SCHEME', 'entry 2, url'])
  expect(await fault({ companions: ['not a host'] })).toEqual([422, 'HG_ENTRY_COMPANION', 'entry 2, companions 1'])
  expect(await fault({ title: '' })).toEqual([400, 'HG_BODY_SHAPE', 'body/draft/tiles/1/title: too_small'])
  expect(await fault({ id: aTile.id })).toEqual([422, 'HG_LIST_SHAPE', 'two tiles with one id'])
  expect((await desk()).revision).toBe(1)
})

test('an http address is saved as https', async () => {
  const { save } = await aDesk()
  const saved = ClassDesk.parse(await (await save(1, [{ ...aTile, url: 'http://maths.example.com/count' }])).json())
  expect(saved.draft.tiles[0]?.url).toBe('https://maths.example.com/count')
})

test('a lesson names tiles that are there, and ends after it starts', async () => {
  const { save } = await aDesk()
  const lesson = { id: 'e'.repeat(32), aim: 'counting', startsAt: 1, endsAt: 2, tileIds: [aTile.id], onlyTheseTiles: false }
  expect((await save(1, [aTile], [{ ...lesson, endsAt: 1 }])).status).toBe(422)
  expect((await save(1, [aTile], [{ ...lesson, tileIds: ['f'.repeat(32)] }])).status).toBe(422)
  expect((await save(1, [aTile], [lesson])).status).toBe(200)
})

test('a list that nears its end is signed anew with the same content, and not sooner', async () => {
  let now = Date.now()
  const { hub, save } = await aDesk(() => now)
  const documents = await documentsOf(hub)
  const first = (await documents()).list
  expect((await save(1, [{ ...aTile, title: 'Not published' }])).status).toBe(200)
  now += 7 * day - 1
  expect(await renewLists(hub.hub)).toBe(0)
  now += 2
  expect(await renewLists(hub.hub)).toBe(1)
  const renewed = (await documents()).list
  expect(renewed).toEqual({ ...first, version: 2, issuedAt: now, expiresAt: now + 14 * day })
  expect(await renewLists(hub.hub)).toBe(0)
})

test('the desk counts the kiosks in reach that have the published list', async () => {
  const { hub, desk } = await aDesk()
  const [one, two] = [await aKiosk(hub, 'One'), await aKiosk(hub, 'Two')]
  const hello = (bearer: string, version: number) =>
    post(
      hub,
      '/api/kiosk/hello',
      { facts, schoolVersion: 1, listVersions: { [hub.classId]: version }, clock: 0, faults: [] },
      { authorization: bearer },
    )
  expect((await desk()).kiosks).toEqual({ inReach: 0, upToDate: 0 })
  await hello(one.bearer, 0)
  await hello(two.bearer, 1)
  expect((await desk()).kiosks).toEqual({ inReach: 2, upToDate: 1 })
})

test('a new child, a new secret and a removed child each reach the kiosks in a new school document', async () => {
  const { hub, headers, path } = await aDesk()
  const documents = await documentsOf(hub)
  const added = PupilRegister.parse(await (await post(hub, `${path}/pupils`, { name: 'Cai', picture: 'cat' }, headers)).json())
  const cai = added.pupils.find((pupil) => pupil.name === 'Cai')
  expect(cai).toMatchObject({ hasSecret: false, agreed: null })

  const pictures = ['drum', 'key', 'umbrella']
  const answer = await send(hub, 'PUT', `${path}/pupils/${cai?.id}/secret`, { pictures }, headers)
  const text = await answer.text()
  expect(PupilRegister.parse(JSON.parse(text)).pupils.find((pupil) => pupil.name === 'Cai')?.hasSecret).toBe(true)
  expect(text).not.toMatch(/umbrella|scrypt|salt/)

  const { school } = await documents()
  expect(school.version).toBe(3)
  const secret = school.classes[0]?.pupils.find((pupil) => pupil.name === 'Cai')?.secret
  if (secret == null) throw new Error('no secret')
  // As the kiosk of this stage asks, and checks: in order.
  expect(await secrets.matches(secretWords(pictures, true), secret)).toBe(true)
  expect(await secrets.matches(secretWords(pictures.toReversed(), true), secret)).toBe(false)
  expect(await secrets.matches('4821', school.staffPin)).toBe(true)

  await send(hub, 'DELETE', `${path}/pupils/${cai?.id}`, undefined, headers)
  const after = (await documents()).school
  expect([after.version, after.classes[0]?.pupils.map((pupil) => pupil.name)]).toEqual([4, ['Ada', 'Ben']])
})

test('superseded school documents keep who and when, and no child’s name', async () => {
  const { hub, headers, path } = await aDesk()
  await post(hub, `${path}/pupils`, { name: 'Cai', picture: 'cat' }, headers)
  const rows = await hub.hub.db.selectFrom('documents').selectAll().where('classId', '=', '').orderBy('version').execute()
  expect(rows.map((row) => [row.version, row.signedBy, row.signedJson === null])).toEqual([
    [1, 'set-up', true],
    [2, 'The teacher', false],
  ])
})

test('a secret that a child could never press is refused', async () => {
  const { hub, headers, path } = await aDesk()
  const { pupils } = PupilRegister.parse(await (await get(hub, `${path}/pupils`, headers)).json())
  const put = (pictures: string[]) => send(hub, 'PUT', `${path}/pupils/${pupils[0]?.id}/secret`, { pictures }, headers)
  for (const pictures of [
    ['key', 'drum'],
    ['key', 'key', 'drum'],
    ['key', 'drum', 'not-a-picture'],
  ]) {
    expect((await put(pictures)).status).toBe(400)
  }
})

test('wishes to visit are gathered by class and address, each counted once, and never say who asked', async () => {
  const { hub, headers } = await aDesk()
  const kiosk = await aKiosk(hub)
  const wish = (id: string, url: string, at: number): Event => ({
    kind: 'asked-to-visit',
    id: id.repeat(32),
    at,
    classId: hub.classId,
    pupilId: '9'.repeat(32),
    tile: 'Counting game',
    url,
  })
  const send = (...events: Event[]) => post(hub, '/api/kiosk/activity', { events }, { authorization: kiosk.bearer })
  const [first, second, third] = [
    wish('1', 'https://a.example/', 10),
    wish('2', 'https://a.example/', 30),
    wish('3', 'https://b.example/', 20),
  ]
  const kept = await send(first, second)
  expect(await kept.json()).toEqual({ kept: [first.id, second.id] })
  expect((await send(first, second, third)).status).toBe(200)

  const read = async () => {
    const text = await (await get(hub, '/api/teacher/requests', headers)).text()
    expect(text).not.toContain('9'.repeat(32))
    return VisitRequests.parse(JSON.parse(text)).requests
  }
  const requests = await read()
  expect(requests.map(({ url, asked, lastAt, answer }) => [url, asked, lastAt, answer])).toEqual([
    ['https://a.example/', 2, 30, 'open'],
    ['https://b.example/', 1, 20, 'open'],
  ])
  await post(hub, `/api/teacher/requests/${requests[0]?.id}`, { answer: 'not-today' }, headers)
  expect((await read()).map(({ url, answer }) => [url, answer])).toEqual([
    ['https://b.example/', 'open'],
    ['https://a.example/', 'not-today'],
  ])
})

test('"not today" holds for today: a wish of another day opens the request again', async () => {
  let now = Date.parse('2026-11-20T10:00:00Z')
  const { hub } = await aDesk(() => now)
  const kiosk = await aKiosk(hub)
  const wish = (id: string) => {
    const event = {
      kind: 'asked-to-visit',
      id: id.repeat(32),
      at: now,
      classId: hub.classId,
      pupilId: null,
      tile: 't',
      url: 'https://a.example/',
    }
    return post(hub, '/api/kiosk/activity', { events: [event] }, { authorization: kiosk.bearer })
  }
  const state = async () => {
    const headers = { cookie: await cookieOf(hub, 'teacher') }
    return { headers, request: VisitRequests.parse(await (await get(hub, '/api/teacher/requests', headers)).json()).requests[0] }
  }
  await wish('1')
  const { headers, request } = await state()
  await post(hub, `/api/teacher/requests/${request?.id}`, { answer: 'not-today' }, headers)
  await wish('2')
  expect((await state()).request?.answer).toBe('not-today')
  now += day
  await wish('3')
  expect((await state()).request).toMatchObject({ answer: 'open', asked: 3 })
})

test('the register shows what each child last agreed to', async () => {
  const { hub, headers, path } = await aDesk()
  const kiosk = await aKiosk(hub)
  const register = async () => PupilRegister.parse(await (await get(hub, `${path}/pupils`, headers)).json()).pupils
  const [ada] = await register()
  const agreed = (id: string, at: number, mode: string) => ({
    kind: 'agreed',
    id: id.repeat(32),
    at,
    classId: hub.classId,
    pupilId: ada?.id,
    stage: 'ks1',
    agreementVersion: '1',
    mode,
  })
  // The later one first: kiosks that were out of reach send old events late.
  const events = [agreed('1', 20, 'reminder'), agreed('2', 10, 'full')]
  expect((await post(hub, '/api/kiosk/activity', { events }, { authorization: kiosk.bearer })).status).toBe(200)
  expect((await register()).map((pupil) => pupil.agreed)).toEqual([{ version: '1', mode: 'reminder', at: 20 }, null])
})
