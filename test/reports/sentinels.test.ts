import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import type { z } from 'zod'
import type { Report } from '#core/contract/report.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { createHubClient } from '#host/hub-client.ts'
import { startHub } from '#hub/server/start.ts'
import { slotMs } from '#test/durability/hub-program.ts'
import type { KioskOrder } from '#test/durability/kiosk-program.ts'
import { run } from '#test/durability/process.ts'
import { testFolder } from '#test/host/folder.ts'
import { aKiosk, aSchool, facts } from '#test/hub/server/a-school.ts'
import { aBell } from './bell-world.ts'
import { everyFile } from './disk.ts'
import { slotOf } from './letterbox.ts'
import { recordedLine } from './recorded-line.ts'
import { canReadMemory, heldInMemory, holds } from './search.ts'

/** Text, a name in it, and an address: words that nothing else holds. */
const words = ['gooseberry quixotic', 'Zephyrine Plumtree', 'marmalade.example/kept-to-myself']
const told: Report = {
  v: 1,
  category: 'MEAN',
  words: `${words[0]}, says ${words[1]}`,
  page: words[2] ?? '',
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-23 am',
}

test('P1: what a child told is in no table, write-ahead log, log line, backup or mail of the hub, nor on the wire', async () => {
  const team = await makeTeam('one two', 1, 4)
  const school = await aBell('2026-11-23T10:00:00Z', { logLevel: 'trace' })
  const { hub, folder } = school
  const line = await recordedLine(Number(new URL(hub.url).port))
  onTestFinished(line.close)
  const envelope = await sealReport(told, team.request.recipients)
  const { bearer } = await aKiosk(hub)
  const answer = await fetch(`http://127.0.0.1:${line.port}/api/letterbox/slot`, {
    method: 'PUT',
    headers: { authorization: bearer, 'content-type': 'application/octet-stream' },
    body: await slotOf(hub, { id: 'a'.repeat(32), lane: 'now', envelope }),
  })
  expect(answer.status).toBe(200)
  await hub.mixer.step()
  await school.pass(10)
  const [row] = await hub.hub.db.selectFrom('reports').select('body').execute()
  expect(await openReport(row?.body ?? new Uint8Array(), team.teamIdentity)).toEqual(told)
  const backup = join(testFolder(), 'backup')
  cpSync(folder, backup, { recursive: true })
  await sql.raw(`VACUUM INTO '${join(backup, 'vacuumed.db')}'`).execute(hub.hub.db)

  const found: string[] = []
  const files = [...everyFile(folder, backup)]
  for (const [path, bytes] of files) if (holds(bytes, words)) found.push(path)
  const mails = Buffer.from(school.post.taken.map(({ raw }) => raw).join('\n'))
  if (holds(mails, words)) found.push('mail')
  if (holds(line.bytes(), words)) found.push('the wire')
  expect(found).toEqual([])
  // The same search finds what is there.
  const named = (name: string) => files.find(([path]) => path === join(folder, name))?.[1] ?? Buffer.alloc(0)
  expect(holds(Buffer.concat([named('hub.db'), named('hub.db-wal')]), [aSchool().name])).toBe(true)
  expect(holds(named('hub.log'), ['/api/enrol'])).toBe(true)
  expect(holds(mails, ['open the worry box'])).toBe(true)
  expect(holds(line.bytes(), ['/api/letterbox/slot'])).toBe(true)
})

/** A hub's folder with a school, a team's keys and one enrolled kiosk. */
async function aSchoolOnDisk(folder: string) {
  const hubFolder = join(folder, 'hub')
  mkdirSync(hubFolder)
  const team = await makeTeam('one two', 1, 4)
  const hub = await startHub({ folder: hubFolder, logLevel: 'silent', settings: { slotMs } })
  await hub.seed({ ...aSchool(), team: team.request, teamIsLive: true })
  const client = createHubClient()
  const enrolment = await client.enrol(hub.url, await hub.makeEnrolmentCode(), 'One', facts)
  client.close()
  const mixerKey = hub.hub.mixerKey.recipient
  await hub.close()
  return { hubFolder, team, enrolment, mixerKey }
}

test.skipIf(!canReadMemory)(
  'P1: nor is it in the memory of the hub that took it in, nor on the kiosk’s disk (skipped where not root: nobody else may read memory)',
  async () => {
    const folder = testFolder()
    const { hubFolder, team, enrolment, mixerKey } = await aSchoolOnDisk(folder)
    const hub = run(join(import.meta.dirname, '../durability/hub-program.ts'), [hubFolder])
    const { url } = JSON.parse(await hub.said((said) => said.startsWith('{'))) as { url: string }
    const line = await recordedLine(Number(new URL(url).port))
    onTestFinished(line.close)
    const [sentinel = ''] = words
    const outbox = join(folder, 'outbox')
    const order: z.infer<typeof KioskOrder> = {
      folder: outbox,
      hubUrl: `http://127.0.0.1:${line.port}`,
      enrolment,
      recipients: team.request.recipients,
      mixerKey,
      slotMs,
      restMs: 80,
      sentinel,
      tells: true,
    }
    const write = (name: string, change: Partial<typeof order>) => {
      writeFileSync(join(folder, name), JSON.stringify({ ...order, ...change }))
      return join(folder, name)
    }
    const script = join(import.meta.dirname, '../durability/kiosk-program.ts')
    const kiosk = run(script, [write('tells', {})])
    const saved = () => kiosk.lines.filter((said) => said.startsWith('saved ')).length
    await expect.poll(saved, { timeout: 30_000 }).toBeGreaterThan(5)
    // Where the words were written down is where the same search finds them.
    expect(heldInMemory(kiosk.pid, words)).toEqual([sentinel])
    await kiosk.kill()
    const last = run(script, [write('sends', { tells: false, sentinel: '' })])
    await last.said((said) => said === 'empty')
    expect(heldInMemory(hub.pid, [...words, 'Hill Primary'])).toEqual(['Hill Primary'])
    const found = [...everyFile(outbox, hubFolder)].filter(([, bytes]) => holds(bytes, words)).map(([path]) => path)
    expect(found).toEqual([])
    expect(holds(line.bytes(), words)).toBe(false)
    expect(line.bytes().length).toBeGreaterThan(5 * 16_000)
    await hub.kill()
    expect(holds(readFileSync(join(folder, 'tells')), words)).toBe(true)
  },
  120_000,
)
