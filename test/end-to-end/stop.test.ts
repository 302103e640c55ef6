import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallInput, CallName } from '#core/contract/calls.ts'
import type { Tile } from '#core/contract/list.ts'
import { StopDesk } from '#core/contract/stops.ts'
import { createKiosk, type Kiosk } from '#core/kiosk.ts'
import { type DemoKiosk, startDemoKiosk } from '#demo/demo-kiosk.ts'
import { clock } from '#host/clock.ts'
import { createHubClient } from '#host/hub-client.ts'
import { emptyState } from '#host/kiosk-state.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { fakeOutbox, fakeShell, memoryJournal, memoryStore, tinyPhrases, tinyProfile } from '#test/core/fakes.ts'
import { aSchool, cookieOf, get, post, send } from '#test/hub/server/a-school.ts'
import { readScreen } from '#test/shells/screen.ts'
import { type RunningSites, startSites } from '#test/sites/https-sites.ts'

/** "Stop this page for everyone": a real hub, one kiosk in real Chromium, and others whose shell alone is a double. */
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-stop-'))
const secret = ['drum', 'key', 'umbrella']
const host = 'www.games-school.org.uk'
const page = `https://${host}/scary?level=3`
/** Of the page, and of nothing of ours. */
const colour = '#c800c8'
const others = 5
/** Check A6. */
const promised = 5_000

const tile = (letter: string, path: string): Tile => ({
  id: letter.repeat(32),
  title: `The page ${path}`,
  url: `https://${host}${path}`,
  scope: 'page',
  also: [],
  companions: [],
  picture: 'star',
  spoken: 'a page',
  subject: '',
  words: [],
  checkedBy: null,
  checkedAt: null,
})
const tiles = [tile('a', '/scary?level=3'), tile('b', '/kind')]

let sites: RunningSites
let hub: RunningHub
let parts: DemoKiosk
let cookie: Record<string, string>
let classId = ''
const doubles: { kiosk: Kiosk; shell: ReturnType<typeof fakeShell> }[] = []

