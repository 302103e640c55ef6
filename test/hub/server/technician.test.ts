import { expect, test } from 'vitest'
import { EnrolmentCode, Kiosks } from '#core/contract/hub-api.ts'
import { startHub } from '#hub/server/start.ts'
import { aFolder, aHub, aKiosk, cookieOf, facts, get, post } from './a-school.ts'
import { readEvents } from './event-reader.ts'

const minute = 60_000

test('the page shows what each kiosk said of itself, whether it is there, and whether it has the newest lists', async () => {
  let now = Date.now()
  const hub = await aHub({ now: () => now })
  const headers = { cookie: await cookieOf(hub, 'technician') }
  const kiosk = await aKiosk(hub, 'By the window')
  const [only] = await listed()
  expect(only).toMatchObject({
    id: kiosk.deviceId,
    name: 'By the window',
    facts,
    lastContactAt: null,
    inReach: false,
    listsUpToDate: false,
    faults: [],
  })

  const faults = [{ code: 'HG_DOCUMENT_SIGNATURE', detail: 'list' }]
  const hello = (schoolVersion: number, version: number) =>
    post(
      hub,
      '/api/kiosk/hello',
      { facts: { ...facts, version: '2' }, schoolVersion, listVersions: { [hub.classId]: version }, clock: 0, faults },
      { authorization: kiosk.bearer },
    )
  expect(await (await hello(1, 1)).json()).toEqual({ hubTime: now })
  expect((await listed())[0]).toMatchObject({ facts: { version: '2' }, lastContactAt: now, inReach: true, listsUpToDate: true, faults })
  await hello(0, 1)
  expect((await listed())[0]?.listsUpToDate).toBe(false)
  await hello(1, 0)
  expect((await listed())[0]?.listsUpToDate).toBe(false)

  now += 4 * minute
  expect((await listed())[0]?.inReach).toBe(false)
  const stream = await readEvents(hub, '/api/kiosk/events', { authorization: kiosk.bearer })
  await stream.until((event) => event.kind === 'hello')
  expect((await listed())[0]?.inReach).toBe(true)

  async function listed() {
    return Kiosks.parse(await (await get(hub, '/api/technician/kiosks', headers)).json()).kiosks
  }
})

test('a code made at the page enrols a kiosk within its half hour', async () => {
  const hub = await aHub()
  const answer = await post(hub, '/api/technician/enrolment-codes', {}, { cookie: await cookieOf(hub, 'technician') })
  const { code, expiresAt } = EnrolmentCode.parse(await answer.json())
  expect(expiresAt - Date.now()).toBeLessThanOrEqual(30 * minute)
  expect((await post(hub, '/api/enrol', { code, name: 'One', facts })).status).toBe(200)
  const rows = await hub.hub.db.selectFrom('enrolmentCodes').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(code)
})

test('a hub whose clock went back does not start, and one whose clock is right does', async () => {
  const folder = aFolder()
  const first = await startHub({ folder, logLevel: 'silent' })
  await first.close()
  await expect(startHub({ folder, logLevel: 'silent', now: () => 0 })).rejects.toMatchObject({ code: 'HG_CLOCK_WRONG' })
  const hub = await aHub()
  const { issuedAt } = await hub.hub.db.selectFrom('documents').select('issuedAt').executeTakeFirstOrThrow()
  await hub.hub.db
    .updateTable('documents')
    .set({ issuedAt: issuedAt + 25 * 60 * minute })
    .execute()
  await expect(startHub({ folder: hub.folder, logLevel: 'silent' })).rejects.toMatchObject({ code: 'HG_CLOCK_WRONG' })
  await hub.hub.db
    .updateTable('documents')
    .set({ issuedAt: issuedAt + 23 * 60 * minute })
    .execute()
  await (await startHub({ folder: hub.folder, logLevel: 'silent' })).close()
})
