import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { envelopeForms } from '#core/contract/envelope-form.ts'
import type { Report } from '#core/contract/report.ts'
import { SlotAnswer, slotForms } from '#core/contract/slots.ts'
import { largeSlotsAtFirst } from '#core/outbox/going-over.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { openSlot } from '#core/sealing/slot-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { slotBytes as placeBytes, slotCount } from '#host/outbox-ring.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { newId } from '#hub/server/tokens.ts'
import { testFolder } from '#test/host/folder.ts'
import { anOldHub, aSlotKiosk, before, type SlotHub } from './going-over-world.ts'
import { aLetterbox } from './letterbox.ts'

const [small, large] = [slotForms.small.bytes, slotForms.large.bytes]
const note = (words: string): Report => ({
  v: 1,
  category: 'MEAN',
  words,
  page: null,
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-23 am',
})
let team: MadeTeam
beforeAll(async () => {
  team = await makeTeam('one two', 1, 4)
})

async function aNewHub() {
  const { hub, take, rows } = await aLetterbox()
  const slotHub: SlotHub = {
    key: hub.hub.mixerKey.recipient,
    async take(bytes) {
      const answer = await take(bytes)
      await hub.mixer.step()
      return answer
    },
  }
  const words = async () => {
    const read = await Promise.all((await rows()).map(({ body }) => openReport(body, team.teamIdentity)))
    return read.map((one) => one.words).toSorted()
  }
  return { slotHub, words, rows }
}

/** A kiosk's folder as the version before left it, with so many large reports. */
async function anOldFolder(waiting: readonly string[]): Promise<string> {
  const folder = testFolder()
  const store = await openOutboxStore(folder)
  for (const words of waiting) {
    await store.put(newId(), { lane: 'now', envelope: await sealReport(note(words), team.request.recipients, 'large') })
  }
  await store.close()
  return folder
}
const names = (count: number) => Array.from({ length: count }, (_, at) => `old ${at}`).toSorted()

test('a kiosk that is updated with a full ring sends what one with an empty ring sends, report or not, and all arrive', async () => {
  const { slotHub, words } = await aNewHub()
  const full = await aSlotKiosk(await anOldFolder(names(slotCount)), slotHub, team.request.recipients)
  const empty = await aSlotKiosk(testFolder(), slotHub, team.request.recipients)
  // The first answer says that the hub takes small ones.
  for (const kiosk of [full, empty]) {
    await kiosk.steps(10)
    expect(await kiosk.tell(note('new'))).toBe('saved')
    await kiosk.steps(largeSlotsAtFirst + 1 - 10 + 5)
  }
  expect(full.sizes).toEqual([...Array.from({ length: largeSlotsAtFirst + 1 }, () => large), ...Array.from({ length: 5 }, () => small)])
  expect(empty.sizes).toEqual(full.sizes)
  expect(await words()).toEqual(['new', 'new', ...names(slotCount)])
  expect([await full.store.list(), await empty.store.list()]).toEqual([[], []])
}, 120_000)

test('more of the large reports than that are all sent all the same, over a restart, before the slots become small', async () => {
  const { slotHub, words } = await aNewHub()
  const folder = await anOldFolder(names(slotCount + 16))
  const first = await aSlotKiosk(folder, slotHub, team.request.recipients)
  await first.steps(30)
  await first.stop()
  const second = await aSlotKiosk(folder, slotHub, team.request.recipients)
  await second.steps(60)
  expect(new Set(first.sizes)).toEqual(new Set([large]))
  expect(second.sizes.slice(0, 43)).toEqual(Array.from({ length: 43 }, () => large))
  expect(second.sizes.slice(-5)).toEqual(Array.from({ length: 5 }, () => small))
  expect(second.sizes).toEqual(second.sizes.toSorted((one, other) => other - one))
  expect(await words()).toEqual(names(slotCount + 16))
  expect(await second.store.list()).toEqual([])
  // Gone over for good: the next start begins small.
  await second.stop()
  const third = await aSlotKiosk(folder, slotHub, team.request.recipients)
  await third.steps(2)
  expect(third.sizes).toEqual([small, small])
}, 120_000)

