import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { Fault, type Role } from '#core/contract/hub-api.ts'
import { Letters, letterLimits, MailboxDesk, MailboxNews, sealedLetterBytes } from '#core/contract/mailbox.ts'
import { toBase64 } from '#core/sealing/base64.ts'
import { newKioskKey } from '#core/sealing/mailbox-keys.ts'
import { emptyOldBoxes } from '#hub/server/mailbox/letters.ts'
import { schoolDay } from '#hub/server/school-time.ts'
import { startHub } from '#hub/server/start.ts'
import { aKiosk, aSchool, cookieOf, post, send } from './a-school.ts'

const day = 24 * 60 * 60_000
const sealed = toBase64(new Uint8Array(sealedLetterBytes).fill(7))
const forTeam = toBase64(new Uint8Array(100).fill(8))
const tag = (digit: string) => digit.repeat(32)

/** One hub for the tests of this file, whose letter box is off at the beginning of each. */
let now = Date.parse('2026-11-23T09:15:00Z')
async function room() {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-mailbox-'))
  const hub = await startHub({ folder, logLevel: 'silent', now: () => now })
  await hub.seed(aSchool())
  const cookies = new Map<Role, string>()
  for (const role of ['dsl', 'deputy'] as const) cookies.set(role, await cookieOf(hub, role))
  const as = async (role: Role, method: string, path: string, body?: unknown) => {
    const answer = await send(hub, method, path, body, { cookie: cookies.get(role) ?? '' })
    const given: unknown = await answer.json()
    return answer.ok ? MailboxDesk.parse(given) : Fault.parse(given).code
  }
  const kiosks = [await aKiosk(hub, 'One'), await aKiosk(hub, 'Two')]
  const asKiosk = async (which: number, path: string, body: unknown) =>
    (await post(hub, path, body, { authorization: kiosks[which]?.bearer ?? '' })).json()
  return {
    hub,
    folder,
    as,
    news: async (which: number, held: string | null = null, recipient: string | null = null) =>
      MailboxNews.parse(await asKiosk(which, '/api/kiosk/mailbox', { held, recipient })),
    letters: async (ids: readonly string[]) => Letters.parse(await asKiosk(0, '/api/kiosk/letters', { ids })).letters,
    on: async (recipients: readonly string[] = []) => as('dsl', 'PUT', '/api/dsl/mailbox', { was: null, seed: 'AAAA', recipients }),
    write: (role: Role, to: string, body: { sealed: string | null } = { sealed }) =>
      as(role, 'POST', '/api/dsl/letters', { tag: to, forTeam, ...body }),
  }
}
let r: Awaited<ReturnType<typeof room>>
beforeAll(async () => {
  r = await room()
})
afterAll(async () => {
  await r.hub.close()
  rmSync(r.folder, { recursive: true, force: true })
})
beforeEach(async () => {
  await r.as('dsl', 'DELETE', '/api/dsl/mailbox')
})
const ids = (desk: MailboxDesk | string) => (typeof desk === 'string' ? [desk] : desk.letters.map(({ id }) => id))

test('it is off until the team switches it on; then every kiosk is given the same, and in short when it has it already', async () => {
  const { recipient } = await newKioskKey()
  const off = await r.news(0, null, recipient)
  expect(off.news).toEqual({ mailbox: null })
  expect(await r.write('dsl', tag('a'))).toBe('HG_NOT_FOUND')
  const desk = await r.on([recipient])
  expect(desk).toMatchObject({
    kiosks: [
      { name: 'One', recipient, isIn: true },
      { name: 'Two', recipient: null, isIn: false },
    ],
  })
  const [id = ''] = ids(await r.write('dsl', tag('a')))
  const [one, two] = [await r.news(0, off.stamp, recipient), await r.news(1)]
  expect(one).toEqual(two)
  expect(one.news).toEqual({ mailbox: { seed: 'AAAA', letters: [id] } })
  expect(await r.news(1, one.stamp)).toEqual({ stamp: one.stamp, news: null })
  expect(await r.letters([id, tag('f')])).toEqual([{ id, tag: tag('a'), sealed }])
  // A kiosk that lost its key has to be let in again.
  const other = await newKioskKey()
  await r.news(0, null, other.recipient)
  expect(await r.as('dsl', 'GET', '/api/dsl/mailbox')).toMatchObject({ kiosks: [{ isIn: false }, {}] })
  // Two who switch at once: the second one sees that something has changed.
  expect(await r.on()).toBe('HG_CHANGED_MEANWHILE')
})

