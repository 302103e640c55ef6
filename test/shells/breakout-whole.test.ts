import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import type { Tile } from '#core/contract/list.ts'
import { type JudgedKiosk, startJudgedKiosk } from '#test/breakout/kiosk.ts'
import { few } from '#test/few.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { answerAt, labSites, pageAt } from '#test/sites/lab.ts'
import { approvedColour, forbiddenColour, gardenUrl, hosts, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { pause } from './chromium-row.ts'
import { readScreen, type Screen } from './screen.ts'

const run = promisify(execFile)
const id = (letter: string): string => letter.repeat(32)

/** The look of the staff pad, as well as a page can draw it. */
const fakePad = `<style>.fake{position:fixed;inset:0;background:${forbiddenColour};font:28px sans-serif}</style>
  <div class="fake"><h1>For staff</h1><p>Type your PIN</p><button>1</button><button>2</button><button id="leave">Leave</button></div>
  <script>
    // Everything by which a page might come to lie above our bar.
    const up = document.createElement('div')
    up.style = 'position:fixed;top:-200px;left:0;width:100vw;height:300px;z-index:2147483647;background:${forbiddenColour}'
    document.body.append(up)
    up.popover = 'manual'
    up.showPopover()
    addEventListener('pointerdown', () => { document.documentElement.requestFullscreen?.().catch(() => {}); moveTo(0, 0); resizeTo(1280, 720) })
  </script>`

const tiles: Readonly<Record<string, string>> = {
  a: gardenUrl,
  b: `https://${hosts.stranger}/`,
  c: `https://${hosts.unreachable}/`,
  d: new URL('cut', gardenUrl).href,
  e: new URL('login', gardenUrl).href,
  f: pageAt(fakePad),
  1: pageAt('<h1>Frogs</h1><p>Ten frogs sit in a pond and look at the moon.</p><div id="comments"></div>'),
  2: answerAt('', { status: 302, headers: { Location: 'again?n=1' } }),
  3: new URL('typed?to=application/octet-stream', gardenUrl).href,
  4: new URL('never', gardenUrl).href,
}
const tileOf = (letter: string, url: string): Tile => ({
  id: id(letter),
  title: `Tile ${letter}`,
  url,
  scope: 'site',
  also: [],
  companions: [],
  picture: 'frog',
  spoken: 'a page to try',
  subject: '',
  words: [],
  checkedBy: null,
  checkedAt: null,
})

describe('C8, C11, C16 and C17 in the whole kiosk, in Chromium', () => {
  let sites: RunningSites
  let kiosk: JudgedKiosk
  beforeAll(async () => {
    sites = await startNeighbourhood({
      ...labSites,
      // Sends on for ever.
      'www.try-it-out.org.uk': (request, response) =>
        request.url?.includes('again')
          ? void response.writeHead(302, { Location: `/play/again?n=${Math.random()}` }).end()
          : labSites['www.try-it-out.org.uk']?.(request, response),
    })
    kiosk = await startJudgedKiosk(sites, '/', { tiles: Object.entries(tiles).map(([letter, url]) => tileOf(letter, url)) })
    await kiosk.toShelf()
  })
  afterAll(async () => {
    await kiosk?.stop()
    kiosk?.clear()
    await sites?.stop()
  })
  beforeEach(async () => {
    await kiosk.call('tell.leave', {})
    await kiosk.call('shelf.show', {})
    await eventually('the shelf', () => kind() === 'shelf')
    sites.forgetSeen()
  })

  const kind = (): string => kiosk.view().screen.kind
  const look = (): Screen => {
    const framebuffer = kiosk.shell.display?.framebuffer
    if (typeof framebuffer !== 'string') throw new Error('no virtual screen')
    return readScreen(framebuffer)
  }
  async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + 20_000
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`not in time: ${what}; the kiosk shows ${JSON.stringify(kiosk.view().screen)}`)
      await pause(20)
    }
  }
  async function inPage<T>(expression: string): Promise<T> {
    const { pipe, page } = kiosk.shell.run ?? {}
    const answer = await pipe?.send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true, userGesture: true },
      page?.session ?? '',
    )
    if (answer === undefined || answer.exceptionDetails) throw new Error('the page did not answer')
    return answer.result.value as T
  }
  /** Opens a tile from the shelf; `seen` waits until the page is on show. */
  async function open(letter: string, { seen = true } = {}): Promise<void> {
    await kiosk.call('shelf.open', { tileId: id(letter) })
    if (!seen) return
    await eventually('the page', () => kind() === 'page')
    await eventually('its pixels', () => look().share(approvedColour) > 0.3 || look().share(forbiddenColour) > 0.3)
  }
  const pages = async (): Promise<number> => {
    const found = await kiosk.shell.run?.pipe.send('Target.getTargets')
    return found?.targetInfos.filter(({ type, url }) => type === 'page' && !/top-chrome/.test(url)).length ?? 0
  }
  const kindsSince = (from: number): string[] => kiosk.screens.slice(from).map((one) => one.kind)
  const mainIs = (expression: string): Promise<unknown> => kiosk.shell.run?.screens.evaluate('main', expression) ?? Promise.resolve(null)

  test.each([
    ['cannot be found', 'c', 'offline'],
    ['cuts the line', 'd', 'load-failed'],
    ['asks for a name and a password', 'e', 'login-asked'],
    ['sends on for ever', '2', 'load-failed'],
    ['sends no page at all', '3', 'download'],
  ] as const)('B086 a site that %s brings our own screen, with no link and no button of the browser’s', async (_, letter, reason) => {
    const from = kiosk.screens.length
    await open(letter, { seen: false })
    await eventually('the page is closed', () => kind() === 'closed')
    expect(kiosk.view().screen).toMatchObject({ reason })
    // Never on show, and gone: the browser's own words about it lie nowhere.
    expect(kindsSince(from)).not.toContain('page')
    await eventually('the page is gone', async () => (await pages()) === 2)
    expect(await mainIs(`document.querySelectorAll('a[href], iframe').length`)).toBe(0)
    const words = String(await mainIs('document.body.innerText'))
    expect(words).not.toMatch(/ERR_|DNS|proxy|firewall|diagnos|reload|http|\.org/i)
    expect(await kiosk.findButton('main', 'tell')).not.toBeNull()
  })

  test('B137 a certificate that is not good is closed kindly, and no known way past it works', async () => {
    const from = kiosk.screens.length
    await open('b', { seen: false })
    // What Chromium takes for "go on all the same", typed while it loads and after.
    await kiosk.hands.type('thisisunsafe')
    await eventually('the page is closed', () => kind() === 'closed')
    await kiosk.hands.type('thisisunsafe')
    expect(kindsSince(from)).not.toContain('page')
    await eventually('the page is gone', async () => (await pages()) === 2)
    expect(sites.connections).toContain(hosts.stranger)
    expect(sites.requests).toEqual([])
    // The next try fares no better: nothing was remembered.
    await kiosk.call('shelf.show', {})
    await open('b', { seen: false })
    await eventually('the page is closed again', () => kind() === 'closed')
    expect(kiosk.view().screen).toMatchObject({ reason: 'certificate' })
    expect(sites.requests).toEqual([])
  })

  test('B107 what others write under an approved page closes it, however late it comes', async () => {
    await open('1')
    await pause(600)
    expect(kind()).toBe('page')
    await inPage(`void (comments.innerHTML = '<p>Free spins at our online casino, you have won the jackpot! Bet now.</p>')`)
    await eventually('the page is closed', () => kind() === 'closed')
    expect(kiosk.view().screen).toMatchObject({ reason: 'content' })
    await eventually('no pixel of it is left', () => look().share(approvedColour) === 0)
  })

  test('B084 a page that draws the staff pad has no mark of ours, and no PIN leaves by the real one', async () => {
    const bar = { x: 0, y: 0, width: look().width, height: barHeight }
    await open('f')
    await kiosk.hands.press(640, 500)
    await kiosk.hands.press(300, 300)
    await pause(600)
    // It fills what is its own, and not one pixel of the strip in which the real pad has its mark.
    expect(look().share(forbiddenColour)).toBeGreaterThan(0.5)
    expect(look().share(forbiddenColour, bar)).toBe(0)
    expect(await inPage(`[typeof hedgerow, typeof hedgerowSend, document.fullscreenElement]`)).toEqual(['undefined', 'undefined', null])
    // A PIN typed there reaches the kiosk by no call, and the real pad is not to be had over a page.
    await kiosk.hands.type('2468')
    await kiosk.call('staff.open', {})
    expect(kind()).toBe('page')

    await kiosk.call('session.sign-out', {})
    await eventually('the classes', () => kind() === 'classes')
    await kiosk.call('staff.open', {})
    await eventually('the real pad', () => kind() === 'staff')
    await eventually('no page is there', async () => (await pages()) === 2)
    await eventually('the mark is drawn', async () => (await kiosk.findButton('main', 'own-pad')) !== null)
    const box = (await mainIs(
      `(() => { const { top, bottom } = document.querySelector('[data-mark="own-pad"]').getBoundingClientRect(); return [top, bottom, document.querySelector('[data-mark="own-pad"]').innerText] })()`,
    )) as [number, number, string]
    expect(box[0]).toBeGreaterThanOrEqual(0)
    expect(box[1]).toBeLessThanOrEqual(barHeight)
    expect(box[2]).toContain('Brook Lane')
    expect(look().share(forbiddenColour)).toBe(0)
    await kiosk.call('staff.close', {})
    await kiosk.toShelf()
  })

  describe('B139 two hundred presses of Tell an adult', () => {
    /** Presses where the button is, without a pause, and says what came of it. */
    async function twoHundredPresses(surface: 'bar' | 'main'): Promise<{ readonly after: number; readonly kinds: readonly string[] }> {
      const button = await kiosk.findButton(surface, 'tell')
      if (button === null) throw new Error('there is no Tell button')
      const { name, authority } = kiosk.shell.display ?? {}
      const env = { ...process.env, DISPLAY: name, XAUTHORITY: authority ?? '' }
      const from = kiosk.screens.length
      await run('xdotool', ['mousemove', `${button.x}`, `${button.y}`], { env })
      const pressedAt = performance.timeOrigin + performance.now()
      await run('xdotool', ['click', '--repeat', '200', '--delay', '4', '1'], { env })
      await eventually('the telling screen', () => kind() === 'tell')
      await pause(500)
      const told = kiosk.screens.slice(from)
      return {
        after: (told.find((one) => one.kind === 'tell')?.at ?? Number.POSITIVE_INFINITY) - pressedAt,
        kinds: told.map((one) => one.kind),
      }
    }
    const cases: readonly (readonly [string, () => Promise<'bar' | 'main'>])[] = [
      [
        'on a healthy page',
        async () => {
          await open('a')
          return 'bar'
        },
      ],
      [
        'while a page loads',
        async () => {
          await open('4', { seen: false })
          await eventually('the opening screen', () => kind() === 'opening')
          return 'main'
        },
      ],
      [
        'on a page that hangs, with both processors busy',
        async () => {
          await open('a')
          await inPage(
            `{ const source = URL.createObjectURL(new Blob(['for(;;);'])); for (let i = 0; i < 4; i += 1) new Worker(source); void setTimeout(() => { for (;;); }, 50) }`,
          )
          await pause(200)
          return 'bar'
        },
      ],
      [
        'as a page crashes',
        async () => {
          await open('a')
          kiosk.shell.run?.pipe.tell('Page.crash', undefined, kiosk.shell.run.page?.session ?? '')
          await eventually('it is closed', () => kind() === 'closed')
          return 'main'
        },
      ],
      [
        'with the hub out of reach',
        async () => {
          await open('a')
          kiosk.hub.reach(false)
          return 'bar'
        },
      ],
    ]
    test.each(few(cases, 3))('B139 %s, hide it at once, close it once, and show one screen', async (what, prepare) => {
      const files = readdirSync(kiosk.data, { recursive: true, encoding: 'utf8' }).filter((path) => /outbox/.test(path))
      const { after, kinds } = await twoHundredPresses(await prepare())
      kiosk.hub.reach(true)
      console.info(`B139 ${what}: the telling screen ${Math.round(after)} ms after the first of 200 presses`)
      // The first one counts; the others find the telling screen and change nothing.
      expect(kinds.filter((one) => one === 'tell')).toHaveLength(1)
      expect(kinds.at(-1)).toBe('tell')
      expect(look().share(approvedColour)).toBe(0)
      await eventually('the page is gone', async () => (await pages()) === 2)
      // Nobody was called and nothing was written by pressing it alone.
      expect(kiosk.hub.seen.calls).toEqual([])
      expect(readdirSync(kiosk.data, { recursive: true, encoding: 'utf8' }).filter((path) => /outbox/.test(path))).toEqual(files)
    })
  })
})
