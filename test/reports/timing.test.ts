import { type AddressInfo, connect, createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import type { Report } from '#core/contract/report.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import { type Slot, sealSlot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { clock } from '#host/clock.ts'
import { createHubClient } from '#host/hub-client.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { testFolder } from '#test/host/folder.ts'
import { aHub, aKiosk } from '#test/hub/server/a-school.ts'
import { classify, type SeenSlot } from './classifier.ts'
import { areaDeviation, kolmogorovSmirnov } from './statistics.ts'

/** `HEDGEROW_REPORT_CHECKS=full`: the design's numbers, some minutes each. */
const isFull = process.env.HEDGEROW_REPORT_CHECKS === 'full'
const count = isFull ? 3_000 : 240
/** The design's band for 3,000; for fewer, four standard deviations of chance: one run in 16,000 leaves it without a leak. */
const band = isFull ? 0.03 : 4 * areaDeviation(count / 2, count / 2)
const everyMs = 60
const told: Report = { v: 1, category: 'MEAN', words: 'a note', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' }

/** Real slots and dummies, by chance, from a real outbox and client to a real hub over loopback, as somebody on the wire sees them. */
async function watch(naive: boolean): Promise<SeenSlot[]> {
  const { request } = await makeTeam('one two', 1, 4)
  const hub = await aHub({ settings: { slotMs: everyMs, soonHoldMs: 0 } })
  const { bearer: _, ...enrolment } = await aKiosk(hub)
  const seen: { offset: number; wait: number; up: number; down: number }[] = []
  const relay = createServer((near) => {
    const far = connect(Number(new URL(hub.url).port), '127.0.0.1')
    let now: (typeof seen)[number] | null = null
    let at = 0
    near.on('data', (bytes) => {
      if (now === null || now.down > 0) {
        at = performance.now()
        const late = (performance.timeOrigin + at) % everyMs
        now = { offset: late > everyMs / 2 ? late - everyMs : late, wait: 0, up: 0, down: 0 }
        seen.push(now)
      }
      now.up += bytes.length
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (now !== null) {
        if (now.down === 0) now.wait = performance.now() - at
        now.down += bytes.length
      }
      near.write(bytes)
    })
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const socket of [near, far]) socket.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const store = await openOutboxStore(testFolder())
  const client = createHubClient()
  client.connect(
    `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    { ...enrolment, token: enrolment.token },
    () => undefined,
    () => undefined,
  )
  const labels: boolean[] = []
  let done: () => void = () => undefined
  const finished = new Promise<void>((resolve) => {
    done = resolve
  })
  let inside: Slot | null = null
  let key = ''
  const outbox = createOutbox({
    // Reports stay in the ring; by chance there is one to send, so that labels say nothing of each other.
    store: {
      ...store,
      async list() {
        const ids = await store.list()
        return Math.random() < 0.5 ? ids : []
      },
      remove: async () => undefined,
    },
    clock,
    seal: async (slot, to) => {
      inside = slot
      key = to
      return sealSlot(slot, to)
    },
    async send(bytes) {
      const slot = inside
      labels.push(slot?.letter != null)
      if (labels.length > count) done()
      if (!naive || slot === null || slot.letter === null) return client.putSlot(bytes)
      // As one would write it without thinking: dummies lie ready, and a report is sealed when its time has come.
      const letter = { ...slot.letter, envelope: await sealReport(told, request.recipients) }
      return client.putSlot(await sealSlot({ ...slot, letter }, key))
    },
  })
  for (let turn = 0; turn < 8; turn++) await outbox.keep(told, request.recipients, 'soon')
  outbox.begin({
    now: Date.now,
    mixer: () => ({ key: hub.hub.mixerKey.recipient, everyMs }),
    isInUse: () => false,
    onAnswer: () => undefined,
  })
  onTestFinished(async () => {
    outbox.stop()
    client.close()
    relay.close()
    await store.close()
  })
  await finished
  outbox.stop()
  // One request for each slot, report or not; the last may be under way.
  const requests = seen.filter(({ up }) => up > 10_000).length
  expect(Math.abs(requests - labels.length)).toBeLessThanOrEqual(1)
  const slots = seen.filter(({ up }) => up > 10_000)
  return slots.slice(0, count).map(({ offset, wait, up, down }, at) => ({ real: labels[at] ?? false, features: [offset, wait, up, down] }))
}

test('P3, P4: size and timing do not tell a real slot from a dummy, and a report brings no request of its own; sealing at the step would tell', async () => {
  const ours = await watch(false)
  console.info(
    `P3: area ${classify(ours).toFixed(3)} of ${ours.length} slots (band ${(0.5 - band).toFixed(2)} to ${(0.5 + band).toFixed(2)})`,
  )
  expect(Math.abs(classify(ours) - 0.5)).toBeLessThanOrEqual(band)
  expect(new Set(ours.map(({ features }) => features[2]))).toHaveLength(1)
  const sealedAtTheStep = classify(await watch(true))
  console.info(`P3: area ${sealedAtTheStep.toFixed(3)} when sealed at the step`)
  expect(Math.abs(sealedAtTheStep - 0.5)).toBeGreaterThan(band)

  const offsets = (real: boolean) => ours.filter((one) => one.real === real).map(({ features }) => features[0] ?? 0)
  const alike = kolmogorovSmirnov(offsets(true), offsets(false))
  console.info(`P4: chance of times this far apart ${alike.toFixed(3)}`)
  expect(alike).toBeGreaterThan(isFull ? 0.01 : 0.0005)
}, 1_200_000)
