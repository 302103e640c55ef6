import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { actLeaf } from '#core/audit/act-leaf.ts'
import type { RecordKey } from '#core/audit/checkpoint.ts'
import { brokenCounts, readRecordPage } from '#core/audit/read-record.ts'
import { witnessRecord } from '#core/audit/witness.ts'
import { RecordPage, RecordShown, Witnesses } from '#core/contract/audit.ts'
import { ReportHeads } from '#core/contract/safety-desk.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { aFolder, aKiosk, aSchool, cookieOf, facts, get, post, putLetter } from './a-school.ts'

const day = 24 * 3_600_000
/** A school with a kiosk, three notes and some acts, closed: each test has a copy of its folder. Sessions live on in it. */
let school: { folder: string; bearer: string; cookie: string; key: RecordKey; note: string }

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-record-'))
  const settings = { reportBellMs: 0, soonHoldMs: 0 }
  const first = await startHub({ folder, logLevel: 'silent', settings })
  await first.seed(aSchool())
  const hub = { ...first, folder }
  const kiosk = await aKiosk(hub)
  for (const digit of ['1', '2', '3']) await putLetter(hub, digit.repeat(32), undefined, 'now')
  const { note } = await hello(hub, kiosk.bearer, 0)
  await hub.hub.record.keepDaily(Date.now())
  // After the note, so that each record below has grown past it.
  const cookie = await cookieOf(hub, 'dsl')
  school = { folder, bearer: kiosk.bearer, cookie, key: { schoolId: kiosk.schoolId, publicKey: kiosk.schoolKey }, note }
  await first.close()
})
afterAll(() => rmSync(school.folder, { recursive: true, force: true }))

/** A copy of the school's folder, after somebody was at it. */
function aCopy(change: (file: DatabaseSync) => void = () => undefined): string {
  const folder = aFolder()
  cpSync(school.folder, folder, { recursive: true })
  const file = new DatabaseSync(join(folder, 'hub.db'))
  change(file)
  file.close()
  return folder
}

async function start(folder: string, now: () => number = Date.now): Promise<RunningHub> {
  const hub = await startHub({ folder, logLevel: 'silent', now })
  onTestFinished(() => hub.close())
  return hub
}

/** What the hub shows a kiosk that saw `size` acts. */
async function hello(hub: RunningHub, bearer: string, size: number): Promise<RecordShown> {
  const body = { facts, schoolVersion: 0, listVersions: {}, clock: 0, faults: [], record: { size } }
  const answer: { record: unknown } = await (await post(hub, '/api/kiosk/hello', body, { authorization: bearer })).json()
  return RecordShown.parse(answer.record)
}

const sizeOf = (note: string): number => Number(note.split('\n')[1])

const readPage = async (hub: RunningHub, path: string, cookie = school.cookie): Promise<RecordPage> =>
  RecordPage.parse(await (await get(hub, path, { cookie })).json())

const leafOfAnother = actLeaf(new Uint8Array(32), { at: 1, staffId: null, who: 'nobody', act: 'signed-in', about: '' })

test('a record that only grew is taken by the kiosk and by the browser, and fits what the hub itself once signed', async () => {
  const hub = await start(aCopy())
  const { note, bearer, key } = school
  expect(witnessRecord(null, { note, proof: [] }, key)).toEqual({ kind: 'grown', note })
  expect(witnessRecord(note, await hello(hub, bearer, sizeOf(note)), key).kind).toBe('grown')
  const page = await readPage(hub, `/api/record?seen=${sizeOf(note)}`)
  expect(readRecordPage(page, note, null)).toMatchObject({ witnessed: { kind: 'grown' }, broken: [] })
  const older = await readPage(hub, '/api/record?before=3')
  expect(readRecordPage(older, null, 3)).toMatchObject({ broken: [] })
  expect(older.lines.map((line) => line.index)).toEqual([2, 1, 0])
  // That somebody looked stands in it.
  expect(page.lines[0]?.act).toMatchObject({ who: 'The dsl', act: 'looked-at-record' })
  expect(Witnesses.parse(await (await get(hub, '/api/record/witnesses', { cookie: school.cookie })).json())).toEqual({
    fits: true,
    kiosks: 1,
    alarms: [],
  })
  await vi.waitFor(async () => {
    const { checkpoint } = await hub.mixer.take('f'.repeat(32), new Uint8Array())
    expect(sizeOf(checkpoint)).toBeGreaterThan(sizeOf(note))
  })
})

