import { expect, test } from 'vitest'
import { sealReport } from '#core/sealing/report-seal.ts'
import { newMixerKey, openSlot, sealSlot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { aKiosk, cookieOf, get, send } from '#test/hub/server/a-school.ts'
import { aLetterbox, letterOf, slotOf } from './letterbox.ts'

const told = { v: 1, words: '', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' } as const

test('P13: a note about a grown-up has as many stanzas as any other, and the team’s key does not open it', async () => {
  const team = await makeTeam('one two three', 1, 4)
  const grownUps = (await newMixerKey()).recipient
  const stanzas = async (category: 'MEAN' | 'ADULT', readers: string | null) => {
    const sealed = await sealReport({ ...told, category }, { ...team.request.recipients, grownUps: readers })
    return {
      size: sealed.length,
      count: Buffer.from(sealed)
        .toString('latin1')
        .split('\n--- ')[0]
        ?.match(/^-> X25519 /gm)?.length,
    }
  }
  const usual = await stanzas('MEAN', null)
  expect(usual.count).toBe(2)
  expect(await stanzas('ADULT', grownUps)).toEqual(usual)
  expect(await stanzas('ADULT', null)).toEqual(usual)
  const { openReport } = await import('#core/sealing/report-seal.ts')
  for (const readers of [grownUps, null]) {
    const sealed = await sealReport({ ...told, category: 'ADULT' }, { ...team.request.recipients, grownUps: readers })
    await expect(openReport(sealed, team.teamIdentity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
    expect((await openReport(sealed, team.recoveryIdentity)).category).toBe('ADULT')
  }
})

test('P14: the same report is other bytes in each slot, and its id is seen by the mixer alone', async () => {
  const mixer = await newMixerKey()
  const letter = letterOf('ab', 'soon')
  const slots = await Promise.all(Array.from({ length: 8 }, () => sealSlot({ inUse: true, letter }, mixer.recipient)))
  expect(new Set(slots.map((slot) => Buffer.from(slot).toString('base64'))).size).toBe(8)
  for (const slot of slots) {
    expect(Buffer.from(slot).includes(Buffer.from(letter.id, 'hex'))).toBe(false)
    expect(Buffer.from(slot).includes(Buffer.from(letter.envelope.subarray(0, 32)))).toBe(false)
    expect(await openSlot(slot, mixer.identity)).toEqual({ kind: 'slot', slot: { inUse: true, letter } })
  }
})

test('L7: a hundred copies at once make one row, and all are answered', async () => {
  const { hub, take, rows } = await aLetterbox()
  const letter = letterOf('7', 'now')
  const bodies = await Promise.all(Array.from({ length: 100 }, () => slotOf(hub, letter)))
  await Promise.all(bodies.map((body) => take(body)))
  await hub.mixer.step()
  await hub.mixer.step()
  expect(await rows()).toHaveLength(1)
  expect((await take(await slotOf(hub, null))).acks).toContain(letter.id)
})

test('A2: who is not enrolled is refused, and a clone of a kiosk sends one slot a step', async () => {
  const { hub, put } = await aLetterbox()
  expect((await put(await slotOf(hub, null), { authorization: '' })).status).toBe(401)
  const { bearer } = await aKiosk(hub)
  const statuses: number[] = []
  for (let copy = 0; copy < 10; copy++) statuses.push((await put(await slotOf(hub, letterOf(`${copy}`)), { authorization: bearer })).status)
  expect(statuses).toEqual([200, ...Array.from({ length: 9 }, () => 429)])
})

test('A5: what is malformed, of another size, sealed otherwise or of another version is kept and shown', async () => {
  const { hub, put, take, rows } = await aLetterbox()
  const { hub: inner } = hub
  await take(new Uint8Array(3))
  await take(await slotOf(hub, letterOf('1'), false, (await newMixerKey()).recipient))
  const flipped = await slotOf(hub, letterOf('2'))
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1
  await take(flipped)
  expect((await put(new Uint8Array(100_000))).status).toBe(413)
  await hub.mixer.step()
  const kept = await inner.db.selectFrom('unopenedSlots').select(['why', 'body']).execute()
  expect(kept.map(({ why }) => why).sort()).toEqual(['sealed-otherwise', 'sealed-otherwise', 'size', 'size'])
  expect(kept.map(({ body }) => body.length).sort((one, other) => one - other)).toEqual([0, 3, flipped.length, flipped.length])
  const inbox = await (await get(hub, '/api/dsl/reports', { cookie: await cookieOf(hub, 'dsl') })).json()
  expect(inbox.unopened).toHaveLength(4)
  expect(await rows()).toEqual([])
})

test('A9: help by name reaches the safeguarding team and the office with the mixer stopped, not the teacher, and is in no table of reports', async () => {
  const { hub } = await aLetterbox()
  const { bearer } = await aKiosk(hub)
  await hub.mixer.stop()
  const call = { classId: hub.classId, pupilName: 'Ada', kind: 'help' }
  expect((await send(hub, 'PUT', `/api/kiosk/calls/${'c'.repeat(32)}`, call, { authorization: bearer })).status).toBe(200)
  const callsOf = async (role: 'dsl' | 'deputy' | 'office' | 'teacher') =>
    (await (await get(hub, '/api/teacher/calls', { cookie: await cookieOf(hub, role) })).json()).calls.map(
      (one: { pupilName: string }) => one.pupilName,
    )
  expect([await callsOf('dsl'), await callsOf('deputy'), await callsOf('office'), await callsOf('teacher')]).toEqual([
    ['Ada'],
    ['Ada'],
    ['Ada'],
    [],
  ])
  const teacher = { cookie: await cookieOf(hub, 'teacher') }
  expect((await send(hub, 'POST', `/api/teacher/calls/${'c'.repeat(32)}`, { answer: 'coming' }, teacher)).status).toBe(404)
  for (const table of ['reports', 'heldReports', 'unopenedSlots'] as const)
    expect(await hub.hub.db.selectFrom(table).selectAll().execute()).toEqual([])
})

test('P7: no table of reports has a time finer than a day, nor a device', async () => {
  const { hub } = await aLetterbox()
  const tables = await hub.hub.db.introspection.getTables()
  const columns = (name: string) =>
    tables
      .find((table) => table.name === name)
      ?.columns.map((column) => column.name)
      .sort()
  expect(columns('reports')).toEqual(['among', 'body', 'day', 'epoch', 'filed', 'heldBy', 'id', 'lane', 'state'])
  expect(columns('heldReports')).toEqual(['body', 'day', 'epoch', 'id'])
  expect(columns('unopenedSlots')).toEqual(['body', 'day', 'id', 'why'])
})
