import { expect, test } from 'vitest'
import { ReportHeads } from '#core/contract/safety-desk.ts'
import { SlotAnswer, slotAnswerBytes } from '#core/contract/slots.ts'
import { newMixerKey } from '#core/sealing/slot-seal.ts'
import { aLetterbox, letterOf, slotOf } from '#test/reports/letterbox.ts'
import { cookieOf, get } from './a-school.ts'

test('a report is stored once, and the first bytes stay', async () => {
  const { hub, take, rows } = await aLetterbox()
  const first = letterOf('1', 'now', 7)
  await take(await slotOf(hub, first))
  await hub.mixer.step()
  await take(await slotOf(hub, letterOf('1', 'now', 9)))
  await hub.mixer.step()
  const stored = await rows()
  expect(stored).toHaveLength(1)
  expect(Buffer.from(stored[0]?.body ?? []).equals(first.envelope)).toBe(true)
})

test('what is on the disk is acknowledged with the next answers, and nothing before', async () => {
  const { hub, take } = await aLetterbox()
  const letter = letterOf('1', 'soon')
  expect((await take(await slotOf(hub, letter))).acks).not.toContain(letter.id)
  expect((await take(await slotOf(hub, null))).acks).not.toContain(letter.id)
  await hub.mixer.step()
  expect((await take(await slotOf(hub, null))).acks).toContain(letter.id)
  // Sent again after that: acknowledged again.
  for (let steps = 0; steps < 3; steps++) await hub.mixer.step()
  expect((await take(await slotOf(hub, letter))).acks).not.toContain(letter.id)
  await hub.mixer.step()
  expect((await take(await slotOf(hub, null))).acks).toContain(letter.id)
})

test('every answer has one size, whatever was sent', async () => {
  const { hub, put } = await aLetterbox()
  const other = (await newMixerKey()).recipient
  const bodies = [
    await slotOf(hub, letterOf('1', 'now')),
    await slotOf(hub, null),
    await slotOf(hub, null, false, other),
    new Uint8Array(5),
  ]
  for (const body of bodies) {
    const answer = await put(body)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(Buffer.byteLength(text)).toBe(slotAnswerBytes)
    SlotAnswer.parse(JSON.parse(text))
    await hub.mixer.step()
  }
})

test('"Soon" is held until ten children were at work, "Now" is not, and neither says when it came', async () => {
  const { hub, take, rows } = await aLetterbox({ soonHoldMs: 3_600_000 })
  await take(await slotOf(hub, letterOf('1', 'soon'), true))
  await take(await slotOf(hub, letterOf('2', 'now'), true))
  await hub.mixer.step()
  expect((await rows()).map(({ id, among }) => [id[0], among])).toEqual([['2', '<5']])
  for (let kiosk = 0; kiosk < 9; kiosk++) await take(await slotOf(hub, null, true))
  await hub.mixer.step()
  expect(await rows()).toHaveLength(1)
  for (let kiosk = 0; kiosk < 17; kiosk++) await take(await slotOf(hub, null, true))
  await hub.mixer.step()
  expect((await rows()).map(({ id, among, lane }) => [id[0], among, lane])).toEqual([
    ['1', '15-29', 'soon'],
    ['2', '<5', 'now'],
  ])
})

test('"Soon" is released when its time is up, or at the end of a small school’s day', async () => {
  let now = Date.parse('2026-11-23T10:00:00Z')
  const { hub, take, rows } = await aLetterbox({ soonHoldMs: 30 * 60_000, soonUntil: '15:15' }, () => now)
  await take(await slotOf(hub, letterOf('1', 'soon')))
  await hub.mixer.step()
  now += 5 * 3_600_000
  await hub.mixer.step()
  expect(await rows()).toHaveLength(0)
  now += 15 * 60_000
  await hub.mixer.step()
  expect(await rows()).toHaveLength(1)
})

test('a kiosk that was set up in the letterbox of an older hub is asked for its own token', async () => {
  const { put } = await aLetterbox()
  expect((await put(new Uint8Array(1), { authorization: `Bearer ${'A'.repeat(43)}` })).status).toBe(401)
})

test('the desk is told of what could not be opened', async () => {
  const { hub, take } = await aLetterbox()
  await take(new Uint8Array(7))
  await hub.mixer.step()
  const inbox = ReportHeads.parse(await (await get(hub, '/api/dsl/reports', { cookie: await cookieOf(hub, 'dsl') })).json())
  expect(inbox.unopened).toMatchObject([{ why: 'size' }])
})