type Press = <N extends CallName>(name: N, input: CallInput<N>) => Promise<unknown>
const pressReal: Press = async (name, input) =>
  parts.shell.run?.screens.evaluate('main', `window.hedgerow.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)

async function until(what: string, ms: number, is: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + ms
  while (!(await is())) {
    if (performance.now() > end) throw new Error(`${what}; the kiosk shows ${JSON.stringify(parts.kiosk.view().screen).slice(0, 400)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
const shows = (kiosk: Kiosk, kind: string) => until(kind, 30_000, () => kiosk.view().screen.kind === kind)
const screen = () => {
  const framebuffer = parts.shell.display?.framebuffer
  if (typeof framebuffer !== 'string') throw new Error('there is no virtual screen')
  return readScreen(framebuffer)
}
const stops = async () => StopDesk.parse(await (await get(hub, '/api/stops', cookie)).json()).stops

/** A child signs in and opens the first tile. */
async function toPage(kiosk: Kiosk, press: Press): Promise<void> {
  await shows(kiosk, 'classes')
  await press('sign-in.class', { classId })
  const wall = kiosk.view().screen
  await press('sign-in.pupil', { pupilId: wall.kind === 'pupils' ? (wall.pupils[0]?.id ?? '') : '' })
  await press('sign-in.secret', { pictures: secret })
  for (let turn = 0; turn < 12 && kiosk.view().screen.kind === 'agreement'; turn += 1) await press('agreement.agree', {})
  await press('notice.seen', {})
  await shows(kiosk, 'shelf')
  await press('shelf.open', { tileId: tiles[0]?.id ?? '' })
}

async function oneMore(): Promise<void> {
  const shell = fakeShell()
  const kiosk = createKiosk({
    shell: shell.shell,
    hub: createHubClient(),
    store: memoryStore(emptyState),
    journal: memoryJournal(),
    outbox: fakeOutbox().outbox,
    secrets: { matches: async () => true },
    clock,
    log: { note: () => undefined },
    phrases: [tinyPhrases],
    profiles: { eyfs: tinyProfile('eyfs'), ks1: tinyProfile('ks1'), ks2: tinyProfile('ks2') },
    suggestedHub: hub.url,
  })
  await kiosk.start()
  expect(await kiosk.enrol(hub.url, await hub.makeEnrolmentCode(), `Kiosk ${doubles.length}`)).toBe('enrolled')
  await toPage(kiosk, (name, input) => shell.owner().answer(name, input))
  shell.page({ kind: 'committed', url: page, inside: false })
  shell.page({ kind: 'ready' })
  await shows(kiosk, 'page')
  doubles.push({ kiosk, shell })
}

beforeAll(async () => {
  sites = await startSites({
    [host]: (_request, response) =>
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end(`<!doctype html><html lang="en"><title>A page</title><body style="background: ${colour}"><h1>A game about frogs</h1>`),
  })
  hub = await startHub({ folder: join(folder, 'hub'), logLevel: 'silent' })
  const school = aSchool(secret)
  const { classes } = await hub.seed({ ...school, classes: school.classes.map((one) => ({ ...one, draft: { tiles, lessons: [] } })) })
  classId = classes[0]?.id ?? ''
  cookie = { cookie: await cookieOf(hub, 'dsl') }
  parts = await startDemoKiosk({
    data: join(folder, 'kiosk'),
    hub: hub.url,
    shell: { resolve: sites.resolve, extraFlags: [sites.trustFlag] },
  })
  expect(await parts.kiosk.enrol(hub.url, await hub.makeEnrolmentCode(), 'Window')).toBe('enrolled')
}, 60_000)
afterAll(async () => {
  for (const { kiosk } of doubles) await kiosk.stop()
  await parts?.kiosk.stop()
  await hub?.close()
  await sites?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('A6: "Stop this page" reaches every online kiosk within 5 s, shows the neutral page, is undone and audited', async () => {
  await toPage(parts.kiosk, pressReal)
  await shows(parts.kiosk, 'page')
  await until('the page is on the screen', 20_000, () => screen().share(colour) > 0.5)
  for (let made = doubles.length; made < others; made += 1) await oneMore()

  const pressedAt = performance.now()
  const answer = await post(hub, '/api/stops', { address: page, scope: 'page', when: 'now', ticket: 'unfit' }, cookie)
  expect(answer.status).toBe(200)
  await until('every kiosk has closed it', promised, () => {
    const all = [parts.kiosk, ...doubles.map(({ kiosk }) => kiosk)]
    return all.every((kiosk) => kiosk.view().screen.kind === 'closed') && screen().share(colour) === 0
  })
  expect(performance.now() - pressedAt).toBeLessThan(promised)
  for (const { kiosk } of doubles) expect(kiosk.view().screen).toMatchObject({ kind: 'closed', reason: 'list-changed' })
  expect(parts.kiosk.view().screen).toMatchObject({ kind: 'closed', reason: 'list-changed' })
  const words = String(await parts.shell.run?.screens.evaluate('main', 'document.body.innerText'))
  expect(words).toContain('That page is not for now. Let’s pick another.')
  expect(words).not.toMatch(/told|stopp|report|scary/i)

  // It is on the shelf no more, and comes back when it is undone.
  await pressReal('shelf.show', {})
  await until('the shelf without it', 10_000, () => titles().join() === 'The page /kind')
  const [stop] = await stops()
  expect((await send(hub, 'DELETE', `/api/stops/${stop?.id}`, undefined, cookie)).status).toBe(200)
  await until('the shelf with it', promised, () => titles().length === 2)
  const acts = await hub.hub.db.selectFrom('staffActs').select(['act', 'about', 'who']).where('act', 'like', '%stop%').execute()
  expect(acts.map(({ act, about, who }) => [act, about, who])).toEqual([
    ['stopped-page', stop?.id, 'The dsl'],
    ['undid-stop', stop?.id, 'The dsl'],
  ])
})

it('A6: a kiosk that is started anew without its hub keeps to the stop', async () => {
  await post(hub, '/api/stops', { address: host, scope: 'site', when: 'now', ticket: null }, cookie)
  await until('the empty shelf', promised, () => titles().length === 0)
  const known = parts.kiosk
  await known.stop()
  await hub.close()
  parts = await startDemoKiosk({
    data: join(folder, 'kiosk'),
    hub: hub.url,
    shell: { resolve: sites.resolve, extraFlags: [sites.trustFlag] },
  })
  await toPage(parts.kiosk, pressReal)
  expect(parts.kiosk.view()).toMatchObject({ online: false, screen: { kind: 'shelf', tiles: [] } })
})

function titles(): readonly string[] {
  const view = parts.kiosk.view().screen
  return view.kind === 'shelf' ? view.tiles.map(({ title }) => title) : ['not the shelf']
}