test('own words reach no kiosk before another member has read them; a letter can be taken back; all of it is recorded', async () => {
  await r.on()
  const { id: last } = await r.hub.hub.db
    .selectFrom('staffActs')
    .select(({ fn }) => fn.max('seq').as('id'))
    .executeTakeFirstOrThrow()
  const [id = ''] = ids(await r.write('dsl', tag('b'), { sealed: null }))
  expect((await r.news(0)).news?.mailbox?.letters).toEqual([])
  expect(await r.letters([id])).toEqual([])
  expect(await r.as('dsl', 'POST', `/api/dsl/letters/${id}/send`, { sealed })).toBe('HG_NOT_ALLOWED')
  expect(await r.as('deputy', 'POST', `/api/dsl/letters/${id}/send`, { sealed })).toMatchObject({
    letters: [{ state: 'sent', mine: false }],
  })
  expect(await r.as('deputy', 'POST', `/api/dsl/letters/${id}/send`, { sealed })).toBe('HG_NOT_FOUND')
  expect((await r.news(0)).news?.mailbox?.letters).toEqual([id])
  expect(ids(await r.as('dsl', 'DELETE', `/api/dsl/letters/${id}`))).toEqual([])
  expect((await r.news(0)).news?.mailbox?.letters).toEqual([])
  const acts = await r.hub.hub.db.selectFrom('staffActs').select(['act', 'about', 'who']).where('seq', '>', last).orderBy('seq').execute()
  expect(acts).toEqual([
    { act: 'wrote-letter', about: id, who: 'The dsl' },
    { act: 'sent-letter', about: id, who: 'The deputy' },
    { act: 'took-back-letter', about: id, who: 'The dsl' },
  ])
})

test('four letters to one child and two hundred in all are the most, and a letter of another size is refused', async () => {
  await r.on()
  for (let turn = 0; turn < letterLimits.perBox; turn += 1) expect(typeof (await r.write('dsl', tag('c')))).toBe('object')
  expect(await r.write('dsl', tag('c'))).toBe('HG_LETTERS_FULL')
  expect(await r.write('dsl', tag('d'), { sealed: toBase64(new Uint8Array(sealedLetterBytes + 3)) })).toBe('HG_BODY_SHAPE')
  const row = { day: '2026-11-23', state: 'sent' as const, sealed, forTeam, staffId: tag('1'), madeBy: 'x' }
  const more = Array.from({ length: letterLimits.live - letterLimits.perBox }, (_, at) => at.toString(16).padStart(32, '0'))
  for (const id of more)
    await r.hub.hub.db
      .insertInto('letters')
      .values({ id, tag: id, ...row })
      .execute()
  expect(await r.write('dsl', tag('e'))).toBe('HG_LETTERS_FULL')
})

test('a box is emptied thirty days after its last letter, and not before', async () => {
  const begun = now
  const row = { state: 'sent' as const, sealed, forTeam, staffId: tag('1'), madeBy: 'x' }
  for (const [id, to, days] of [
    ['1', 'a', 0],
    ['2', 'b', 0],
    ['3', 'a', 20],
  ] as const)
    await r.hub.hub.db
      .insertInto('letters')
      .values({ id: tag(id), tag: tag(to), day: schoolDay(begun + days * day), ...row })
      .execute()
  const left = async () => {
    await emptyOldBoxes(r.hub.hub)
    const desk = await r.hub.hub.db.selectFrom('letters').select('tag').orderBy('tag').execute()
    return desk.map((one) => one.tag.charAt(0)).join('')
  }
  now = begun + letterLimits.days * day
  expect(await left()).toBe('aab')
  now += day
  expect(await left()).toBe('aa')
  now = begun + (20 + letterLimits.days) * day
  expect(await left()).toBe('aa')
  now += day
  expect(await left()).toBe('')
  now = begun
})

test('switching off deletes the key and every letter', async () => {
  await r.on()
  await r.write('dsl', tag('a'))
  expect(await r.as('deputy', 'DELETE', '/api/dsl/mailbox')).toMatchObject({ seed: null, stamp: null, letters: [] })
  expect((await r.news(0)).news).toEqual({ mailbox: null })
})
