import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CallInput, CallName } from '#core/contract/calls.ts'
import { ClassDesk } from '#core/contract/hub-api.ts'
import type { Tile } from '#core/contract/list.ts'
import { Looks } from '#core/contract/look.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { type DemoKiosk, startDemoKiosk } from '#demo/demo-kiosk.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { pageNamed } from '#test/core/guard/drift/corpus.ts'
import { aSchool, cookieOf, get, post } from '#test/hub/server/a-school.ts'
import { type RunningSites, type Site, startSites } from '#test/sites/https-sites.ts'

/** "Look at it" from the teacher's press to a child's screen: a real hub, a real kiosk in real Chromium, sites on this machine. */
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-look-'))
const secret = ['drum', 'key', 'umbrella']
const elsewhere = 'pictures.elsewhere.com'
/** Which page of test/vectors/drift each site shows now. */
const shown: Record<string, string> = {
  'www.rain-school.org.uk': 'rain',
  'www.daily-school.org.uk': 'news-monday',
  'www.whale-school.org.uk': 'whale',
  'www.fire-school.org.uk': 'fire',
}
let sites: RunningSites
let hub: RunningHub
let parts: DemoKiosk
let cookie: Record<string, string>
let classId = ''

function htmlOf(name: string, response: ServerResponse): void {
  const { text, around, linked } = pageNamed(name)
  const cut = text.indexOf(' ', Math.round(text.length * linked))
  const main = linked === 0 ? text : `<a href="#more">${text.slice(0, cut)}</a>${text.slice(cut)}`
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
    .end(`<!doctype html><html lang="en"><title>The page ${name}</title><header><nav>${around}</nav></header><main>${main}</main>
      <img src="https://${elsewhere}/x.png">`)
}
const tiles = Object.keys(shown).map(
  (host, place): Tile => ({
    id: String(place + 1).repeat(32),
    title: host,
    url: `https://${host}/page`,
    scope: 'page',
    also: [],
    companions: [],
    picture: 'star',
    spoken: 'a page',
    subject: '',
    words: [],
    checkedBy: null,
    checkedAt: null,
  }),
)

