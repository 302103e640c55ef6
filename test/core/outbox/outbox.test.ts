import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { HedgerowError } from '#core/contract/errors.ts'
import { envelopeBytes } from '#core/contract/hub-api.ts'
import type { Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import type { ClockPort, OutboxStore } from '#core/ports.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'

const told: Report = { v: 1, category: 'MEAN', words: 'sentinel', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' }
let recipients: ReportRecipients
let teamIdentity: string
beforeAll(async () => {
  const made = await makeTeam('one two', 1, 4)
  recipients = made.request.recipients
  teamIdentity = made.teamIdentity
})

/** A store in memory, a hub that can be away, and a clock that goes on only when the test says so. */
function setUp() {
  const kept = new Map<string, Uint8Array>()
  const store: OutboxStore = {
    put: async (id, bytes) => {
      if (world.disk === 'full') throw new HedgerowError('HG_DISK_FULL')
      kept.set(id, bytes)
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
  }
  const arrived = new Map<string, Uint8Array>()
  const sendings: string[] = []
  const timers: { at: number; act: () => void }[] = []
  let now = 0
  const clock: ClockPort = {
    now: () => now,
    steady: () => now,
    after(ms, act) {
      const timer = { at: now + ms, act }
      timers.push(timer)
      return { cancel: () => void (timers.includes(timer) && timers.splice(timers.indexOf(timer), 1)) }
    },
  }
  const world = {
    disk: 'good' as 'good' | 'full' | 'stuck',
    hub: 'here' as 'here' | 'away' | 'deaf',
    refused: new Set<string>(),
    whileSending: () => {},
  }
  const send = async (id: string, bytes: Uint8Array) => {
    sendings.push(id)
    world.whileSending()
    if (world.hub === 'away') throw new Error('out of reach')
    if (world.refused.has(id)) throw new HedgerowError('HG_BODY_SHAPE')
    arrived.set(id, bytes)
    if (world.hub === 'deaf') throw new Error('the acknowledgement was lost')
  }
  const outbox = createOutbox({ store, send, clock, random: () => 0.5 })
  /** Lets all promises settle, then the clock run for so long. */
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
  return { outbox, kept, arrived, sendings, timers, world, pass }
}
const settle = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)))

