import { expect, test } from 'vitest'
import { Documents } from '#core/contract/hub-api.ts'
import { ClassList } from '#core/contract/list.ts'
import { School } from '#core/contract/school.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { aHub, aKiosk, aSchool, facts, get, post } from './a-school.ts'

test('an enrolled kiosk gets documents that its pinned key opens', async () => {
  const hub = await aHub({}, aSchool(['key', 'umbrella', 'drum']))
  const kiosk = await aKiosk(hub)
  const answer = await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer })
  const documents = Documents.parse(await answer.json())

  const school = School.parse(openSignedDocument(documents.school, kiosk.schoolKey))
  expect(school).toMatchObject({ schoolId: kiosk.schoolId, version: 1, name: 'Hill Primary', recipients: null })
  expect(school.classes[0]?.pupils.map((pupil) => [pupil.name, pupil.secret === null])).toEqual([
    ['Ada', false],
    ['Ben', true],
  ])
  const list = ClassList.parse(openSignedDocument(documents.lists[0], kiosk.schoolKey))
  expect(list).toMatchObject({ classId: hub.classId, schoolId: kiosk.schoolId, version: 1, stage: 'ks1' })
  expect(list.expiresAt - list.issuedAt).toBe(14 * 24 * 60 * 60_000)
})

test('a code is used once, however it is typed', async () => {
  const hub = await aHub()
  const code = await hub.makeEnrolmentCode()
  expect(code).toMatch(/^[ACDEFGHJKMNPQRTWXY34679]{8}$/)
  const typed = `${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`
  expect((await post(hub, '/api/enrol', { code: typed, name: 'One', facts })).status).toBe(200)
  const again = await post(hub, '/api/enrol', { code, name: 'Two', facts })
  expect([again.status, await again.json()]).toEqual([404, expect.objectContaining({ code: 'HG_CODE_WRONG' })])
})

test('a code is good for 30 minutes and no longer', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  const early = await hub.makeEnrolmentCode()
  const late = await hub.makeEnrolmentCode()
  now += 30 * 60_000 - 1
  expect((await post(hub, '/api/enrol', { code: early, name: 'One', facts })).status).toBe(200)
  now += 1
  expect((await post(hub, '/api/enrol', { code: late, name: 'Two', facts })).status).toBe(404)
})

test('a sixth code makes the oldest useless', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now++ })
  const codes: string[] = []
  for (let count = 0; count < 6; count++) codes.push(await hub.makeEnrolmentCode())
  const statuses = []
  for (const code of codes) statuses.push((await post(hub, '/api/enrol', { code, name: 'One', facts })).status)
  expect(statuses).toEqual([404, 200, 200, 200, 200, 200])
})

test('guessing codes is stopped', async () => {
  const hub = await aHub()
  const guess = () => post(hub, '/api/enrol', { code: 'AAAAAAAA', name: 'One', facts })
  for (let count = 0; count < 10; count++) expect((await guess()).status).toBe(404)
  expect((await guess()).status).toBe(429)
  const right = await post(hub, '/api/enrol', { code: await hub.makeEnrolmentCode(), name: 'One', facts })
  expect(await right.json()).toMatchObject({ code: 'HG_TOO_MANY_TRIES' })
})
