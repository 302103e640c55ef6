import { beforeAll, describe, expect, it } from 'vitest'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { type Letter, type SlotAnswer, slotBytes } from '#core/contract/slots.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { untilNextStep } from '#core/outbox/slots.ts'
import type { ClockPort, OutboxStore } from '#core/ports.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { newMixerKey, openSlot, sealSlot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { answerWith, goneOver } from './gone-over.ts'

const told: Report = { v: 1, category: 'MEAN', words: 'sentinel', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' }
const everyMs = 300_000
let recipients: ReportRecipients
let teamIdentity: string
let mixer: { identity: string; recipient: string }
beforeAll(async () => {
  const made = await makeTeam('one two', 1, 4)
  recipients = made.request.recipients
  teamIdentity = made.teamIdentity
  mixer = await newMixerKey()
})

/** A store in memory, a hub that can be away, and a clock that goes on only when the test says so. */
function setUp(startAt = 0) {
  const kept = new Map<string, Letter>()
  const world = { disk: 'good' as 'good' | 'full' | 'stuck', hub: 'here' as 'here' | 'away' | 'deaf', keyed: true, jump: 0 }
  const store: OutboxStore = {
    put: async (id, letter) => {
      if (world.disk === 'full') throw new HedgerowError('HG_DISK_FULL')
      kept.set(id, letter)
    },
    list: async () => [...kept.keys()],
    get: async (id) => kept.get(id) ?? null,
    remove: async (id) => {
      if (world.disk === 'stuck') throw new HedgerowError('HG_FOLDER_UNWRITABLE')
      kept.delete(id)
    },
    hasRoom: async () => {
      if (world.disk === 'full') throw new Error('no')
      return true
    },
    ...goneOver(),
  }
  const timers: { at: number; act: () => void }[] = []
  let now = startAt
  const clock: ClockPort = {
    now: () => now,
    steady: () => now,
    after(ms, act) {
      const timer = { at: now + ms, act }
      timers.push(timer)
      return { cancel: () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1)) }
    },
  }
  const arrived = new Map<string, Uint8Array>()
  const slots: { at: number; bytes: Uint8Array; id: string | null }[] = []
  /** Sealing and opening hop through the machine's own threads: time stands still until they are done. */
  let busy = 0
  const counted = async <T>(work: Promise<T>): Promise<T> => {
    busy++
    return work.finally(() => busy--)
  }
  const settle = async () => {
    for (let quiet = 0; quiet < 20; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const send = async (bytes: Uint8Array): Promise<SlotAnswer> => {
    const at = now
    const opened = await counted(openSlot(bytes, mixer.identity))
    const letter = opened.kind === 'slot' ? opened.slot.letter : null
    slots.push({ at, bytes, id: letter?.id ?? null })
    if (world.hub === 'away') throw new Error('out of reach')
    const acks = [...arrived.keys()]
    if (letter !== null) arrived.set(letter.id, letter.envelope)
    if (world.hub === 'deaf') throw new Error('the answer was lost')
    return answerWith(acks)
  }
  const outbox = createOutbox({ store, send, clock, seal: (...all) => counted(sealSlot(...all)) })
  outbox.begin({
    now: () => now + world.jump,
    mixer: () => (world.keyed ? { key: mixer.recipient, everyMs } : null),
    isInUse: () => false,
    onAnswer: () => undefined,
  })
  async function pass(ms: number): Promise<void> {
    const end = now + ms
    for (;;) {
      await settle()
      const next = timers.filter((timer) => timer.at <= end).sort((first, second) => first.at - second.at)[0]
      if (next === undefined) break
      timers.splice(timers.indexOf(next), 1)
      now = Math.max(now, next.at)
      next.act()
    }
    now = end
  }
  return { outbox, kept, arrived, slots, timers, world, pass }
}
describe('the outbox', () => {
  it('says saved once the sealed report is in the store, and sends it in the next slot', async () => {
    const { outbox, kept, arrived, pass } = setUp()
    expect(await outbox.keep(told, recipients, 'now')).toBe('saved')
    expect([...kept.values()].map(({ lane }) => lane)).toEqual(['now'])
    await pass(everyMs - 1)
    expect(arrived.size).toBe(0)
    await pass(1)
    await pass(0)
    const [[id, bytes] = ['', new Uint8Array()]] = arrived
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(bytes.length).toBe(envelopeBytes)
    expect(await openReport(bytes, teamIdentity)).toEqual(told)
    // Removed only when a later answer names it.
    expect(kept.size).toBe(1)
    await pass(everyMs)
    await pass(0)
    expect(kept.size).toBe(0)
  })

  it('sends one slot of one size at every step of the grid, report or not', async () => {
    const { outbox, slots, pass } = setUp(12_345)
    for (let step = 0; step < 6; step++) {
      if (step === 2) for (let count = 0; count < 3; count++) await outbox.keep(told, recipients, 'soon')
      await pass(everyMs)
    }
    expect(slots.map(({ at }) => at)).toEqual([1, 2, 3, 4, 5, 6].map((step) => step * everyMs))
    expect(new Set(slots.map(({ bytes }) => bytes.length))).toEqual(new Set([slotBytes]))
    expect(slots.map(({ id }) => id !== null)).toEqual([false, false, true, true, true, false])
  })

  it('says not-saved, and keeps nothing, when the disk is full or nobody could open the report', async () => {
    const { outbox, kept, world } = setUp()
    expect(await outbox.keep(told, null, 'soon')).toBe('not-saved')
    expect(await outbox.keep({ ...told, words: 'x'.repeat(999) }, recipients, 'soon')).toBe('not-saved')
    world.disk = 'full'
    expect(await outbox.keep(told, recipients, 'soon')).toBe('not-saved')
    expect(await outbox.hasRoom()).toBe(false)
    expect(kept.size).toBe(0)
  })

  it('keeps its pace while the hub is away, the answers are lost or the disk does not let go, and delivers once', async () => {
    const { outbox, kept, arrived, slots, world, pass } = setUp()
    await outbox.keep(told, recipients, 'soon')
    for (const hub of ['away', 'deaf', 'here'] as const) {
      world.hub = hub
      world.disk = hub === 'here' ? 'stuck' : 'good'
      await pass(4 * everyMs)
      expect(kept.size).toBe(1)
    }
    expect(slots).toHaveLength(12)
    world.disk = 'good'
    await pass(2 * everyMs)
    await pass(0)
    expect([kept.size, arrived.size]).toEqual([0, 1])
  })

  it('waits for the school to name a mixer, and is quiet once it is stopped', async () => {
    const { outbox, slots, timers, world, pass } = setUp()
    world.keyed = false
    await pass(everyMs)
    // The first step was planned before.
    const before = slots.length
    await pass(20_000)
    expect(slots.length).toBe(before)
    world.keyed = true
    await pass(2 * everyMs)
    expect(slots.length).toBeGreaterThan(before)
    outbox.stop()
    expect(timers).toHaveLength(0)
  })
})

describe('L6: whatever the clock says', () => {
  it('a slot leaves within a step and a half of the last, and never within half a step', () => {
    const decade = 10 * 365 * 86_400_000
    for (let turn = 0; turn < 10_000; turn++) {
      const wall = Math.floor((Math.random() * 2 - 1) * decade)
      const sinceLast = Math.random() < 0.5 ? 0 : Math.random() * 2 * everyMs
      const wait = untilNextStep(wall, everyMs, sinceLast)
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(1.5 * everyMs)
      expect(wait + sinceLast).toBeGreaterThanOrEqual(everyMs / 2)
    }
  })

  it('reports are delivered while the clock jumps by ten years, to and fro', async () => {
    const { outbox, kept, arrived, slots, world, pass } = setUp(Date.parse('2026-11-21T10:00:00Z'))
    const jumps = [10, -10, 0, 10, -10].map((years) => years * 365 * 86_400_000 + 77_777)
    for (const jump of jumps) {
      world.jump = jump
      await outbox.keep(told, recipients, 'soon')
      await pass(2 * everyMs)
    }
    await pass(4 * everyMs)
    await pass(0)
    expect([kept.size, arrived.size]).toEqual([0, jumps.length])
    const gaps = slots.slice(1).map(({ at }, before) => at - (slots[before]?.at ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1.5 * everyMs)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(everyMs / 2)
  })
})
