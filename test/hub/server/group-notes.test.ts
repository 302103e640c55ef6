import { expect, test } from 'vitest'
import { SealedEnvelopes } from '#core/contract/keys.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { aHub, get, post, putLetter } from './a-school.ts'
import { aKeyPerson, aReport, change, makeKeys, type Person } from './key-people.ts'

const [own, teams] = ['1'.repeat(32), '2'.repeat(32)]

test('the group for what is about a grown-up at school reads and takes its note, on the record; who has no key of it may not', async () => {
  const hub = await aHub()
  const { made } = await makeKeys(hub)
  const [head, governor] = [await aKeyPerson(hub, 'head'), await aKeyPerson(hub, 'governor')]
  const { key, recipients } = await change(hub, head, [head])
  await putLetter(hub, own, new Uint8Array(await sealReport({ ...aReport, category: 'ADULT' }, recipients)), 'now')
  await putLetter(hub, teams, new Uint8Array(await sealReport(aReport, recipients)), 'now')
  const act = (person: Person, id: string, what: string) => post(hub, `/api/keys/reports/${id}/${what}`, {}, { cookie: person.cookie })
  const given = async (person: Person) =>
    SealedEnvelopes.parse(await (await get(hub, '/api/keys/reports', { cookie: person.cookie })).json()).reports
  const states = async () => hub.hub.db.selectFrom('reports').select(['id', 'state', 'heldBy']).orderBy('id').execute()

  const reports = await given(head)
  expect(reports.map(({ id, state }) => [id, state])).toEqual([
    [own, 'new'],
    [teams, 'new'],
  ])
  const envelope = (id: string) => new Uint8Array(Buffer.from(reports.find((one) => one.id === id)?.envelope ?? '', 'base64'))
  expect(await openReport(envelope(own), key.identity)).toMatchObject({ category: 'ADULT', words: aReport.words })
  await expect(openReport(envelope(own), made.teamIdentity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
  await expect(openReport(envelope(teams), key.identity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })

  expect(await given(governor)).toEqual([])
  for (const what of ['read', 'take']) expect((await act(governor, own, what)).status).toBe(403)
  expect((await act(head, own, 'read')).status).toBe(200)
  expect((await states())[0]).toMatchObject({ state: 'opened' })
  expect((await act(head, own, 'take')).status).toBe(200)
  const [taken, untouched] = await states()
  expect(taken).toMatchObject({ id: own, state: 'acknowledged', heldBy: expect.any(String) })
  expect(untouched).toEqual({ id: teams, state: 'new', heldBy: null })
  expect((await act(head, 'f'.repeat(32), 'read')).status).toBe(404)

  const acts = await hub.hub.db.selectFrom('staffActs').select(['who', 'act', 'about']).orderBy('seq').execute()
  expect(acts.filter(({ act: one }) => /report/.test(one ?? ''))).toEqual([
    { who: 'The head', act: 'fetched-reports', about: 'all' },
    { who: 'The head', act: 'read-report', about: own },
    { who: 'The head', act: 'set-report-state', about: `${own} acknowledged` },
  ])
})