async function until<T>(what: string, ms: number, ask: () => Promise<T | null> | T | null): Promise<T> {
  const end = performance.now() + ms
  for (;;) {
    const found = await ask()
    if (found !== null) return found
    if (performance.now() > end) throw new Error(`${what}; the kiosk shows ${JSON.stringify(parts.kiosk.view().screen).slice(0, 400)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<void> {
  await parts.shell.run?.screens.evaluate('main', `window.hedgerow.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)
}
const looks = async () => Looks.parse(await (await get(hub, `/api/teacher/classes/${classId}/looks`, cookie)).json())
const desk = async () => ClassDesk.parse(await (await get(hub, `/api/teacher/classes/${classId}`, cookie)).json())
const opened = (tile: Tile | undefined) => call('shelf.open', { tileId: tile?.id ?? '' })
const told = () => hub.hub.db.selectFrom('activity').select(['kind', 'tile', 'code']).where('kind', '!=', 'agreed').execute()

beforeAll(async () => {
  const serve =
    (host: string): Site =>
    (_request, response) =>
      htmlOf(shown[host] ?? 'blank', response)
  sites = await startSites({ ...Object.fromEntries(Object.keys(shown).map((host) => [host, serve(host)])), [elsewhere]: serve(elsewhere) })
  hub = await startHub({ folder: join(folder, 'hub'), logLevel: 'silent' })
  const school = aSchool(secret)
  const { classes } = await hub.seed({ ...school, classes: school.classes.map((one) => ({ ...one, draft: { tiles, lessons: [] } })) })
  classId = classes[0]?.id ?? ''
  cookie = { cookie: await cookieOf(hub, 'teacher') }
  parts = await startDemoKiosk({
    data: join(folder, 'kiosk'),
    hub: hub.url,
    shell: { resolve: sites.resolve, extraFlags: [sites.trustFlag] },
  })
  expect(await parts.kiosk.enrol(hub.url, await hub.makeEnrolmentCode(), 'Window')).toBe('enrolled')
}, 60_000)
afterAll(async () => {
  await parts?.kiosk.stop()
  await hub?.close()
  await sites?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('an idle kiosk looks at each page unseen, and the list then holds what it saw', async () => {
  await until('the wall', 30_000, () => (parts.kiosk.view().screen.kind === 'classes' ? true : null))
  expect((await looks()).inReach).toBe(1)
  await post(hub, `/api/teacher/classes/${classId}/looks`, { tileIds: tiles.map((tile) => tile.id) }, cookie)
  const done = await until('every look', 90_000, async () => {
    const all = await looks()
    return all.looks.every((look) => look.last !== null) ? all : null
  })
  expect(done.looks.map((look) => look.last?.result)).toEqual(
    tiles.map((tile) =>
      expect.objectContaining({
        kind: 'opens',
        finalUrl: tile.url,
        title: `The page ${shown[tile.title]}`,
        refusedHosts: [elsewhere],
      }),
    ),
  )
  expect(sites.requests.some((request) => request.host === elsewhere)).toBe(false)
  const { draft, revision } = await desk()
  // What the real shell reads is what the thresholds were tuned on.
  expect(draft.tiles[0]?.seen?.fingerprint).toEqual(fingerprintOf(pageNamed('rain')))
  expect(draft.tiles[0]?.seen?.hosts).toEqual(['www.rain-school.org.uk'])
  expect((await post(hub, `/api/teacher/classes/${classId}/publish`, { revision }, cookie)).status).toBe(200)
})

it('a child then has the page that was seen, and today’s news with a word to staff', async () => {
  Object.assign(shown, {
    'www.rain-school.org.uk': 'rain-new-date',
    'www.daily-school.org.uk': 'news-wednesday',
    'www.whale-school.org.uk': 'shop-of-shoes',
    'www.fire-school.org.uk': 'casino',
  })
  await until('the new list', 75_000, async () => ((await desk()).kiosks.upToDate === 1 ? true : null))
  const { screen } = parts.kiosk.view()
  if (screen.kind !== 'classes') throw new Error(screen.kind)
  await call('sign-in.class', { classId })
  const pupil = parts.kiosk.view().screen
  if (pupil.kind !== 'pupils') throw new Error(pupil.kind)
  await call('sign-in.pupil', { pupilId: pupil.pupils[0]?.id ?? '' })
  await call('sign-in.secret', { pictures: secret })
  for (let page = 0; page < 12 && parts.kiosk.view().screen.kind === 'agreement'; page += 1) await call('agreement.agree', {})
  await call('notice.seen', {})
  await until('the shelf', 10_000, () => (parts.kiosk.view().screen.kind === 'shelf' ? true : null))
  for (const tile of tiles.slice(0, 2)) {
    await opened(tile)
    await until('the page', 20_000, () => (parts.kiosk.view().screen.kind === 'page' ? true : null))
    // Longer than a page has to prove itself.
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(parts.kiosk.view().screen.kind).toBe('page')
    await call('shelf.show', {})
  }
  const different = await until('the word to staff', 15_000, async () => {
    const all = (await told()).filter((event) => event.kind === 'looked-different')
    return all.length > 0 ? all : null
  })
  expect(different.map((event) => event.tile)).toEqual(['www.daily-school.org.uk'])
})

it('a page that became another is covered and closed, and staff are told what it became', async () => {
  for (const tile of tiles.slice(2)) {
    await until('the shelf', 10_000, () => (parts.kiosk.view().screen.kind === 'shelf' ? true : null))
    await opened(tile)
    await until('closed', 20_000, () => (parts.kiosk.view().screen.kind === 'closed' ? true : null))
    expect(parts.shell.run?.page ?? null).toBe(null)
    await call('shelf.show', {})
  }
  const closed = await until('both in the log', 15_000, async () => {
    const all = (await told()).filter((event) => event.kind === 'closed-unsure')
    return all.length === 2 ? all : null
  })
  expect(new Map(closed.map((event) => [event.tile, event.code]))).toEqual(
    new Map([
      ['www.whale-school.org.uk', 'changed replaced'],
      ['www.fire-school.org.uk', expect.stringMatching(/^content .*gambling/)],
    ]),
  )
})
