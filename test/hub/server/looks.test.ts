import { expect, test } from 'vitest'
import { ClassDesk, Documents } from '#core/contract/hub-api.ts'
import { ClassList } from '#core/contract/list.ts'
import { LookJob, LookOffer, type LookResult, Looks } from '#core/contract/look.ts'
import { LookAgain } from '#core/contract/look-again.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { aHub, aKiosk, aTile, cookieOf, get, post, send } from './a-school.ts'
import { readEvents } from './event-reader.ts'

const opens: LookResult = {
  kind: 'opens',
  finalUrl: aTile.url,
  title: 'Counting',
  firstWords: 'Count the frogs.',
  refusedHosts: ['cdn.example.com'],
  seen: {
    fingerprint: fingerprintOf({ text: 'Count the frogs in the pond today.', around: '', linked: 0 }),
    finalUrl: aTile.url,
    hosts: ['maths.example.com'],
    score: 0,
    at: 1,
  },
}

async function desk(options: Parameters<typeof aHub>[0] = {}) {
  const hub = await aHub(options)
  const kiosk = await aKiosk(hub, 'By the window')
  const bearer = { authorization: kiosk.bearer }
  const cookie = { cookie: await cookieOf(hub, 'teacher') }
  const looksAt = `/api/teacher/classes/${hub.classId}/looks`
  const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json()
  return {
    hub,
    kiosk,
    bearer,
    cookie,
    ask: async (tileIds = [aTile.id]) => Looks.parse(await json(post(hub, looksAt, { tileIds }, cookie))),
    looks: async () => Looks.parse(await json(get(hub, looksAt, cookie))),
    async take(by = kiosk) {
      const { job } = LookOffer.parse(await json(post(hub, '/api/kiosk/looks', {}, { authorization: by.bearer })))
      return job === null ? null : LookJob.parse(openSignedDocument(job, kiosk.schoolKey))
    },
    answer: async (jobId: string, result: LookResult | null, by = kiosk) =>
      (await send(hub, 'PUT', `/api/kiosk/looks/${jobId}`, { result }, { authorization: by.bearer })).status,
    read: async () => ClassDesk.parse(await json(get(hub, `/api/teacher/classes/${hub.classId}`, cookie))),
    save: (body: unknown) => send(hub, 'PUT', `/api/teacher/classes/${hub.classId}/draft`, body, cookie),
    async published() {
      const { lists } = Documents.parse(await json(get(hub, '/api/kiosk/documents', bearer)))
      return ClassList.parse(openSignedDocument(lists[0], kiosk.schoolKey))
    },
  }
}

test('a look that a teacher asks for reaches a kiosk, and what it saw is in the next signed list', async () => {
  const d = await desk()
  const stream = await readEvents(d.hub, '/api/kiosk/events', d.bearer)
  await stream.until((event) => event.kind === 'hello')
  expect(await d.looks()).toEqual({ inReach: 1, looks: [{ tileId: aTile.id, state: 'none', last: null }] })
  expect((await d.ask()).looks).toEqual([{ tileId: aTile.id, state: 'waiting', last: null }])
  await stream.until((event) => event.kind === 'look-wanted')
  const job = await d.take()
  expect(job).toMatchObject({ classId: d.hub.classId, tileId: aTile.id, tiles: [aTile] })
  expect(await d.take()).toBe(null)
  expect((await d.looks()).looks[0]?.state).toBe('looking')
  expect(await d.answer(job?.id ?? '', opens)).toBe(200)
  expect((await d.looks()).looks[0]).toMatchObject({ state: 'none', last: { result: { kind: 'opens', title: 'Counting' } } })
  const { revision, draft, class: summary } = await d.read()
  expect([revision, summary.hasUnpublished]).toEqual([1, true])
  expect(draft.tiles[0]?.seen).toMatchObject({ finalUrl: aTile.url })
  // When it was seen is the hub's to say.
  expect(draft.tiles[0]?.seen?.at).toBeGreaterThan(1_000)
  expect((await d.published()).tiles[0]?.seen).toBeUndefined()
  expect((await post(d.hub, `/api/teacher/classes/${d.hub.classId}/publish`, { revision }, d.cookie)).status).toBe(200)
  expect((await d.published()).tiles[0]?.seen?.fingerprint).toEqual(opens.kind === 'opens' ? opens.seen?.fingerprint : null)
})

test('what was seen cannot be put in or taken out by a browser, and is gone with the address', async () => {
  const d = await desk()
  await d.ask()
  await d.answer((await d.take())?.id ?? '', opens)
  const { draft } = await d.read()
  const [tile] = draft.tiles
  const forged = { ...tile, title: 'New title', seen: { ...tile?.seen, score: 99_999 } }
  expect((await d.save({ revision: 1, draft: { ...draft, tiles: [forged] } })).status).toBe(200)
  expect((await d.read()).draft.tiles[0]).toMatchObject({ title: 'New title', seen: { score: 0 } })
  await d.save({ revision: 2, draft: { ...draft, tiles: [aTile] } })
  expect((await d.read()).draft.tiles[0]?.seen).toMatchObject({ score: 0 })
  await d.save({ revision: 3, draft: { ...draft, tiles: [{ ...tile, url: 'https://maths.example.com/other' }] } })
  expect((await d.read()).draft.tiles[0]?.seen).toBeUndefined()
  expect((await d.looks()).looks[0]?.last).toBe(null)
})