describe('the outbox', () => {
  it('says saved once the sealed report is in the store, and sends it soon after', async () => {
    const { outbox, kept, arrived, pass } = setUp()
    expect(await outbox.keep(told, recipients)).toBe('saved')
    expect(kept.size).toBe(1)
    expect(arrived.size).toBe(0)
    await pass(1_000)
    expect(kept.size).toBe(0)
    const [[id, bytes] = ['', new Uint8Array()]] = arrived
    expect(id).toMatch(/^[0-9a-f]{32}$/)
    expect(bytes.length).toBe(envelopeBytes)
    expect(await openReport(bytes, teamIdentity)).toEqual(told)
  })

  it('says not-saved, and keeps nothing, when the disk is full or nobody could open the report', async () => {
    const { outbox, kept, world, timers } = setUp()
    expect(await outbox.keep(told, null)).toBe('not-saved')
    expect(await outbox.keep({ ...told, words: 'x'.repeat(999) }, recipients)).toBe('not-saved')
    world.disk = 'full'
    expect(await outbox.keep(told, recipients)).toBe('not-saved')
    expect(await outbox.hasRoom()).toBe(false)
    expect(kept.size + timers.length).toBe(0)
  })

  it('goes on for days while the hub is away, never faster than every second, never slower than every 90', async () => {
    const { outbox, kept, arrived, sendings, world, pass } = setUp()
    world.hub = 'away'
    await outbox.keep(told, recipients)
    await pass(3_600_000)
    expect(sendings.length).toBeGreaterThan(3_600 / 90)
    expect(sendings.length).toBeLessThan(3_600)
    const hourly = sendings.length
    await pass(3_600_000)
    expect(sendings.length - hourly).toBeGreaterThanOrEqual(40)
    expect(kept.size).toBe(1)
    world.hub = 'here'
    await pass(90_000)
    expect([kept.size, arrived.size]).toEqual([0, 1])
  })

  it('asks the hub for nothing while nothing waits', async () => {
    const { outbox, sendings, timers, pass } = setUp()
    await outbox.keep(told, recipients)
    await pass(600_000)
    expect(sendings.length).toBe(1)
    expect(timers.length).toBe(0)
  })

  it('sends what an earlier run has left when it is poked, and at once', async () => {
    const { outbox, kept, arrived, pass } = setUp()
    kept.set('a'.repeat(32), new Uint8Array(3))
    outbox.poke()
    await pass(0)
    expect([kept.size, arrived.size]).toEqual([0, 1])
  })

  it('sends again under the same id when the acknowledgement was lost', async () => {
    const { outbox, kept, arrived, sendings, world, pass } = setUp()
    world.hub = 'deaf'
    await outbox.keep(told, recipients)
    await pass(20_000)
    expect(kept.size).toBe(1)
    world.hub = 'here'
    await pass(90_000)
    expect(sendings.length).toBeGreaterThan(2)
    expect([kept.size, arrived.size, new Set(sendings).size]).toEqual([0, 1, 1])
  })

  it('keeps and tries again what the hub refuses, without holding up the others', async () => {
    const { outbox, kept, arrived, world, pass } = setUp()
    const [bad, good] = ['a'.repeat(32), 'b'.repeat(32)]
    for (const id of [bad, good]) kept.set(id, new Uint8Array(3))
    world.refused.add(bad)
    outbox.poke()
    await pass(3_600_000)
    expect([...arrived.keys()]).toEqual([good])
    expect([...kept.keys()]).toEqual([bad])
    world.refused.clear()
    await pass(90_000)
    expect(kept.size).toBe(0)
  })

  it('sends what was kept or poked for while it was sending', async () => {
    const { outbox, kept, arrived, world, pass } = setUp()
    world.hub = 'away'
    await outbox.keep(told, recipients)
    await pass(600_000)
    world.hub = 'here'
    let meanwhile: Promise<string> = Promise.resolve('')
    world.whileSending = () => {
      world.whileSending = () => {}
      kept.set('a'.repeat(32), new Uint8Array(3))
      outbox.poke()
      meanwhile = outbox.keep(told, recipients)
    }
    await pass(90_000)
    expect(arrived.size).toBeGreaterThanOrEqual(2)
    expect(await meanwhile).toBe('saved')
    await pass(1_000)
    expect([kept.size, arrived.size]).toEqual([0, 3])
  })

  it('tries again when the disk does not let a sent report go', async () => {
    const { outbox, kept, arrived, world, pass } = setUp()
    world.disk = 'stuck'
    await outbox.keep(told, recipients)
    await pass(60_000)
    expect([kept.size, arrived.size]).toEqual([1, 1])
    world.disk = 'good'
    await pass(90_000)
    expect([kept.size, arrived.size]).toEqual([0, 1])
  })

  it('is quiet once it is stopped', async () => {
    const { outbox, sendings, timers, world, pass } = setUp()
    world.hub = 'away'
    await outbox.keep(told, recipients)
    await pass(10_000)
    const before = sendings.length
    outbox.stop()
    outbox.poke()
    expect(await outbox.keep(told, recipients)).toBe('saved')
    await pass(600_000)
    expect(sendings.length).toBe(before)
    expect(timers.length).toBe(0)
  })

  it('delivers each saved report exactly once, whatever befalls disk, hub and acknowledgements', async () => {
    const step = fc.record({
      hub: fc.constantFrom('here' as const, 'away' as const, 'deaf' as const),
      disk: fc.constantFrom('good' as const, 'good' as const, 'full' as const, 'stuck' as const),
      keeps: fc.nat(2),
      pokes: fc.boolean(),
      ms: fc.nat(100_000),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const { outbox, kept, arrived, world, pass } = setUp()
        let saved = 0
        for (const { hub, disk, keeps, pokes, ms } of steps) {
          Object.assign(world, { hub, disk })
          for (let count = 0; count < keeps; count++) if ((await outbox.keep(told, recipients)) === 'saved') saved++
          if (pokes) outbox.poke()
          await pass(ms)
        }
        Object.assign(world, { hub: 'here', disk: 'good' })
        await pass(100_000)
        expect([kept.size, arrived.size]).toEqual([0, saved])
      }),
      { numRuns: 60 },
    )
  })
})