/** Somebody with the hub's file and its tools: not even the triggers hold them. */
const free = 'DROP TRIGGER staffActsNoUpdate; DROP TRIGGER staffActsNoDelete;'
test.each<[string, (file: DatabaseSync) => unknown, string]>([
  [
    'edit',
    (file) => file.prepare(`UPDATE staffActs SET who = 'nobody', salt = ?, leaf = ? WHERE seq = 5`).run(new Uint8Array(32), leafOfAnother),
    'changed',
  ],
  ['delete', (file) => file.exec('DELETE FROM staffActs WHERE seq = 5; UPDATE staffActs SET seq = seq - 1 WHERE seq > 5'), 'changed'],
  ['delete, with a gap', (file) => file.exec('DELETE FROM staffActs WHERE seq = 5'), 'changed'],
  [
    'reorder',
    (file) => file.exec('UPDATE staffActs SET seq = 1000 - seq WHERE seq IN (5, 6); UPDATE staffActs SET seq = seq - 989 WHERE seq > 900'),
    'changed',
  ],
  ['truncate', (file) => file.exec('DELETE FROM staffActs WHERE seq > 6'), 'shorter'],
])('A7: %s in the hub’s own file is noticed by a kiosk, by the DSL’s browser, and by the hub at its start', async (_how, change, why) => {
  const hub = await start(
    aCopy((file) => {
      file.exec(free)
      change(file)
    }),
  )
  const { note, bearer, key, cookie } = school
  expect(witnessRecord(note, await hello(hub, bearer, sizeOf(note)), key)).toEqual({ kind: 'alarm', why })
  expect(readRecordPage(await readPage(hub, `/api/record?seen=${sizeOf(note)}`), note, null).witnessed.kind).toBe('alarm')
  expect(Witnesses.parse(await (await get(hub, '/api/record/witnesses', { cookie })).json()).fits).toBe(false)
})

test('A7: an act whose words alone were changed does not fit its leaf', async () => {
  const hub = await start(aCopy((file) => file.exec(`${free} UPDATE staffActs SET who = 'nobody' WHERE seq = 3`)))
  expect(readRecordPage(await readPage(hub, '/api/record'), null, null).broken).toEqual([2])
})

test('L8: a hub that was brought back from a backup is noticed by a kiosk, also when it has grown past it again', async () => {
  const { bearer, key } = school
  const later = await start(aCopy())
  for (let act = 0; act < 4; act++) await later.makeEnrolmentCode()
  const { note } = await hello(later, bearer, 0)
  const restored = await start(aCopy())
  expect(witnessRecord(note, await hello(restored, bearer, sizeOf(note)), key)).toEqual({ kind: 'alarm', why: 'shorter' })
  for (let act = 0; act < 9; act++) await restored.makeEnrolmentCode()
  expect(witnessRecord(note, await hello(restored, bearer, sizeOf(note)), key)).toEqual({ kind: 'alarm', why: 'changed' })
})

test('a note that vanishes shows in the next look at the record', async () => {
  const hub = await start(aCopy(), () => Date.now() + 2 * day)
  const cookie = await cookieOf(hub, 'dsl')
  const look = async () => {
    const page = await readPage(hub, '/api/record', cookie)
    const { reports } = ReportHeads.parse(await (await get(hub, '/api/dsl/reports', { cookie })).json())
    expect(readRecordPage(page, null, null).broken).toEqual([])
    return brokenCounts(page, reports)
  }
  await vi.waitFor(async () => {
    const counts = await hub.hub.db.selectFrom('staffActs').select('seq').where('act', '=', 'counted-notes').execute()
    expect(counts).toHaveLength(1)
  })
  expect(await look()).toEqual([])
  await hub.hub.db.deleteFrom('reports').where('id', '=', '2'.repeat(32)).execute()
  expect(await look()).toMatchObject([{ counted: 3, there: 2 }])
})
