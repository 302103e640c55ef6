import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Report } from '#core/contract/report.ts'
import { type SlotAnswer, slotBytes } from '#core/contract/slots.ts'
import { createOutbox, type Outbox } from '#core/outbox/outbox.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import type { Slot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { slotCount } from '#host/outbox-ring.ts'
import { type OutboxFolder, openOutboxStore } from '#host/outbox-store.ts'
import { answerWith } from '#test/core/outbox/gone-over.ts'
import { testFolder } from '#test/host/folder.ts'
import { kendallTau } from './statistics.ts'

const everyMs = 300_000
const days = 14
const told = 100

test('L3: with the hub off for 14 days a hundred reports on one kiosk are all kept, and all arrive when it is back, in random order', async () => {
  const team = await makeTeam('one two', 1, 4)
  const folder = testFolder()
  let now = everyMs * 1_000
  let timers: { at: number; act: () => void }[] = []
  let isAway = true
  let steps = 0
  /** Work under way, so that the clock goes on only when the disk has answered. */
  let busy = 0
  const counted = <T>(work: Promise<T>): Promise<T> => {
    busy++
    return work.finally(() => busy--)
  }
  const inSlot = new Map<string, Slot['letter']>()
  const arrived = new Map<string, Uint8Array>()
  const order: string[] = []
  const send = async (bytes: Uint8Array): Promise<SlotAnswer> => {
    steps++
    if (isAway) throw new Error('out of reach')
    const acks = [...arrived.keys()].slice(-16)
    const letter = inSlot.get(Buffer.from(bytes).toString('latin1', 0, 16)) ?? null
    if (letter !== null && !arrived.has(letter.id)) order.push(letter.id)
    if (letter !== null) arrived.set(letter.id, letter.envelope)
    return answerWith(acks)
  }
  async function start(): Promise<{ store: OutboxFolder; outbox: Outbox }> {
    const store = await openOutboxStore(folder)
    const outbox = createOutbox({
      store: {
        ...store,
        list: () => counted(store.list()),
        get: (id) => counted(store.get(id)),
        remove: (id) => counted(store.remove(id)),
      },
      clock: {
        now: () => now,
        steady: () => now,
        after(ms, act) {
          const timer = { at: now + ms, act }
          timers.push(timer)
          return {
            cancel() {
              timers = timers.filter((one) => one !== timer)
            },
          }
        },
      },
      send,
      seal: async ({ letter }) => {
        const bytes = new Uint8Array(slotBytes)
        bytes.set(randomBytes(16))
        inSlot.clear()
        inSlot.set(Buffer.from(bytes).toString('latin1', 0, 16), letter)
        return bytes
      },
    })
    outbox.begin({ now: () => now, mixer: () => ({ key: 'k', everyMs }), isInUse: () => false, onAnswer: () => undefined })
    return { store, outbox }
  }
  async function pass(ms: number): Promise<void> {
    const end = now + ms
    for (;;) {
      for (let quiet = 0; quiet < 3; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve))
      const next = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0]
      if (next === undefined) break
      timers = timers.filter((one) => one !== next)
      now = Math.max(now, next.at)
      next.act()
    }
    now = end
  }

  let kiosk = await start()
  await kiosk.store.setLargeSlotsLeft(0)
  const words: string[] = []
  for (let turn = 0; turn < told; turn++) {
    const report: Report = {
      v: 1,
      category: 'MEAN',
      words: `note ${turn}`,
      page: null,
      danger: false,
      stage: 'ks2',
      halfDay: '2026-11-21 am',
    }
    // What the child is told is "saved" each time, beyond the ring's last place too.
    expect(await kiosk.outbox.keep(report, team.request.recipients, 'soon')).toBe('saved')
    expect(await kiosk.outbox.hasRoom()).toBe(true)
    words.push(report.words)
    await pass((days * 86_400_000) / told)
    if (turn === told / 2) {
      // A night without power, in the middle of it.
      kiosk.outbox.stop()
      timers = []
      await kiosk.store.close()
      kiosk = await start()
    }
  }
  expect(told).toBeGreaterThan(slotCount)
  expect(steps).toBeGreaterThanOrEqual((days * 86_400_000) / everyMs - 2)
  expect(await kiosk.store.list()).toHaveLength(told)
  isAway = false
  for (let step = 0; step < told + 40 && (await kiosk.store.list()).length > 0; step++) await pass(everyMs)
  expect(await kiosk.store.list()).toEqual([])
  const delivered = await Promise.all(
    order.map(async (id) => (await openReport(arrived.get(id) ?? new Uint8Array(), team.teamIdentity)).words),
  )
  expect(delivered.toSorted()).toEqual(words.toSorted())
  // Five standard deviations of chance for a hundred.
  expect(Math.abs(kendallTau(delivered.map((one) => words.indexOf(one))))).toBeLessThan(0.34)
  kiosk.outbox.stop()
  await kiosk.store.close()
})
