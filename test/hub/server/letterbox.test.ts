import { expect, test } from 'vitest'
import { envelopeBytes } from '#core/contract/hub-api.ts'
import { aHub, aKiosk } from './a-school.ts'

const id = '0123456789abcdef0123456789abcdef'
const envelope = new Uint8Array(envelopeBytes).fill(7)

async function aLetterbox() {
  const hub = await aHub()
  const { letterbox } = await aKiosk(hub)
  const put = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, envelopeId = id) =>
    fetch(`${hub.url}/api/letterbox/${envelopeId}`, {
      method: 'PUT',
      headers: { authorization: letterbox, 'content-type': 'application/octet-stream', ...headers },
      body,
    })
  const rows = () => hub.hub.db.selectFrom('reports').selectAll().execute()
  return { hub, put, rows }
}

test('an envelope is stored once, and the first bytes stay', async () => {
  const { put, rows } = await aLetterbox()
  expect((await put(envelope)).status).toBe(201)
  expect((await put(new Uint8Array(envelopeBytes).fill(9))).status).toBe(200)
  const stored = await rows()
  expect(stored).toHaveLength(1)
  expect(Buffer.from(stored[0]?.body ?? []).equals(envelope)).toBe(true)
})

test('a hundred copies at once make one row', async () => {
  const { put, rows } = await aLetterbox()
  const statuses = await Promise.all(Array.from({ length: 100 }, async () => (await put(envelope)).status))
  expect(statuses.filter((status) => status === 201)).toHaveLength(1)
  expect(statuses.filter((status) => status === 200)).toHaveLength(99)
  expect(await rows()).toHaveLength(1)
})

test('an envelope of any other length or kind is refused and not kept', async () => {
  const { put, rows } = await aLetterbox()
  const short = await put(envelope.slice(1))
  expect([short.status, await short.json()]).toEqual([400, expect.objectContaining({ code: 'HG_BODY_SHAPE' })])
  const long = await put(new Uint8Array(envelopeBytes + 1))
  expect([long.status, await long.json()]).toEqual([413, expect.objectContaining({ code: 'HG_BODY_TOO_LARGE' })])
  expect((await put(envelope, { 'content-type': 'application/json' })).status).toBe(415)
  expect((await put(envelope, {}, 'not-an-id')).status).toBe(400)
  expect((await put(envelope, { authorization: `Bearer ${'A'.repeat(43)}` })).status).toBe(401)
  expect(await rows()).toEqual([])
})

test('a row holds an id, a day, a state, an epoch and the sealed bytes, and no table of reports has more', async () => {
  const { hub, put, rows } = await aLetterbox()
  await put(envelope)
  const [row] = await rows()
  expect(Object.keys(row ?? {}).sort()).toEqual(['body', 'day', 'epoch', 'id', 'state'])
  expect(row).toMatchObject({ id, state: 'new', epoch: 0, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
  const tables = await hub.hub.db.introspection.getTables()
  const columns = tables.filter((table) => table.name === 'reports').flatMap((table) => table.columns.map((column) => column.name))
  expect(columns.sort()).toEqual(['body', 'day', 'epoch', 'id', 'state'])
})

test('stored order says nothing about the order of arrival', async () => {
  const { put, rows } = await aLetterbox()
  const ids = ['ff', '00', 'aa', '11'].map((start) => start.repeat(16))
  for (const one of ids) await put(envelope, {}, one)
  expect((await rows()).map((row) => row.id)).toEqual([...ids].sort())
})
