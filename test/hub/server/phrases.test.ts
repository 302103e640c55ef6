import { expect, test } from 'vitest'
import { Documents } from '#core/contract/hub-api.ts'
import { School } from '#core/contract/school.ts'
import { mostSchoolPhrases, SchoolPhrases } from '#core/contract/school-phrases.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { aHub, aKiosk, cookieOf, get, post, send } from './a-school.ts'

const robux = { phrase: 'Free Robux', weight: 'closes', stages: ['ks1', 'ks2'] }

async function desk() {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const cookie = { cookie: await cookieOf(hub, 'deputy') }
  const path = '/api/dsl/phrases'
  return {
    hub,
    add: (body: unknown) => post(hub, path, body, cookie),
    change: (id: string, body: unknown) => send(hub, 'PUT', `${path}/${id}`, body, cookie),
    remove: (id: string) => send(hub, 'DELETE', `${path}/${id}`, undefined, cookie),
    list: async () => SchoolPhrases.parse(await (await get(hub, path, cookie)).json()).phrases,
    async signed() {
      const { school } = Documents.parse(await (await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer })).json())
      return School.parse(openSignedDocument(school, kiosk.schoolKey))
    },
  }
}

test('a phrase that is added, changed and removed is so in the signed school document, and each act is recorded', async () => {
  const d = await desk()
  expect(await d.signed()).not.toHaveProperty('phrases')
  const { version } = await d.signed()
  expect((await d.add(robux)).status).toBe(200)
  expect(await d.signed()).toMatchObject({ version: version + 1, phrases: [robux] })
  const [one] = await d.list()
  expect((await d.change(one?.id ?? '', { ...robux, weight: 'counts', stages: ['eyfs'] })).status).toBe(200)
  expect((await d.signed()).phrases).toEqual([{ ...robux, weight: 'counts', stages: ['eyfs'] }])
  expect((await d.remove(one?.id ?? '')).status).toBe(200)
  expect(await d.signed()).not.toHaveProperty('phrases')
  const acts = await d.hub.hub.db.selectFrom('staffActs').select(['who', 'act', 'about']).where('act', 'like', '%phrase').execute()
  expect(acts).toEqual(['added-phrase', 'changed-phrase', 'removed-phrase'].map((act) => ({ who: 'The deputy', act, about: one?.id })))
})

test('what cannot be looked for, is there already or is one too many is refused by its code, and changes nothing', async () => {
  const d = await desk()
  await d.add(robux)
  const { version } = await d.signed()
  const bad: [object, number, string, string][] = [
    [{ ...robux, phrase: 'ab' }, 422, 'HG_PHRASE_SHAPE', 'too short'],
    [{ ...robux, phrase: 'a'.repeat(61) }, 422, 'HG_PHRASE_SHAPE', 'too long'],
    [{ ...robux, phrase: 'bad\ud800word' }, 422, 'HG_PHRASE_SHAPE', 'unreadable'],
    [{ ...robux, stages: [] }, 422, 'HG_PHRASE_SHAPE', 'no stage'],
    [{ ...robux, phrase: 'free-röbux' }, 409, 'HG_PHRASE_TWICE', ''],
    [{ ...robux, weight: 'opens' }, 400, 'HG_BODY_SHAPE', 'weight'],
  ]
  for (const [body, status, code, detail] of bad) {
    const answer = await d.add(body)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ code, detail: expect.stringContaining(detail) })
  }
  expect((await d.change('b'.repeat(32), { ...robux, phrase: 'another' })).status).toBe(404)
  expect((await d.remove('b'.repeat(32))).status).toBe(404)
  expect((await d.signed()).version).toBe(version)
  const rows = Array.from({ length: mostSchoolPhrases - 1 }, (_, at) => {
    const id = at.toString(16).padStart(32, '0')
    return { id, letters: `word${at}`, phrase: `word${at}`, weight: 'counts', stagesJson: '["ks2"]' }
  })
  await d.hub.hub.db.insertInto('schoolPhrases').values(rows).execute()
  expect(await (await d.add({ ...robux, phrase: 'one too many' })).json()).toMatchObject({ code: 'HG_PHRASES_FULL' })
  expect(await d.list()).toHaveLength(mostSchoolPhrases)
})