test('a place of the ring as the version before wrote it is read and sent, and opens at the desk', async () => {
  const folder = testFolder()
  const ring = randomBytes(slotCount * placeBytes)
  before.place.copy(ring, 9 * placeBytes)
  writeFileSync(join(folder, 'ring'), ring)
  mkdirSync(join(folder, 'more'))
  const { slotHub, rows } = await aNewHub()
  const kiosk = await aSlotKiosk(folder, slotHub, team.request.recipients)
  await kiosk.steps(3)
  const { team: then, reports } = JSON.parse(readFileSync('test/vectors/sealed/2026-11.json', 'utf8'))
  const [row] = await rows()
  expect(row?.id).toBe(before.id)
  expect(await openReport(row?.body ?? new Uint8Array(), then.teamIdentity)).toEqual(reports[0].report)
  expect(await kiosk.store.list()).toEqual([])
})

test('a slot of the version before is taken, and its kiosk finds no field in the answer that it does not know', async () => {
  const opened = await openSlot(before.slot, before.mixerIdentity)
  expect(opened).toMatchObject({ kind: 'slot', slot: { inUse: true, letter: { id: before.id, lane: 'now' } } })
  expect(await openSlot(before.dummy, before.mixerIdentity)).toEqual({ kind: 'slot', slot: { inUse: false, letter: null } })
  const { slotHub } = await aNewHub()
  const answer = await slotHub.take(new Uint8Array(before.slot))
  expect(Object.keys(SlotAnswer.parse(answer)).sort()).toEqual(['acks', 'among', 'board', 'checkpoint', 'keys', 'pad', 'v'])
  expect(Buffer.byteLength(JSON.stringify(answer))).toBe(2_100)
})

test('a new kiosk delivers to a hub of before, goes over with the hub’s update, and is not stuck when the hub is taken back', async () => {
  const [old, now] = [await anOldHub(), await aNewHub()]
  const kiosk = await aSlotKiosk(testFolder(), old, team.request.recipients)
  await kiosk.tell(note('to the old hub'))
  await kiosk.steps(3)
  const readByTheOld = async () =>
    (await Promise.all([...old.arrived.values()].map((envelope) => openReport(envelope, team.teamIdentity)))).map(({ words }) => words)
  expect(await readByTheOld()).toEqual(['to the old hub'])
  expect([...old.arrived.values()].map(({ length }) => length)).toEqual([envelopeForms.large.envelopeBytes])

  kiosk.meet(now.slotHub)
  await kiosk.steps(largeSlotsAtFirst + 2)
  expect(kiosk.sizes.at(-1)).toBe(small)
  await kiosk.tell(note('small'))
  kiosk.meet(old)
  // One small slot has to leave before the kiosk hears that this hub takes none; it may have been this report's, or it was not.
  await kiosk.steps(2)
  await kiosk.tell(note('to the old hub again'))
  await kiosk.steps(4)
  expect(await readByTheOld()).toEqual(['to the old hub', 'to the old hub again'])
  expect(old.quarantined).toEqual([small])
  expect(await kiosk.store.list()).toHaveLength(1)

  kiosk.meet(now.slotHub)
  await kiosk.steps(4)
  expect(await now.words()).toEqual(['small'])
  expect(await kiosk.store.list()).toEqual([])
})

test('a kiosk that is taken back to the version before keeps and sends what was sealed small, and the desk opens it', async () => {
  const folder = testFolder()
  const store = await openOutboxStore(folder)
  await store.put(before.id, { lane: 'now', envelope: await sealReport(note('small'), team.request.recipients) })
  await store.close()
  const ring = readFileSync(join(folder, 'ring'))
  // As that version reads a place: magic, id and 16,682 bytes, with their SHA-256.
  const places = Array.from({ length: slotCount }, (_, at) => ring.subarray(at * placeBytes, (at + 1) * placeBytes))
  const taken = places.filter((place) => place.subarray(0, 8).toString() === 'HGSLOT0N')
  const [place = Buffer.alloc(0)] = taken
  expect(taken).toHaveLength(1)
  expect(createHash('sha256').update(place.subarray(0, 16_706)).digest().equals(place.subarray(16_706, 16_738))).toBe(true)
  expect(await openReport(new Uint8Array(place.subarray(24, 16_706)), team.teamIdentity)).toEqual(note('small'))
})
