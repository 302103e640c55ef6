import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type JudgedKiosk, startJudgedKiosk } from '#test/breakout/kiosk.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { slowHost, slowSite, slowTile } from '#test/sites/slow-pages.ts'
import { pause } from './chromium-row.ts'
import { calmSun, readScreen } from './screen.ts'

/** A guard against waiting for ever on a busy machine. */
const patienceMs = 40_000
/** The kiosk's own patience with a page, 20 s, is not waited out: its clock goes this much faster. */
const haste = 5

const paths = ['silent', 'stalls', 'drips', 'loop', 'chain', 'fifty', 'one-text', 'waits-for-a-picture', 'plain'] as const
type Path = (typeof paths)[number]
const tileId = (path: Path): string => String(paths.indexOf(path)).repeat(32)

describe('Pages that are too slow, too long or too large, and a browser that dies, in the whole kiosk in Chromium', () => {
  let kiosk: JudgedKiosk
  let sites: RunningSites
  beforeAll(async () => {
    sites = await startNeighbourhood({ [slowHost]: slowSite })
    kiosk = await startJudgedKiosk(sites, '/', {
      tiles: paths.map((path) => slowTile(tileId(path), path)),
      clock: (real) => ({ ...real, after: (ms, then) => real.after(ms / haste, then) }),
    })
    await kiosk.toShelf()
  })
  afterAll(async () => {
    await kiosk?.stop()
    kiosk?.clear()
    await sites?.stop()
  })
  afterEach(async () => {
    kiosk.hub.reach(true)
    if (kind() === 'tell') await kiosk.call('tell.leave', {})
    if (kind() === 'page') await kiosk.call('page.unsure', {})
    if (kind() !== 'shelf') await kiosk.call('shelf.show', {})
    sites.forgetSeen()
  })

  const kind = (): string => kiosk.view().screen.kind
  const share = (): number => readScreen(kiosk.shell.display?.framebuffer ?? '').share(approvedColour)
  async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<number> {
    const begun = performance.now()
    while (!(await isSo())) {
      if (performance.now() - begun > patienceMs)
        throw new Error(`not in time: ${what}; the kiosk shows ${JSON.stringify(kiosk.view().screen)}`)
      await pause(10)
    }
    return Math.round(performance.now() - begun)
  }
  const open = (path: Path): Promise<void> => kiosk.call('shelf.open', { tileId: tileId(path) })
  async function show(path: Path): Promise<void> {
    await open(path)
    await eventually('the page', () => kind() === 'page' && share() > 0.5)
  }
  /** A real press on "Tell" in the bar above the page is answered, and no pixel of the page is left. */
  async function barAnswers(): Promise<void> {
    const place = await kiosk.findButton('bar', 'tell')
    if (place === null) throw new Error('no button in the bar')
    await kiosk.hands.press(place.x, place.y)
    await eventually('the bar has answered', () => kind() === 'tell')
    await eventually('no pixel of the page is left', () => share() === 0)
  }
  const asked = (path: string): number => sites.requests.filter((request) => request.path.startsWith(`/${path}`)).length

  test.each([
    ['never answers', 'silent'],
    ['sends its headers and stalls', 'stalls'],
    ['comes drop by drop without an end', 'drips'],
    ['is sent on to itself', 'loop'],
    ['is sent on a thousand times', 'chain'],
    ['is a document of 50 MB', 'fifty'],
  ] as const)('a page that %s is given up and never shown', async (_, path) => {
    await open(path)
    await eventually('it was asked for', () => asked(path) > 0)
    await eventually('it is closed', () => kind() === 'closed')
    expect(kiosk.view().screen).toMatchObject({ kind: 'closed', reason: 'load-failed' })
    expect(kiosk.screens.slice(kiosk.screens.findLastIndex((screen) => screen.kind === 'opening')).map((screen) => screen.kind)).toEqual([
      'opening',
      'closed',
    ])
    expect(share()).toBe(0)
    // The browser follows twenty hops (net/url_request/url_request.h) and no more.
    if (path === 'loop' || path === 'chain') expect(asked(path)).toBeLessThan(40)
  })

  test('a page whose picture never comes is shown, and can be left', async () => {
    await show('waits-for-a-picture')
    await barAnswers()
  })

  test('a page that puts 50 MB of text into one element keeps nobody from the bar', async () => {
    await show('one-text')
    await pause(600)
    await barAnswers()
    expect(kiosk.shell.run).not.toBeNull()
  })

  test('a hub that goes away in the middle of a page takes nothing from the child', async () => {
    await show('plain')
    kiosk.hub.reach(false)
    await pause(200)
    expect(kind()).toBe('page')
    expect(share()).toBeGreaterThan(0.5)
    await barAnswers()
    await kiosk.call('tell.leave', {})
    await kiosk.call('shelf.show', {})
    await show('plain')
  })

  test('a browser that is killed leaves no pixel of the page, and the child is at home again', async () => {
    await show('plain')
    const browser = kiosk.shell.run
    if (browser === null) throw new Error('no browser')
    process.kill(browser.pid, 'SIGKILL')
    const gone = await eventually('no pixel of the page is left', () => share() === 0)
    const looks = { calm: 0, wrong: 0 }
    const home = await eventually('our own screen is there again, and says what happened', async () => {
      const screen = readScreen(kiosk.shell.display?.framebuffer ?? '')
      if (screen.share(approvedColour) > 0) looks.wrong += 1
      if (screen.pixel(640, 230) === calmSun) looks.calm += 1
      return (
        kind() === 'closed' && kiosk.shell.run !== null && kiosk.shell.run !== browser && (await kiosk.findButton('main', 'tell')) !== null
      )
    })
    expect(looks.wrong, 'a pixel of the page after it was gone').toBe(0)
    expect(looks.calm, 'the calm picture meanwhile').toBeGreaterThan(0)
    process.stdout.write(
      `kill -9 of the browser: its last pixel was gone after ${gone} ms, and our own screen was there after ${gone + home} ms\n`,
    )
    expect(kiosk.view().screen).toMatchObject({ kind: 'closed', reason: 'crashed' })
    await kiosk.call('shelf.show', {})
    await show('plain')
  })
})
