import { readFileSync } from 'node:fs'
import { Decrypter } from 'age-encryption'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import type { SlotAnswer } from '#core/contract/slots.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { newMixerKey, sealSlot } from '#core/sealing/slot-seal.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { manualClock } from '#test/core/fakes.ts'
import { answerWith } from '#test/core/outbox/gone-over.ts'

const everyMs = 300_000
const leadMs = 20_000

/** What the version before small slots sent and kept, made by that version. */
export const before = z
  .object({
    mixerIdentity: z.string(),
    id: z.string(),
    slot: z.base64().transform((text) => Buffer.from(text, 'base64')),
    dummy: z.base64().transform((text) => Buffer.from(text, 'base64')),
    place: z.base64().transform((text) => Buffer.from(text, 'base64')),
  })
  .parse(JSON.parse(readFileSync('test/vectors/sealed/slots-2026-11.json', 'utf8')))

/** The hub of before, as far as slots go: it takes one size and one version, and tells nothing of small ones. */
export async function anOldHub() {
  const mixer = await newMixerKey()
  const arrived = new Map<string, Uint8Array>()
  const quarantined: number[] = []
  return {
    key: mixer.recipient,
    arrived,
    quarantined,
    async take(bytes: Uint8Array): Promise<SlotAnswer> {
      const acks = [...arrived.keys()].slice(-16)
      const decrypter = new Decrypter()
      decrypter.addIdentity(mixer.identity)
      const body = bytes.length === 16_902 ? await decrypter.decrypt(bytes) : new Uint8Array()
      if (body[0] !== 1) quarantined.push(bytes.length)
      else if (body[1] === 1) arrived.set(Buffer.from(body.subarray(4, 20)).toString('hex'), body.slice(20))
      return answerWith(acks, '   ')
    },
  }
}

/** Where a kiosk's slots go, and the mixer's key there. */
export interface SlotHub {
  readonly key: string
  take(bytes: Uint8Array): Promise<SlotAnswer>
}

/** A kiosk's slots from a real folder to `hub`, a step at a time. `sizes`: what somebody on the wire sees, in order. */
export async function aSlotKiosk(folder: string, hub: SlotHub, recipients: ReportRecipients) {
  const store = await openOutboxStore(folder)
  const clock = manualClock(everyMs * 1_000)
  const sizes: number[] = []
  let to = hub
  let busy = 0
  const counted = <T>(work: Promise<T>): Promise<T> => {
    busy++
    return work.finally(() => busy--)
  }
  const rest = async () => {
    for (let quiet = 0; quiet < 4; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const outbox = createOutbox({
    store: {
      put: store.put,
      hasRoom: store.hasRoom,
      list: () => counted(store.list()),
      get: (id) => counted(store.get(id)),
      remove: (id) => counted(store.remove(id)),
      hasLarge: () => counted(store.hasLarge()),
      largeSlotsLeft: store.largeSlotsLeft,
      setLargeSlotsLeft: (left) => counted(store.setLargeSlotsLeft(left)),
    },
    clock,
    seal: (...all) => counted(sealSlot(...all)),
    send(bytes) {
      sizes.push(bytes.length)
      return counted(to.take(bytes))
    },
  })
  outbox.begin({ now: clock.now, mixer: () => ({ key: to.key, everyMs }), isInUse: () => false, onAnswer: () => undefined })
  async function stop(): Promise<void> {
    outbox.stop()
    await store.close()
  }
  onTestFinished(stop)
  return {
    store,
    sizes,
    stop,
    tell: (report: Report) => outbox.keep(report, recipients, 'now'),
    /** From now on this is the school's hub. */
    meet(other: SlotHub) {
      to = other
    },
    async steps(count: number) {
      for (let step = 0; step < count; step++) {
        await clock.pass(everyMs - leadMs)
        await rest()
        await clock.pass(leadMs)
        await rest()
      }
    },
  }
}