test('a child who comes first costs nothing: the next kiosk has it; a kiosk that falls silent loses it', async () => {
  let now = Date.now()
  const d = await desk({ now: () => now })
  const other = await aKiosk(d.hub, 'Door')
  await d.ask()
  for (let child = 0; child < 5; child += 1) {
    const job = await d.take()
    expect(await d.answer(job?.id ?? '', null, other)).toBe(404)
    expect(await d.answer(job?.id ?? '', null)).toBe(200)
    expect((await d.looks()).looks[0]?.state).toBe('waiting')
  }
  const jobs: string[] = []
  for (let silent = 0; silent < 3; silent += 1) {
    const job = await d.take(other)
    jobs.push(job?.id ?? '')
    now += 91_000
  }
  expect((await d.looks()).looks[0]?.state).toBe('gave-up')
  expect(new Set(jobs).size).toBe(3)
  expect(await d.answer(jobs[0] ?? '', opens, other)).toBe(404)
  expect((await d.ask()).looks[0]?.state).toBe('waiting')
})

test('a look at a tile that is not there, or of an answer that is none, is refused', async () => {
  const d = await desk()
  const bad = await post(d.hub, `/api/teacher/classes/${d.hub.classId}/looks`, { tileIds: ['f'.repeat(32)] }, d.cookie)
  expect(bad.status).toBe(404)
  await d.ask()
  const job = await d.take()
  const answered = await send(d.hub, 'PUT', `/api/kiosk/looks/${job?.id}`, { result: { kind: 'opens' } }, d.bearer)
  expect(answered.status).toBe(400)
})

test('a teacher is told what to look at again, counted without who it was, until the list is published again', async () => {
  let now = Date.parse('2026-07-02T08:00:00Z')
  const d = await desk({ now: () => now })
  const live = await readEvents(d.hub, '/api/staff/events', d.cookie)
  await live.until((event) => event.kind === 'hello')
  const at = `/api/teacher/classes/${d.hub.classId}/look-again`
  const again = async () => LookAgain.parse(await (await get(d.hub, at, d.cookie)).json())
  const { pupils } = await (await get(d.hub, `/api/teacher/classes/${d.hub.classId}/pupils`, d.cookie)).json()
  let ids = 0
  const event = (kind: string, code: string, more: object = {}) => ({
    id: (++ids).toString(16).padStart(32, '0'),
    at: now,
    classId: d.hub.classId,
    pupilId: pupils[0].id,
    tile: aTile.title,
    page: 'maths.example.com/count',
    kind,
    code,
    ...more,
  })
  const send = (...events: object[]) => post(d.hub, '/api/kiosk/activity', { events }, d.bearer)

  now += 60_000
  await send(
    event('looked-different', 'grown', { at: Date.parse('2026-06-30T12:00:00Z') }), // before the list was published
    event('closed-unsure', 'left-list'), // no sign of a changed page
    event('closed-unsure', 'changed moved', { classId: 'f'.repeat(32) }),
  )
  expect(await again()).toEqual({ lines: [], more: 0 })

  now += 600_000
  const shown = event('looked-different', 'new-list', { pupilId: pupils[1].id })
  const before = now
  await send(event('looked-different', 'grown', { at: before - 300_000 }), shown, shown)
  await live.until((told) => told.kind === 'look-again-changed')
  now += 1_000
  await send(
    event('closed-unsure', 'content gambling,a-name'),
    event('closed-unsure', 'content scams,gambling', { pupilId: null }),
    event('closed-unsure', 'changed moved', { page: 'maths.example.com/two', tile: 'A tile of an older list' }),
    event('closed-unsure', 'crashed'),
    event('closed-unsure', 'set-aside'),
  )
  const told = await again()
  const [page, lastDay, tileId, tile] = ['maths.example.com/count', '2026-07-02', aTile.id, aTile.title]
  expect(told.lines).toHaveLength(4)
  expect(told.lines).toEqual(
    expect.arrayContaining([
      { tileId, tile, kind: 'looked-different', found: ['new-list', 'grown'], page, times: 2, lastDay },
      { tileId, tile, kind: 'content', found: expect.arrayContaining(['gambling', 'scams']), page, times: 2, lastDay },
      { tileId, tile, kind: 'set-aside', found: [], page, times: 1, lastDay },
      {
        tileId: null,
        tile: 'A tile of an older list',
        kind: 'changed',
        found: ['moved'],
        page: 'maths.example.com/two',
        times: 1,
        lastDay,
      },
    ]),
  )
  // Newest first.
  expect(told.lines.at(-1)?.kind).toBe('looked-different')
  const text = JSON.stringify(told)
  for (const who of [...pupils.flatMap((pupil: { id: string; name: string }) => [pupil.id, pupil.name]), d.kiosk.deviceId, 'a-name'])
    expect(text).not.toContain(who)

  now += 60_000
  const { revision } = await d.read()
  expect((await post(d.hub, `/api/teacher/classes/${d.hub.classId}/publish`, { revision }, d.cookie)).status).toBe(200)
  expect(await again()).toEqual({ lines: [], more: 0 })
  expect((await get(d.hub, `/api/teacher/classes/${'f'.repeat(32)}/look-again`, d.cookie)).status).toBe(404)
})
