import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { brokenCounts, readRecordPage } from '#core/audit/read-record.ts'
import { RecordPage } from '#core/contract/audit.ts'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import { BreakGlassLog, Retention, TermNumbers } from '#core/contract/records.ts'
import { ReportHeads } from '#core/contract/safety-desk.ts'
import { countNotes } from '#hub/server/audit/count-notes.ts'
import { keepRetention } from '#hub/server/records/retention.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { aHub, cookieOf, get, post, putLetter, send } from './a-school.ts'

const day = 24 * 3_600_000
const noteId = (digit: string) => digit.repeat(32)
const sentinel = (letter: string) => `SEALED-${letter}-${letter}${letter}`
const envelope = (letter: string) => new Uint8Array(Buffer.alloc(envelopeBytes, sentinel(letter)))
const entry = (digit: string, letter: string) => ({ id: digit.repeat(32), body: Buffer.alloc(33_000, sentinel(letter)).toString('base64') })
const summary = Buffer.alloc(1_300, sentinel('s')).toString('base64')

/** Of which of these letters is there a sealed byte left in any file of the hub? */
const left = (folder: string, letters: string) => {
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  return [...letters].filter((letter) => files.some((bytes) => bytes.includes(sentinel(letter)))).join('')
}

test('A10: what is closed is deleted when its time is up, with every sealed byte of it; what is held, open or belongs to it stays; proofs stand', async () => {
  let now = Date.parse('2026-09-14T10:00:00Z')
  const hub = await aHub({ now: () => now })
  let headers = { cookie: await cookieOf(hub, 'dsl') }
  const move = (id: string, body: object) => post(hub, `/api/dsl/reports/${id}/state`, body, headers)
  const retention = async (at: RunningHub, change?: object) =>
    Retention.parse(
      await (change === undefined ? get(at, '/api/dsl/retention', headers) : send(at, 'PUT', '/api/dsl/retention', change, headers)).then(
        (answer) => answer.json(),
      ),
    )
      .lines.map(({ what, id, held, deleteDay }) => `${what} ${id[0]} ${held ? 'held' : ''} ${deleteDay}`)
      .sort()
  // 1 closed, 2 closed and held, 3 open, 4 practice, 5 belongs to 3; a case that is closed.
  for (const [digit, letter] of ['1a', '2b', '3c', '4d', '5e'].map((one) => [...one]))
    await putLetter(hub, noteId(digit ?? ''), envelope(letter ?? ''), 'now')
  for (const digit of ['1', '2', '3']) await move(noteId(digit), { state: 'acknowledged' })
  await move(noteId('1'), { state: 'closed', entry: entry('a', 'f') })
  await move(noteId('2'), { state: 'closed', entry: entry('b', 'g') })
  await post(hub, `/api/dsl/reports/${noteId('4')}/read`, {}, headers)
  await move(noteId('4'), { state: 'practice' })
  await post(hub, `/api/dsl/reports/${noteId('3')}/merge`, { ids: [noteId('5')], entry: entry('c', 'h') }, headers)
  await post(hub, '/api/dsl/cases', { id: noteId('9'), lane: 'soon', dueDay: null, entry: entry('d', 'i'), summary }, headers)
  const close = { revision: 1, move: 'close', dueDay: null, lane: 'soon', entry: entry('e', 'j'), summary }
  expect((await post(hub, `/api/dsl/cases/${noteId('9')}/entries`, close, headers)).status).toBe(200)
  expect(await retention(hub, { what: 'note', id: noteId('2'), held: true })).toEqual([
    'case 9  2026-12-13',
    'note 1  2026-12-13',
    'note 2 held null',
    'note 4  2026-10-14',
    'note 5  null',
  ])
  const { note } = (await hub.hub.record.newest()) ?? { note: '' }

  now += day
  await countNotes(hub.hub)
  now += 88 * day
  await keepRetention(hub.hub)
  const ids = async (at: RunningHub) => (await at.hub.db.selectFrom('reports').select('id').orderBy('id').execute()).map(({ id }) => id[0])
  expect(await ids(hub)).toEqual(['1', '2', '3', '5'])
  await hub.close()
  expect(left(hub.folder, 'abcdefghij')).toBe('abcefghij')

  now += day
  const later = await startHub({ folder: hub.folder, logLevel: 'silent', now: () => now })
  onTestFinished(() => later.close())
  await vi.waitFor(async () => expect(await ids(later)).toEqual(['2', '3', '5']), 20_000)
  expect(await later.hub.db.selectFrom('cases').select('id').execute()).toEqual([])
  headers = { cookie: await cookieOf(later, 'dsl') }
  expect(await retention(later, { what: 'note', id: noteId('2'), held: false })).toEqual(['note 2  2026-12-13', 'note 5  null'])

  const look = async (seen: number, kept: string | null) => {
    const page = RecordPage.parse(await (await get(later, `/api/record?seen=${seen}`, headers)).json())
    const { reports } = ReportHeads.parse(await (await get(later, '/api/dsl/reports', headers)).json())
    return { page, read: readRecordPage(page, kept, null), broken: brokenCounts(page, reports) }
  }
  const size = Number(note.split('\n')[1])
  const first = await look(size, note)
  expect(first).toMatchObject({ read: { witnessed: { kind: 'grown' }, broken: [] }, broken: [] })
  expect(first.page.counts.map(({ act }) => act?.act).filter((act) => act === 'deleted-note')).toHaveLength(2)

  // A year on: the words of the acts are gone as well, and every proof stands.
  now += 366 * day
  await keepRetention(later.hub)
  headers = { cookie: await cookieOf(later, 'dsl') }
  const yearOn = await look(size, note)
  expect(yearOn.read).toMatchObject({ witnessed: { kind: 'grown' }, broken: [] })
  expect(yearOn.page.lines.filter(({ act }) => act === null).length).toBeGreaterThan(20)
  await later.close()
  expect(left(hub.folder, 'abcdefghijs')).toBe('ceh')
})

