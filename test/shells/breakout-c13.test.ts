import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { few } from '#test/few.ts'
import { forbiddenColour, forbiddenUrl, gardenUrl, hosts } from '#test/sites/neighbourhood.ts'
import { mainColour, pause, type RunningChromium, someView, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

describe('C13 Crash, hang and exhaustion, in Chromium', () => {
  let kiosk: RunningChromium
  let judgeFails = false

  beforeAll(async () => {
    const judge = listJudge()
    kiosk = await startChromium((request) => {
      if (judgeFails) throw new Error('in the middle of a decision')
      return judge(request)
    })
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    judgeFails = false
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
    await kiosk.afresh()
  })
  const run = () => {
    if (!kiosk.shell.run) throw new Error('no browser')
    return kiosk.shell.run
  }
  const isCovered = (): boolean => kiosk.look().share(mainColour) > 0.95
  const covered = (): Promise<void> => kiosk.eventually('our big screen is over everything', isCovered)
  /** The browser's own helpers, by what they do. */
  async function processes(kind: string): Promise<number[]> {
    const { processInfo } = await run().pipe.send('SystemInfo.getProcessInfo')
    return processInfo.filter((one) => one.type === kind).map((one) => one.id)
  }

  test('B116 a page that crashes is reported and covered', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.page.crash()
    await kiosk.until((event) => event.kind === 'crashed')
    kiosk.shell.cover()
    await covered()
  })

  test('B116 a page that eats its memory is reported and covered', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`void setTimeout(() => { const all = []; for (;;) all.push(new Array(1e6).fill({})) })`)
    await kiosk.until((event) => event.kind === 'crashed' || event.kind === 'hung')
    await kiosk.shell.closePage()
    await covered()
  })

  test('B116 our screens are there again after the graphics process crashed', async () => {
    await kiosk.visit(gardenUrl)
    const [before] = await processes('GPU')
    expect(before).toBeGreaterThan(0)
    run().pipe.tell('Browser.crashGpuProcess')
    await kiosk.eventually('another graphics process', async () => !(await processes('GPU')).includes(before ?? 0))
    expect(await kiosk.screen.middle()).toBe('page')
    kiosk.shell.cover()
    await covered()
  })

  test('B116 nothing passes unasked after the network process crashed', async () => {
    await kiosk.visit(gardenUrl)
    const found = await processes('network.mojom.NetworkService')
    expect(found).toHaveLength(1)
    for (const id of found) process.kill(id, 'SIGKILL')
    await pause(500)
    expect(await kiosk.page.load(forbiddenUrl)).toBe(false)
    expect(kiosk.asked.some((request) => request.url === forbiddenUrl)).toBe(true)
    await kiosk.eventually('approved things load again', () => kiosk.page.load(new URL('picture.gif', gardenUrl).href))
  })

  const burdens = [
    ['loops for ever', 'while (true);'],
    ['makes a million elements', `for (let i = 0; i < 1e6; i += 1) document.body.append(document.createElement('div'))`],
    [
      'paints a huge canvas',
      `{ const c = Object.assign(document.createElement('canvas'), { width: 16000, height: 16000 }); document.body.append(c); const x = c.getContext('2d'); for (;;) x.fillRect(0, 0, 16000, 16000) }`,
    ],
    ['forks workers', `{ const source = URL.createObjectURL(new Blob(['for(;;);'])); for (let i = 0; i < 30; i += 1) new Worker(source) }`],
    [
      'drops a bomb of styles',
      `{ document.body.style.filter = 'blur(300px) drop-shadow(0 0 300px red)'.repeat(40); document.body.innerHTML = '<div style="width:900%;height:900%;box-shadow:0 0 900px red">'.repeat(400) }`,
    ],
    ['grows a string in a loop', `{ let all = 'x'; try { for (;;) all += all } catch {} for (;;); }`],
  ] as const
  test.each(few(burdens, 3))('B117 a page that %s keeps neither the screen nor the button', async (_, script) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(
      `void setTimeout(() => ${script.startsWith('{') || script.startsWith('while') || script.startsWith('for') ? `{ ${script} }` : script})`,
    )
    await pause(300)
    const before = kiosk.calls.filter((call) => call.name === 'tell.press').length
    await kiosk.hands.press(640, 50)
    await kiosk.eventually('the press on the bar is heard', () => kiosk.calls.filter((call) => call.name === 'tell.press').length > before)
    kiosk.shell.cover()
    await covered()
    await kiosk.shell.closePage()
    expect(kiosk.faults).toEqual([])
  })

  test('B118 a decision that fails half-way is a refusal', async () => {
    await kiosk.visit(gardenUrl)
    judgeFails = true
    expect(await kiosk.page.load(new URL('picture.gif', gardenUrl).href)).toBe(false)
    await kiosk.page.goByScript(`${gardenUrl}next`)
    expect(await kiosk.until((event) => event.kind === 'refused')).toMatchObject({ code: 'bad-request' })
  })

  test('B119 a browser that dies is started again with our own screen, the newest view, and no page', async () => {
    kiosk.shell.render(someView(41))
    await kiosk.visit(gardenUrl)
    const { pid } = run()
    const before = kiosk.faults.length
    process.kill(pid, 'SIGKILL')
    await kiosk.eventually('the fault is told', () => kiosk.faults.length > before)
    // Who opens a page so soon waits for the browser; who leaves it meanwhile has left it.
    const overtaken = kiosk.shell.openPage(gardenUrl)
    await kiosk.shell.closePage()
    await kiosk.eventually('another browser', () => (kiosk.shell.run?.pid ?? pid) !== pid)
    await overtaken
    expect(run().page).toBeNull()
    await kiosk.eventually('the newest view is shown', async () => {
      return (await run().screens.evaluate('main', `document.getElementById('said').textContent`)) === '41 starting'
    })
    await covered()
    kiosk.shell.showPage()
    expect(await kiosk.screen.middle()).toBe('main')
    await kiosk.visit(gardenUrl)
    expect(await kiosk.screen.middle()).toBe('page')
  })

  test('B119 one of our own screens that dies brings a fresh browser', async () => {
    const { pid, screens } = run()
    const before = kiosk.faults.length
    void screens.evaluate('bar', 'close()').catch(() => {})
    const found = await run().pipe.send('Target.getTargets')
    const bar = found.targetInfos.find((target) => target.url.endsWith('surface=bar'))
    run().pipe.tell('Target.closeTarget', { targetId: bar?.targetId ?? '' })
    await kiosk.eventually('the fault is told', () => kiosk.faults.length > before)
    await kiosk.shell.openPage(gardenUrl)
    expect(run().pid).not.toBe(pid)
    expect(run().page).not.toBeNull()
    await covered()
  })

  test('B120 a profile that cannot be written stops nothing', async () => {
    const profile = join(kiosk.folder(), 'profile')
    chmodSync(profile, 0o500)
    chmodSync(join(profile, 'Default'), 0o500)
    await kiosk.visit(gardenUrl)
    await kiosk.shell.forget()
    await kiosk.visit(gardenUrl)
    expect(await kiosk.screen.middle()).toBe('page')
    chmodSync(profile, 0o700)
    chmodSync(join(profile, 'Default'), 0o700)
  })

  test('B120 a page that floods the log writes nothing', async () => {
    const size = (): number =>
      readdirSync(kiosk.folder(), { recursive: true, encoding: 'utf8' })
        .map((path) => statSync(join(kiosk.folder(), path), { throwIfNoEntry: false })?.size ?? 0)
        .reduce((sum, one) => sum + one, 0)
    await kiosk.visit(gardenUrl)
    const before = size()
    await kiosk.inPage(`for (let i = 0; i < 20_000; i += 1) console.error('canary'.repeat(50))`)
    await pause(500)
    expect(size() - before).toBeLessThan(4_000_000)
    expect(kiosk.notes.join('')).not.toContain('canary')
    expect(await kiosk.screen.callFrom('main', 'tell.press', {})).toBe('done')
  })

  test('B122 a site that crashes again and again ends neither the browser nor our screens', async () => {
    const { pid } = run()
    for (let time = 0; time < 5; time += 1) {
      const seen = kiosk.events.length
      await kiosk.visit(gardenUrl)
      await kiosk.page.crash()
      await kiosk.eventually('a crash', () => kiosk.events.slice(seen).some((event) => event.kind === 'crashed'))
      await kiosk.shell.closePage()
    }
    expect(run().pid).toBe(pid)
    expect(await kiosk.screen.callFrom('main', 'shelf.show', {})).toBe('done')
  })
})
