import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { kioskDisplay } from '#chromium/display.ts'
import { barHeight, practiceOrigin } from '#core/contract/bridge.ts'
import { approvals, approvedColour, forbiddenUrl, gardenUrl, hosts } from '#test/sites/neighbourhood.ts'
import { mainColour, pause, type RunningChromium, realUi, someView, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const lists = [...approvals, { url: `${practiceOrigin}/`, scope: 'site' as const, also: [], companions: [] }]

describe('Chromium alone', () => {
  let kiosk: RunningChromium

  beforeAll(async () => {
    kiosk = await startChromium(listJudge(lists))
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
    await kiosk.afresh()
  })
  const at = (path: string): string => new URL(path, gardenUrl).href
  const failsWith = async (url: string, fault: string): Promise<void> => {
    await kiosk.shell.openPage(url)
    expect(await kiosk.until((event) => event.kind === 'failed')).toEqual({ kind: 'failed', fault })
    expect(kiosk.look().share(mainColour)).toBeGreaterThan(0.95)
  }

  test('runs with its sandbox on, as nobody, without a debugging port', async () => {
    const pid = kiosk.shell.run?.pid
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0')
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toMatch(/no-sandbox|remote-debugging-port/)
    await kiosk.visit(gardenUrl)
    const { processInfo } = (await kiosk.shell.run?.pipe.send('SystemInfo.getProcessInfo')) ?? { processInfo: [] }
    const renderers = processInfo.filter((one) => one.type === 'renderer')
    expect(renderers.length).toBeGreaterThan(1)
    // Seccomp 2 is a filter on every system call; its own pid namespace is the other half of the sandbox.
    for (const { id } of renderers) expect(readFileSync(`/proc/${id}/status`, 'utf8')).toMatch(/^Seccomp:\s+2$/m)
  })

  test('says that there is no connection when a host cannot be found', () => failsWith(`https://${hosts.unreachable}/`, 'offline'))
  test('says that a certificate is not right, and asks the site for nothing', async () => {
    await failsWith(`https://${hosts.stranger}/`, 'certificate')
    expect(kiosk.sites.requests.some(({ host }) => host === hosts.stranger)).toBe(false)
  })
  test('says that a site asked for a name and a password, and shows no box', () => failsWith(at('login'), 'login'))
  test.each(['cut', 'broken'])('says that a page did not load (%s)', (path) => failsWith(at(path), 'load'))
  test('covers while a site takes its time, and closes it without waiting', async () => {
    await kiosk.shell.openPage(at('never'))
    await pause(500)
    expect(kiosk.look().share(mainColour)).toBeGreaterThan(0.95)
    const started = performance.now()
    await kiosk.shell.closePage()
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('opens a practice page without any network, and only when it is on the list', async () => {
    await kiosk.visit(`${practiceOrigin}/story.html`)
    expect(await kiosk.inPage(`document.querySelectorAll('img, svg, h1').length > 0`)).toBe(true)
    expect(kiosk.sites.connections).toEqual([])
  })

  test('keeps our own screens out of reach of a page', async () => {
    await kiosk.visit(gardenUrl)
    for (const path of ['/', '/screen.js', '/?surface=main']) {
      expect(await kiosk.page.load(`https://kiosk.hedgerow.internal${path}`)).toBe(false)
    }
    await kiosk.page.goByScript('https://kiosk.hedgerow.internal/?surface=main')
    await kiosk.until((event) => event.kind === 'refused')
    expect(await kiosk.screen.pageHasBridge()).toBe(false)
  })

  test('opens a web socket to nobody off the list, from a page or a worker', async () => {
    await kiosk.visit(gardenUrl)
    const opens = `(url) => new Promise((done) => { const s = new WebSocket(url); s.onopen = () => done(true); s.onerror = () => done(false) })`
    expect(await kiosk.inPage(`(${opens})('wss://${hosts.forbidden}/socket')`)).toBe(false)
    const worker = `new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob(['(' + ${JSON.stringify(opens)} + ')("wss://${hosts.forbidden}/socket").then(postMessage)']))); w.onmessage = ({ data }) => done(data) })`
    expect(await kiosk.inPage(worker)).toBe(false)
    // The way itself is there: a companion is reached, though it speaks no web socket.
    await kiosk.inPage(`(${opens})('wss://${hosts.media}/socket')`)
    expect(kiosk.sites.connections).toContain(hosts.media)
  })

  test('reports nothing to anybody when a policy is broken', async () => {
    await kiosk.visit(at(`hints?to=${encodeURIComponent(forbiddenUrl)}`))
    await kiosk.inPage(
      `{ const m = document.createElement('meta'); m.httpEquiv = 'Content-Security-Policy'; m.content = "img-src 'none'; report-uri ${forbiddenUrl}"; document.head.append(m); new Image().src = '/maths/picture.gif' }`,
    )
    await kiosk.inPage(
      `navigator.sendBeacon('${forbiddenUrl}', 'x'); fetch('${forbiddenUrl}', { keepalive: true, mode: 'no-cors' }).catch(() => {}); 0`,
    )
    await pause(500)
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
  })

  test('stops sound, films and scripts of a page that is covered, and lets it go on when it is shown', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`(async () => {
      globalThis.ticks = 0
      setInterval(() => { ticks += 1 }, 20)
      globalThis.sound = new AudioContext()
      const tone = sound.createOscillator()
      tone.connect(sound.destination)
      tone.start()
      await sound.resume()
    })()`)
    const now = (): Promise<[number, number]> => kiosk.inPage('[sound.currentTime, ticks]')
    const [soundBefore] = await now()
    await kiosk.eventually('the sound plays', async () => (await now())[0] > soundBefore)
    kiosk.shell.cover()
    await pause(1_000)
    const covered = await now()
    await pause(500)
    expect(await now()).toEqual(covered)
    expect(kiosk.events.some((event) => event.kind === 'hung')).toBe(false)
    kiosk.shell.showPage()
    await kiosk.eventually('the page goes on', async () => (await now())[1] > covered[1])
  })

  test('lays a page out under the cover, as if it were seen, and paints it again after it stood still', async () => {
    await kiosk.shell.openPage(gardenUrl)
    await kiosk.eventually('the page is ready', () => kiosk.events.some((event) => event.kind === 'ready'))
    // A page that is not laid out gets its pictures after all its scripts, and slowly.
    await kiosk.eventually('it is painted', () => kiosk.inPage(`performance.getEntriesByType('paint').length > 0`))
    expect(kiosk.look().share(approvedColour)).toBe(0)
    kiosk.shell.showPage()
    await kiosk.eventually('it is seen', () => kiosk.look().share(approvedColour) > 0.5)
    kiosk.shell.cover()
    await pause(1_000)
    kiosk.shell.showPage()
    await kiosk.inPage(`requestAnimationFrame(() => document.body.replaceChildren()), document.body.style.background = '#ff00ff'`)
    await kiosk.eventually('what is new in it is seen', () => kiosk.look().share('#ff00ff') > 0.5)
    expect(await kiosk.inPage('document.visibilityState')).toBe('visible')
  })

  test('hears a press on the bar while the page hangs, and covers without waiting for it', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.page.hang()
    await kiosk.hands.press(640, 50)
    await kiosk.eventually('the press is heard', () => kiosk.calls.some((call) => call.name === 'tell.press'))
    kiosk.shell.cover()
    await kiosk.eventually(
      'our big screen is over everything',
      () => kiosk.look().share(mainColour) > 0.95 && kiosk.look().share(approvedColour) === 0,
    )
  })

  test('tells of presses in the page, and not of made-up ones', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(
      `for (let i = 0; i < 5; i += 1) { document.body.click(); document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })) }`,
    )
    await pause(300)
    expect(kiosk.events.some((event) => event.kind === 'pressed')).toBe(false)
    await kiosk.hands.press(640, 500)
    await kiosk.until((event) => event.kind === 'pressed')
  })

  test('leaves the clipboard empty for the next child', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.hands.press(640, 500)
    await kiosk.inPage(
      `{ const box = document.getElementById('box'); box.value = 'left behind'; box.select(); document.execCommand('copy') }`,
    )
    await kiosk.shell.forget()
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`document.getElementById('box').focus()`)
    await kiosk.hands.keys('ctrl+v')
    await pause(300)
    expect(await kiosk.inPage(`document.getElementById('box').value`)).toBe('')
  })

  test('lets a child write in a page', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`document.getElementById('box').focus()`)
    await kiosk.hands.type('hello Bee')
    await kiosk.eventually('the words are there', async () => (await kiosk.inPage(`document.getElementById('box').value`)) === 'hello Bee')
  })

  test('does the last of many things that are asked for at once', async () => {
    const { shell } = kiosk
    await Promise.all([shell.openPage(gardenUrl), shell.openPage(at('b')), shell.closePage(), shell.forget(), shell.openPage(at('last'))])
    await kiosk.until((event) => event.kind === 'ready')
    const found = (await shell.run?.pipe.send('Target.getTargets'))?.targetInfos ?? []
    expect(found.map(({ url }) => url).filter((url) => url.startsWith(`https://${hosts.garden}`))).toEqual([at('last')])
    expect((await shell.run?.pipe.send('Target.getBrowserContexts'))?.browserContextIds).toHaveLength(1)
  })

  test('covers a page whose owner fails while it is told something', async () => {
    await kiosk.visit(gardenUrl)
    kiosk.failNext()
    await kiosk.page.alert()
    await kiosk.eventually('our big screen is over everything', () => kiosk.look().share(mainColour) > 0.95)
  })

  test('gives both our screens the newest view, and each new one', async () => {
    kiosk.shell.render(someView(7))
    for (const surface of ['main', 'bar'] as const) {
      await kiosk.eventually(`the view on ${surface}`, async () => {
        return (await kiosk.shell.run?.screens.evaluate(surface, `document.getElementById('said').textContent`)) === '7 starting'
      })
    }
  })
})

