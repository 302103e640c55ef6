import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openReport } from '#core/sealing/report-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { createHubClient } from '#host/hub-client.ts'
import { startHub } from '#hub/server/start.ts'
import { testFolder } from '#test/host/folder.ts'
import { type BadLine, openBadLine } from './bad-line.ts'
import { slotMs } from './hub-program.ts'
import type { KioskOrder } from './kiosk-program.ts'
import { compiled, type Program, run } from './process.ts'

/** `HEDGEROW_KILL_ROUNDS=1000` for a long night. */
const rounds = Number(process.env.HEDGEROW_KILL_ROUNDS ?? 100)
const lossRate = 0.15
const sentinel = 'kingfisher-sentinel'
const kioskScript = join(import.meta.dirname, 'kiosk-program.ts')
const hubScript = join(import.meta.dirname, 'hub-program.ts')

/** A school with a team's keys and one enrolled kiosk. */
async function setUp(folder: string) {
  const hubFolder = join(folder, 'hub')
  mkdirSync(hubFolder)
  const team = await makeTeam('one two three', 1, 4)
  const hub = await startHub({ folder: hubFolder, settings: { slotMs } })
  await hub.seed({
    name: 'Test School',
    termStarts: [],
    helpers: [],
    staffPin: '4821',
    staff: [{ name: 'Ms Lead', email: 'lead@school.example', role: 'dsl', password: null }],
    classes: [],
    team: team.request,
    teamIsLive: true,
  })
  const facts = { shell: 'test', engine: 'test', version: '1', platform: 'test' }
  const enrolment = await createHubClient().enrol(hub.url, await hub.makeEnrolmentCode(), 'Library 1', facts)
  const mixerKey = hub.hub.mixerKey.recipient
  await hub.close()
  return { hubFolder, team, enrolment, mixerKey }
}

function startHubProgram(folder: string, line: BadLine, cache: string): Program {
  line.target = null
  const hub = run(hubScript, [folder], cache)
  hub
    .said((said) => said.startsWith('{'))
    .then((ready) => {
      line.target = Number(new URL((JSON.parse(ready) as { url: string }).url).port)
    })
    // Killed before it was ready: the next one will be.
    .catch(() => undefined)
  return hub
}

/** Killed at a random moment: most often when it is at work, sometimes while it starts. */
async function killSoon(program: Program, isAtWork: (line: string) => boolean, withinMs: number): Promise<void> {
  if (Math.random() < 0.85) await program.said(isAtWork)
  await sleep(Math.random() * withinMs)
  await program.kill()
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('a report that the child was told is saved', () => {
  it(
    `L1: arrives exactly once, though kiosk and hub are killed ${rounds} times and acknowledgements are lost`,
    async () => {
      const folder = testFolder()
      const cache = await compiled(testFolder(), [hubScript, kioskScript])
      const { hubFolder, team, enrolment, mixerKey } = await setUp(folder)
      const line = await openBadLine(lossRate)
      const order = (tells: boolean): string => {
        const path = join(folder, `order-${tells}.json`)
        const text: z.infer<typeof KioskOrder> = {
          folder: join(folder, 'outbox'),
          hubUrl: line.url,
          enrolment,
          recipients: team.request.recipients,
          mixerKey,
          slotMs,
          // A kiosk of a hundred steps a second takes no more reports than it can send.
          restMs: tells ? 80 : 0,
          sentinel,
          tells,
        }
        writeFileSync(path, JSON.stringify(text))
        return path
      }
      const saved: string[] = []
      const note = (kiosk: Program) => saved.push(...kiosk.lines.filter((said) => said.startsWith('saved ')).map((said) => said.slice(6)))

      const kioskKills = Math.ceil(rounds * 0.6)
      const hubKills = rounds - kioskKills
      let kioskIsBusy = true
      let hasOverflowed = false
      const overflowed = () => {
        const more = join(folder, 'outbox', 'more')
        return existsSync(more) && readdirSync(more).length > 0
      }
      const killKiosks = async () => {
        // On a busy machine fewer are told in a life: then there are more lives, so that each run shows as much.
        for (let round = 0; round < kioskKills || saved.length <= rounds; round++) {
          const kiosk = run(kioskScript, [order(true)], cache)
          await killSoon(kiosk, (said) => said.startsWith('saved '), 300)
          note(kiosk)
        }
        kioskIsBusy = false
      }
      const killHubs = async () => {
        for (let round = 0; round < hubKills; round++) {
          const hub = startHubProgram(hubFolder, line, cache)
          await killSoon(hub, (said) => said.startsWith('{'), 600)
          line.target = null
          // Once in between, the hub is away until more wait than the ring holds.
          const until = performance.now() + (round === Math.floor(hubKills / 2) ? 10_000 : 0)
          while (kioskIsBusy && performance.now() < until && !overflowed()) await sleep(50)
          if (overflowed()) hasOverflowed = true
        }
      }
      await Promise.all([killKiosks(), killHubs()])

      const hub = startHubProgram(hubFolder, line, cache)
      await hub.said((said) => said.startsWith('{'))
      const last = run(kioskScript, [order(false)], cache)
      await last.said((said) => said === 'empty')
      await hub.kill()
      line.close()

      const database = new DatabaseSync(join(hubFolder, 'hub.db'))
      // Held when the last hub was killed: the next start shows them.
      const rows = database.prepare('SELECT id, body FROM reports UNION ALL SELECT id, body FROM heldReports').all() as {
        id: string
        body: Uint8Array
      }[]
      expect(database.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
      database.close()
      const arrived: string[] = []
      for (const { body } of rows) arrived.push((await openReport(body, team.teamIdentity)).words)

      const once = new Set(arrived)
      console.log(
        `${rounds} kills, ${saved.length} told saved, ${arrived.length} arrived, ${line.lost()} answers lost, ring ${hasOverflowed ? 'overflowed' : 'never full'}`,
      )
      expect(saved.filter((words) => !once.has(words))).toEqual([])
      expect(arrived.length).toBe(once.size)
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
      // Otherwise the test has shown nothing.
      expect(saved.length).toBeGreaterThan(rounds)
      expect(line.lost()).toBeGreaterThan(0)

      for (const path of filesUnder(folder).filter((one) => !one.includes('order-'))) {
        expect(readFileSync(path).includes(sentinel), path).toBe(false)
      }
    },
    60_000 + rounds * 3_000,
  )
})