test('the numbers of a term are shown when it has ended, count what was deleted, and hide what is small', async () => {
  let now = Date.parse('2026-09-14T10:00:00Z')
  const hub = await aHub({ now: () => now })
  for (let index = 0; index < 9; index++) await putLetter(hub, noteId(String(index)), undefined, index < 7 ? 'soon' : 'now')
  await hub.hub.db.updateTable('reports').set({ state: 'closed' }).where('id', '<', noteId('3')).execute()
  const numbers = async (role: 'governor' | 'head') =>
    TermNumbers.parse(await (await get(hub, '/api/record/numbers', { cookie: await cookieOf(hub, role) })).json())
  await keepRetention(hub.hub)
  expect(await numbers('governor')).toEqual({ terms: [] })
  now = Date.parse('2027-01-20T10:00:00Z')
  await keepRetention(hub.hub)
  expect(await hub.hub.db.selectFrom('reports').select('id').execute()).toHaveLength(6)
  expect(await numbers('governor')).toEqual({ terms: [{ term: '2026 autumn', notes: 9, soon: null, now: null, cases: null }] })
})

test('going beyond the usual takes one of the team and the head, and head and governor see why', async () => {
  const hub = await aHub()
  const as = async (role: 'dsl' | 'deputy' | 'head' | 'governor') => ({ cookie: await cookieOf(hub, role) })
  const [dsl, deputy, head, governor] = [await as('dsl'), await as('deputy'), await as('head'), await as('governor')]
  const reason = 'Both members of the team have lost their words.'
  expect((await post(hub, '/api/break-glass', { purpose: 'recovery-kit', reason: 'because' }, dsl)).status).toBe(400)
  const asked = BreakGlassLog.parse(await (await post(hub, '/api/break-glass', { purpose: 'recovery-kit', reason }, dsl)).json())
  const id = asked.lines[0]?.id ?? ''
  for (const headers of [dsl, deputy, governor]) expect((await post(hub, `/api/break-glass/${id}`, {}, headers)).status).toBe(403)
  const agreed = BreakGlassLog.parse(await (await post(hub, `/api/break-glass/${id}`, {}, head)).json())
  expect(agreed.lines).toMatchObject([{ reason, first: 'The dsl', second: 'The head', mayAgree: false }])
  expect((await post(hub, `/api/break-glass/${id}`, {}, head)).status).toBe(409)
  expect(BreakGlassLog.parse(await (await get(hub, '/api/break-glass', governor)).json()).lines).toMatchObject([
    { reason, second: 'The head' },
  ])
  const acts = await hub.hub.db.selectFrom('staffActs').select(['who', 'act', 'about']).where('act', 'like', '%break-glass').execute()
  expect(acts).toEqual([
    { who: 'The dsl', act: 'asked-break-glass', about: `${id} recovery-kit` },
    { who: 'The head', act: 'agreed-break-glass', about: `${id} recovery-kit` },
  ])
})

test('the recovery kit is used at the desk after two people decided so, for a day, each time on the record; by nobody else', async () => {
  let now = Date.parse('2026-11-23T10:00:00Z')
  const hub = await aHub({ now: () => now })
  const as = async (role: 'dsl' | 'deputy' | 'head') => ({ cookie: await cookieOf(hub, role) })
  const [dsl, deputy, head] = [await as('dsl'), await as('deputy'), await as('head')]
  const decide = async (purpose: 'recovery-kit' | 'traced-outside') => {
    const body = { purpose, reason: 'Both members of the team have lost their words.' }
    const { lines } = BreakGlassLog.parse(await (await post(hub, '/api/break-glass', body, dsl)).json())
    return lines.find((line) => line.purpose === purpose)?.id ?? ''
  }
  const use = async (id: string, headers: { cookie: string }) => (await post(hub, `/api/break-glass/${id}/kit`, {}, headers)).status
  const mayUse = async (headers: { cookie: string }) =>
    BreakGlassLog.parse(await (await get(hub, '/api/break-glass', headers)).json()).lines.map((line) => line.mayUseKit)
  const [id, other] = [await decide('recovery-kit'), await decide('traced-outside')]
  expect([await use(id, dsl), await mayUse(dsl)]).toEqual([403, [false, false]])
  for (const one of [id, other]) expect((await post(hub, `/api/break-glass/${one}`, {}, head)).status).toBe(200)
  expect((await mayUse(deputy)).filter((may) => may)).toHaveLength(1)
  expect(await mayUse(head)).toEqual([false, false])
  expect([await use(id, dsl), await use(id, deputy), await use(id, head), await use(other, dsl)]).toEqual([200, 200, 403, 403])
  expect(await use('f'.repeat(32), dsl)).toBe(404)
  const acts = await hub.hub.db.selectFrom('staffActs').select(['who', 'about']).where('act', '=', 'used-recovery-kit').execute()
  expect(acts.map(({ who, about }) => [who, about])).toEqual([
    ['The dsl', id],
    ['The deputy', id],
  ])
  now += 86_400_000
  const tomorrow = await as('dsl')
  expect([await use(id, tomorrow), await mayUse(tomorrow)]).toEqual([403, [false, false]])
})