describe('Chromium with the real screens', () => {
  test.each([
    { width: 1280, height: 720 },
    { width: 1024, height: 600 },
  ])('starts at $width by $height, says that both screens listen, and leaves nothing on the disk when it ends', async (screen) => {
    const kiosk = await startChromium(listJudge(), { ui: realUi, screen })
    try {
      await kiosk.eventually('both screens listen', () =>
        ['main', 'bar'].every((surface) =>
          kiosk.calls.some((call) => call.name === 'screen.ready' && Reflect.get(Object(call.input), 'surface') === surface),
        ),
      )
      kiosk.shell.render(someView(1))
      await kiosk.visit(gardenUrl)
      expect(kiosk.look().pixel(screen.width >> 2, barHeight + 250)).toBe(approvedColour)
      expect(kiosk.look().share(approvedColour, { x: 0, y: 0, width: screen.width, height: barHeight })).toBe(0)
      kiosk.shell.cover()
      await kiosk.eventually('the page is covered', () => kiosk.look().share(approvedColour) === 0)
    } finally {
      const folder = kiosk.folder()
      const framebuffer = kiosk.shell.display?.framebuffer ?? ''
      await kiosk.stop()
      expect(existsSync(folder)).toBe(false)
      expect(existsSync(framebuffer)).toBe(false)
      expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`hedgerow-browser-${process.pid}-`))).toEqual([])
    }
  })

  test('starts in a nested screen of its own where a window manager runs', async () => {
    const outer = await startChromium(listJudge())
    const display = outer.shell.display
    const env = { ...process.env, DISPLAY: display?.name ?? '', XAUTHORITY: display?.authority ?? '' }
    execFileSync('xprop', ['-root', '-f', '_NET_SUPPORTING_WM_CHECK', '32c', '-set', '_NET_SUPPORTING_WM_CHECK', '1'], { env })
    process.env.XAUTHORITY = display?.authority ?? ''
    process.env.DISPLAY = display?.name ?? ''
    try {
      const nested = await kioskDisplay({ width: 800, height: 600 })
      expect(nested.kind).toBe('nested')
      expect(nested.name).not.toBe(display?.name)
      nested.stop()
    } finally {
      delete process.env.DISPLAY
      delete process.env.XAUTHORITY
      await outer.stop()
    }
  })
})
