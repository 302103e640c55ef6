import { randomUUID } from 'node:crypto'
import { readFileSync, writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Enrolment } from '#core/contract/hub-api.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { clock } from '#host/clock.ts'
import { createHubClient } from '#host/hub-client.ts'
import { openOutboxStore } from '#host/outbox-store.ts'

/** What the test tells this program, in the file named on the command line. */
export const KioskOrder = z.strictObject({
  folder: z.string(),
  hubUrl: z.string(),
  enrolment: Enrolment,
  recipients: ReportRecipients,
  mixerKey: z.string(),
  slotMs: z.number(),
  /** Between two reports, at most. */
  restMs: z.number(),
  sentinel: z.string(),
  /** False: only sends what is left, says `empty` and ends. */
  tells: z.boolean(),
})

/** The kiosk's half of a report's way, as a process of its own that can be killed. Says `saved <words>` for each that a child would be told of. */
async function main(orderFile: string): Promise<void> {
  const order = KioskOrder.parse(JSON.parse(readFileSync(orderFile, 'utf8')))
  const store = await openOutboxStore(order.folder)
  const hub = createHubClient({ timeoutMs: 1_000 })
  const outbox = createOutbox({ store, send: hub.putSlot, clock })
  hub.connect(
    order.hubUrl,
    order.enrolment,
    () => {},
    () => {},
  )
  outbox.begin({
    now: Date.now,
    mixer: () => ({ key: order.mixerKey, everyMs: order.slotMs }),
    isInUse: () => false,
    onAnswer: () => undefined,
  })
  // Written straight to the pipe: what is in it reaches the test, whenever this process is killed.
  const say = (line: string) => writeSync(1, `${line}\n`)

  say('ready')
  while (order.tells) {
    const words = `${order.sentinel} ${randomUUID()}`
    const kept = await outbox.keep(
      { v: 1, category: 'OTHER', words, page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' },
      order.recipients,
      Math.random() < 0.5 ? 'soon' : 'now',
    )
    say(`${kept} ${words}`)
    await sleep(Math.random() * order.restMs)
  }
  while ((await store.list()).length > 0) await sleep(20)
  say('empty')
  process.exit(0)
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? '')
