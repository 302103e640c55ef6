import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { sealSlot } from '#core/sealing/slot-seal.ts'
import { createHubClient } from '#host/hub-client.ts'
import { startHubProcess } from './hub-process.ts'

export interface CoverTraffic {
  readonly kiosks: number
  readonly steps: number
  readonly slots: number
  /** Of one slot on the wire: all that TCP carries there and back, TLS and HTTP with it. */
  readonly bytesUp: number
  readonly bytesDown: number
  /** ms of a processor for one step of all kiosks: all that the hub spent, its idling too. */
  readonly hubMsPerStep: number
  /** ms of a processor for as long, with nobody sending. */
  readonly idleMsPerStep: number
}

/**
 * Sends one dummy for each kiosk at each step to a real hub over TLS on this machine, through a relay that counts. A step is
 * shortened to `stepMs`; slots are sealed before it, as kiosks do.
 */
export async function measureCoverTraffic(kiosks: number, steps: number, stepMs: number): Promise<CoverTraffic> {
  const hub = await startHubProcess(kiosks, stepMs)
  let up = 0
  let down = 0
  let isCounting = false
  const relay = createServer((near) => {
    const far = connect(hub.port, '127.0.0.1')
    // Each slot has a connection of its own; the lines for events were there before.
    const counts = isCounting
    near.on('data', (bytes) => {
      if (counts) up += bytes.length
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (counts) down += bytes.length
      near.write(bytes)
    })
    near.on('end', () => far.end())
    far.on('end', () => near.end())
    for (const socket of [near, far])
      socket.on('error', () => {
        near.destroy()
        far.destroy()
      })
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const url = `https://localhost:${(relay.address() as AddressInfo).port}`
  const clients = hub.enrolments.map((enrolment) => {
    const client = createHubClient({ ca: hub.ca })
    client.connect(
      url,
      enrolment,
      () => undefined,
      () => undefined,
    )
    return client
  })
  try {
    // Until the lines for events are open.
    await sleep(2 * stepMs)
    const idleFrom = await hub.spent()
    await sleep(5 * stepMs)
    const idleMsPerStep = ((await hub.spent()) - idleFrom) / 5
    isCounting = true
    const from = await hub.spent()
    let slots = 0
    for (let step = 0; step < steps; step++) {
      const ready = await Promise.all(clients.map(() => sealSlot({ inUse: true, letter: null }, hub.mixerKey)))
      await Promise.all(clients.map((client, at) => client.putSlot(ready[at] ?? new Uint8Array())))
      slots += clients.length
      // From the last answer on, so that a slow machine never sends two within a step.
      await sleep(stepMs)
    }
    const hubMsPerStep = ((await hub.spent()) - from) / steps
    return { kiosks, steps, slots, bytesUp: up / slots, bytesDown: down / slots, hubMsPerStep, idleMsPerStep }
  } finally {
    for (const client of clients) client.close()
    relay.close()
    hub.end()
  }
}
