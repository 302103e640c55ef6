import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReport } from '#core/sealing/report-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { type DemoKiosk, startDemoKiosk } from '#demo/demo-kiosk.ts'
import { demoPictureSecrets } from '#demo/pupils.ts'
import { demoSchool } from '#demo/school.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { everyFile } from '#test/reports/disk.ts'
import { type RecordedLine, recordedLine } from '#test/reports/recorded-line.ts'
import { disguises, holds } from '#test/reports/search.ts'

/** A real hub and a real kiosk in real Chromium, with a child who uses the mouse, and one who uses the keyboard alone. */
const words = 'gooseberry lantern quixotic'
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-whole-'))
let hub: RunningHub
let line: RecordedLine
let team: MadeTeam
let parts: DemoKiosk

beforeAll(async () => {
  team = await makeTeam(['apple', 'bridge', 'candle'], 1, 12)
  // The school's steps of five minutes, in a second.
  hub = await startHub({ folder: join(folder, 'hub'), logLevel: 'trace', settings: { slotMs: 1_000, soonHoldMs: 0 } })
  await hub.seed({ ...demoSchool(Date.now(), team.request), teamIsLive: true })
  line = await recordedLine(Number(new URL(hub.url).port))
  const url = `http://127.0.0.1:${line.port}`
  parts = await startDemoKiosk({ data: join(folder, 'kiosk'), hub: url, screen: { width: 1024, height: 600 } })
  expect(await parts.kiosk.enrol(url, await hub.makeEnrolmentCode(), 'Window')).toBe('enrolled')
  await parts.child.sees('classes')
})
afterAll(async () => {
  await parts.kiosk.stop()
  line.close()
  await hub.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A pupil who is on the first page of the wall. */
function someone(): readonly [string, readonly string[]] {
  const { screen } = parts.kiosk.view()
  const pupil = screen.kind === 'pupils' ? screen.pupils[0] : undefined
  if (pupil === undefined) throw new Error('nobody is on the wall')
  return [pupil.name, demoPictureSecrets[pupil.name] ?? []]
}

async function signIn(press: (name: string) => Promise<void>, className: string): Promise<void> {
  const { child } = parts
  await press(className)
  await child.sees('pupils')
  const [name, secret] = someone()
  await press(name)
  await child.sees('secret')
  for (const picture of secret) await press(picture.replaceAll('-', ' '))
  await child.sees('agreement')
  for (;;) {
    const { screen } = parts.kiosk.view()
    if (screen.kind !== 'agreement') break
    await press(screen.mode === 'full' ? 'I agree' : 'I remember')
  }
  if (parts.kiosk.view().screen.kind === 'notice') await press('I have')
  await child.sees('shelf')
}

describe('a child with a mouse', () => {
  it('signs in, browses and writes to the safety team', async () => {
    const { child } = parts
    await signIn(child.press, 'Year 5 Bees')
    await child.press('Practice: a picture story')
    await child.sees('page')
    await child.press('Tell an adult')
    await child.press('Tell the safety team without my name')
    await child.sees('report')
    await child.press('Bullying')
    await new Promise((resolve) => setTimeout(resolve, 500))
    await child.press('You can add words')
    await child.type(words)
    await child.press('Send')
    await child.sees('thanks')
  })

  it('is read by the team’s key and by the recovery key, and by no other', async () => {
    const rows = await readReports()
    expect(rows).toHaveLength(1)
    const envelope = rows[0] ?? new Uint8Array()
    expect(await openReport(envelope, team.teamIdentity)).toMatchObject({ category: 'MEAN', words })
    expect(await openReport(envelope, team.recoveryIdentity)).toMatchObject({ words })
    const other = await makeTeam(['nobody'], 1, 12)
    await expect(openReport(envelope, other.teamIdentity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
  })

  it('P1: has left none of the words in any file of kiosk or hub, logs and the browser’s folders included, nor on the line between them', async () => {
    const folders = [
      folder,
      ...readdirSync(tmpdir())
        .filter((name) => /^hedgerow-(browser|display)-/.test(name))
        .map((name) => join(tmpdir(), name)),
    ]
    const found: string[] = []
    let files = 0
    for (const [path, bytes] of everyFile(...folders)) {
      files += 1
      // The screen itself is the one place where the words stood; its file is the virtual display's memory.
      if (path.endsWith('Xvfb_screen0')) continue
      for (const needle of [...disguises(words), ...disguises('quixotic')]) if (bytes.includes(needle)) found.push(path)
    }
    expect(files).toBeGreaterThan(20)
    if (holds(line.bytes(), [words, 'quixotic'])) found.push('the line')
    expect(found).toEqual([])
    expect(holds(line.bytes(), ['/api/letterbox/slot'])).toBe(true)
  })

  it('would have been found: the same search finds the words of the agreement’s record', () => {
    const [name] = Object.keys(demoPictureSecrets)
    const hits = [...everyFile(join(folder, 'kiosk'))].filter(([, bytes]) => disguises(name ?? '').some((needle) => bytes.includes(needle)))
    expect(hits.map(([path]) => path)).not.toEqual([])
  })

  it('has left no line about telling in any log or table', async () => {
    const logs = [...everyFile(folder)]
      .filter(([path]) => /log/.test(path))
      .map(([, bytes]) => bytes.toString('utf8'))
      .join('\n')
    expect(logs).not.toMatch(/tell\.|report\.send|letterbox\/[0-9a-f]{32}/)
    const kinds = await hub.hub.db.selectFrom('activity').select('kind').distinct().execute()
    expect(kinds.map((row) => row.kind).sort()).toEqual(['agreed', 'opened'])
  })

  it('signs out, and the next child finds the wall', async () => {
    await parts.child.press('Our shelf')
    await parts.child.sees('shelf')
    await parts.child.press('I am done')
    await parts.child.sees('classes')
  })
})

describe('a child with a keyboard alone', () => {
  it('reaches the shelf, a page, the bar above it, and tells', async () => {
    const { child } = parts
    await signIn(child.pressByKeys, 'Year 5 Bees')
    await child.pressByKeys('Practice: a picture story')
    await child.sees('page')
    await child.toTheBar()
    await child.pressByKeys('Tell an adult')
    await child.sees('tell')
    await child.pressByKeys('Tell the safety team without my name')
    await child.sees('report')
    await child.pressByKeys('Bullying')
    await child.pressByKeys('Send')
    await child.sees('thanks')
    await child.pressByKeys('Our shelf')
    await child.sees('shelf')
  })

  it('sends a report from the sign-in screen, in three presses', async () => {
    const { child } = parts
    await child.pressByKeys('I am done')
    await child.sees('classes')
    const before = (await readReports()).length
    await child.pressByKeys('Tell an adult')
    await child.pressByKeys('Tell the safety team without my name')
    await child.sees('report')
    const [first] = (await child.buttons()).filter((name) => !/Tell an adult|Hear it|Our shelf|danger|Stop for now|choose/.test(name))
    await child.pressByKeys(first ?? '')
    await child.sees('thanks', 'report')
    if (parts.kiosk.view().screen.kind === 'report') await child.pressByKeys('No, just send it')
    await child.sees('thanks')
    expect(await readReports(before + 1)).toHaveLength(before + 1)
  })
})

/** The sealed reports at the hub; waits a while for as many as are expected. */
async function readReports(expected = 1): Promise<readonly Uint8Array[]> {
  const end = performance.now() + 20_000
  for (;;) {
    const rows = await hub.hub.db.selectFrom('reports').selectAll().execute()
    if (rows.length >= expected || performance.now() > end) return rows.map((row) => new Uint8Array(row.body))
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
