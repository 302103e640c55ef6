import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHubClient } from '#host/hub-client.ts'
import { startHub } from '#hub/server/start.ts'
import { certificateFor } from '#test/sites/certificates.ts'
import type { HubSays } from './hub-process.ts'

/** The hub as a process of its own, with TLS, so that its processor time is nobody else's. Tells its parent all that kiosks need, and its processor time whenever it is asked. */
async function main(kiosks: number, slotMs: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-bench-hub-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const tls = await certificateFor(['localhost'])
  const hub = await startHub({ folder, tls, settings: { slotMs, soonHoldMs: 0 } })
  await hub.seed({
    name: 'Bench School',
    termStarts: [],
    helpers: [],
    staffPin: '4821',
    staff: [{ name: 'Ms Lead', email: 'lead@school.example', role: 'dsl', password: null }],
    classes: [],
    team: null,
  })
  const url = hub.url.replace('127.0.0.1', 'localhost')
  const facts = { shell: 'bench', engine: 'none', version: '0', platform: 'bench' }
  const client = createHubClient({ ca: tls.cert })
  const enrolments = []
  for (let number = 0; number < kiosks; number++)
    enrolments.push(await client.enrol(url, await hub.makeEnrolmentCode(), `Kiosk ${number}`, facts))
  client.close()
  const say = (said: HubSays) => process.send?.(said)
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    say({ kind: 'spent', ms: (user + system) / 1_000 })
  })
  process.on('disconnect', () => process.exit())
  say({ kind: 'ready', port: Number(new URL(url).port), ca: tls.cert, mixerKey: hub.hub.mixerKey.recipient, enrolments })
}

await main(Number(process.argv[2]), Number(process.argv[3]))
