import { expect, test } from 'vitest'
import { ClassProof, type DailyProof } from '#core/contract/daily-proof.ts'
import { CheckAsked, canaryNames, type KioskCheck, SelfChecks } from '#core/contract/self-check.ts'
import { aHub, aKiosk, aTile, cookieOf, get, post, send } from './a-school.ts'
import { readEvents } from './event-reader.ts'

const put = (hub: Parameters<typeof send>[0], path: string, body: unknown, headers: Record<string, string>) =>
  send(hub, 'PUT', path, body, headers)

const check = (passed: boolean): KioskCheck => ({
  at: 1_000,
  passed,
  checked: {
    at: 1_000,
    tookMs: 900,
    engine: { name: 'Chromium', version: '156', fileFrom: null },
    canaries: canaryNames.map((name) => ({ name, result: passed ? 'held' : 'leaked' })),
    systemKeys: [],
    byHand: [],
  },
})

test('the newest self-check of a kiosk and its newest proof are shown to the technician, and to nobody else', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub, 'By the window')
  const bearer = { authorization: kiosk.bearer }
  const cookie = await cookieOf(hub, 'technician')
  expect((await put(hub, '/api/kiosk/self-check', check(false), bearer)).status).toBe(200)
  expect((await put(hub, '/api/kiosk/self-check', check(true), bearer)).status).toBe(200)
  const tileOf = (result: 'opened' | 'refused' | 'not-tested') => ({
    classId: hub.classId,
    tileId: aTile.id,
    title: aTile.title,
    result,
    why: '',
  })
  const proof = (day: string, result: 'opened' | 'refused' | 'not-tested'): DailyProof => ({
    day,
    finishedAt: 5,
    canaries: [{ url: 'https://127.0.0.1/', result: 'refused', why: 'not-on-list' }],
    tiles: [tileOf(result)],
  })
  await put(hub, '/api/kiosk/daily-proof', proof('2026-11-20', 'opened'), bearer)
  await put(hub, '/api/kiosk/daily-proof', proof('2026-11-21', 'refused'), bearer)
  // A try without a connection later that day undoes nothing.
  await put(hub, '/api/kiosk/daily-proof', proof('2026-11-21', 'not-tested'), bearer)
  const seen = SelfChecks.parse(await (await get(hub, '/api/technician/self-checks', { cookie })).json())
  expect(seen.checks[kiosk.deviceId]?.passed).toBe(true)
  expect(seen.proofs[kiosk.deviceId]).toMatchObject({ day: '2026-11-21', opened: 0, refused: 1, canariesRefused: 1, canaries: 1 })
  expect(seen.proofs[kiosk.deviceId]?.notOpened).toEqual([tileOf('refused')])
  const teacher = { cookie: await cookieOf(hub, 'teacher') }
  expect((await get(hub, '/api/technician/self-checks', teacher)).status).toBe(403)
  const forClass = ClassProof.parse(await (await get(hub, `/api/teacher/classes/${hub.classId}/proof`, teacher)).json())
  expect(forClass).toEqual({ day: '2026-11-21', notOpened: [{ tileId: aTile.id, result: 'refused', why: '', kiosks: 1 }] })
  // The evidence outlives the kiosk.
  expect((await hub.hub.db.selectFrom('dailyProofs').select('day').execute()).length).toBe(2)
})

test('the button reaches the kiosk that is in reach, and says when it did not', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub, 'One')
  const cookie = await cookieOf(hub, 'technician')
  const ask = async (id: string) => post(hub, `/api/technician/kiosks/${id}/check`, {}, { cookie })
  expect(CheckAsked.parse(await (await ask(kiosk.deviceId)).json())).toEqual({ told: false })
  const stream = await readEvents(hub, '/api/kiosk/events', { authorization: kiosk.bearer })
  await stream.until((event) => event.kind === 'hello')
  expect(CheckAsked.parse(await (await ask(kiosk.deviceId)).json())).toEqual({ told: true })
  await stream.until((event) => event.kind === 'check-yourself')
  expect((await ask('f'.repeat(32))).status).toBe(404)
})
