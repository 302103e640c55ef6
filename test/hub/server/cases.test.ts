import { expect, test } from 'vitest'
import { CaseEntries, Cases } from '#core/contract/cases.ts'
import { schoolDay } from '#hub/server/school-time.ts'
import { aHub, cookieOf, get, post } from './a-school.ts'

const id = 'c'.repeat(32)
const entry = (digit: string) => ({ id: digit.repeat(32), body: Buffer.alloc(33_000, 3).toString('base64') })
const summary = Buffer.alloc(1_300, 4).toString('base64')

async function aDesk() {
  const hub = await aHub()
  const headers = { cookie: await cookieOf(hub, 'dsl') }
  const begin = () => post(hub, '/api/dsl/cases', { id, lane: 'soon', dueDay: '2026-11-23', entry: entry('1'), summary }, headers)
  const add = (revision: number, digit: string, more: object = {}) =>
    post(
      hub,
      `/api/dsl/cases/${id}/entries`,
      { revision, move: 'none', dueDay: null, lane: 'soon', entry: entry(digit), summary, ...more },
      headers,
    )
  const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code]
  return { hub, headers, begin, add, codeOf }
}

test('a case is a day, a lane, a state and sealed bytes, and its reading is recorded', async () => {
  const { hub, headers, begin, add } = await aDesk()
  const { cases } = Cases.parse(await (await begin()).json())
  const day = schoolDay(Date.now())
  expect(cases).toEqual([{ id, day, lane: 'soon', state: 'open', dueDay: '2026-11-23', filed: false, revision: 1, summary }])
  await add(1, '2')
  const story = CaseEntries.parse(await (await get(hub, `/api/dsl/cases/${id}/entries`, headers)).json())
  expect(story).toEqual({ revision: 2, state: 'open', filed: false, entries: [entry('1'), entry('2')] })
  const acts = await hub.hub.db.selectFrom('staffActs').select(['act', 'about']).orderBy('seq').execute()
  expect(acts.slice(-3)).toEqual([
    { act: 'began-case', about: id },
    { act: 'added-to-case', about: `${id} none` },
    { act: 'read-case', about: id },
  ])
  const columns = Object.keys(await hub.hub.db.selectFrom('cases').selectAll().executeTakeFirstOrThrow()).sort()
  expect(columns).toEqual(['day', 'dueDay', 'filed', 'id', 'lane', 'revision', 'state', 'summary'])
})

test('two who write at once: the second is told, and nothing of theirs is mixed in', async () => {
  const { hub, begin, add, codeOf } = await aDesk()
  await begin()
  const answers = await Promise.all([add(1, '2'), add(1, '3')])
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409])
  expect(await hub.hub.db.selectFrom('sealedEntries').select('id').execute()).toHaveLength(2)
  expect(await codeOf(await begin())).toEqual([409, 'HG_CHANGED_MEANWHILE'])
})

test('A10: closing as child protection is refused until it is filed; then the due day goes', async () => {
  const { hub, begin, add, codeOf } = await aDesk()
  await begin()
  expect(await codeOf(await add(1, '2', { move: 'close-as-child-protection' }))).toEqual([409, 'HG_NOT_FILED'])
  expect(await hub.hub.db.selectFrom('sealedEntries').select('id').execute()).toHaveLength(1)
  expect((await add(1, '2', { move: 'file', dueDay: '2026-12-01' })).status).toBe(200)
  const closed = CaseEntries.parse(await (await add(2, '3', { move: 'close-as-child-protection', dueDay: '2026-12-01' })).json())
  expect(closed).toMatchObject({ state: 'closed', filed: true })
  const row = await hub.hub.db.selectFrom('cases').select(['dueDay', 'state']).executeTakeFirstOrThrow()
  expect(row).toEqual({ dueDay: null, state: 'closed' })
  expect(await codeOf(await add(3, '4', { move: 'close' }))).toEqual([409, 'HG_CHANGED_MEANWHILE'])
  expect(CaseEntries.parse(await (await add(3, '4', { move: 'reopen' })).json())).toMatchObject({ state: 'open', filed: true })
})

test('what was written is never changed, and words in the clear are not taken', async () => {
  const { hub, headers, begin } = await aDesk()
  await begin()
  await expect(hub.hub.db.updateTable('sealedEntries').set({ body: new Uint8Array() }).execute()).rejects.toThrow('never changed')
  const plain = { id: 'd'.repeat(32), lane: 'soon', dueDay: null, entry: { id: '5'.repeat(32), body: 'Jo had a bruise' }, summary }
  expect((await post(hub, '/api/dsl/cases', plain, headers)).status).toBe(400)
  expect((await get(hub, `/api/dsl/cases/${'e'.repeat(32)}/entries`, headers)).status).toBe(404)
})
