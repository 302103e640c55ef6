import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { few } from '#test/few.ts'
import { forbiddenColour, forbiddenUrl, gardenUrl, hosts, storiesUrl } from '#test/sites/neighbourhood.ts'
import { barColour, pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const graceMs = 400

describe('C4 Popups and windows, in Chromium', () => {
  let kiosk: RunningChromium

  beforeAll(async () => {
    kiosk = await startChromium(listJudge())
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    await pause(graceMs)
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
    expect(await windows()).toBeLessThanOrEqual(3)
    await kiosk.afresh()
  })
  /** The browser's windows: ours are two, and the page is the third. */
  async function windows(): Promise<number> {
    const found = await kiosk.shell.run?.pipe.send('Target.getTargets')
    return found?.targetInfos.filter((target) => target.type === 'page' && !/^chrome:\/\/.*top-chrome/.test(target.url)).length ?? 0
  }
  const barIsWhole = (): boolean => kiosk.look().share(barColour, { x: 0, y: 0, width: kiosk.look().width, height: barHeight }) > 0.9
  const withPress = async (script: string): Promise<void> => {
    await kiosk.inPage(`void addEventListener('pointerdown', async () => { try { ${script} } catch {} }, { once: true })`)
    await kiosk.hands.press(640, 500)
    await pause(graceMs)
  }
  const isAt = (): Promise<string> => kiosk.inPage('location.href')

  test.each([1, 100, 10_000])('B045 %i calls of window.open open no window, and our screens still answer', async (count) => {
    await kiosk.visit(gardenUrl)
    // Not from the evaluation itself: a window that is closed while it is being made never answers it.
    await kiosk.inPage(`void setTimeout(() => { for (let i = 0; i < ${count}; i += 1) window.open('${forbiddenUrl}?' + i, '_blank') })`)
    await kiosk.until((event) => event.kind === 'refused' && event.use === 'popup')
    expect(await kiosk.screen.callFrom('main', 'tell.press', {})).toBe('done')
    // The last ones may still be on their way out, held before their first script.
    await kiosk.eventually('every window but our three is gone', async () => (await windows()) <= 3)
    expect(barIsWhole()).toBe(true)
  })

  test('B046 an empty window that is written into is closed before it shows', async () => {
    await kiosk.visit(gardenUrl)
    await withPress(
      `const made = window.open(''); made.document.write('<body style="background:${forbiddenColour}">'); made.location = '${forbiddenUrl}'`,
    )
    await kiosk.until((event) => event.kind === 'window')
    expect(barIsWhole()).toBe(true)
  })

  test('B047 a window that was named once cannot be used again', async () => {
    await kiosk.visit(gardenUrl)
    await withPress(`globalThis.named = window.open('${storiesUrl}', 'named')`)
    await kiosk.eventually('the approved address opens in place', async () => (await isAt().catch(() => '')) === storiesUrl)
    await withPress(`window.open('${forbiddenUrl}', 'named')`)
    await kiosk.until((event) => event.kind === 'refused' && event.url === forbiddenUrl)
    expect(await windows()).toBe(3)
  })

  test('B048 a window made by a child window, and a window without an opener, are closed too', async () => {
    await kiosk.visit(gardenUrl)
    await withPress(
      `const child = window.open('about:blank'); child.eval("window.open('${forbiddenUrl}')"); window.open('${forbiddenUrl}', '_blank', 'noopener')`,
    )
    await kiosk.until((event) => event.kind === 'window' || event.kind === 'refused')
    expect(await windows()).toBe(3)
  })

  test.each(few(['', 'rel="opener"', 'rel="noopener"']))(
    'B049 a link for a new window (%s) opens in place when it is approved',
    async (rel) => {
      await kiosk.visit(gardenUrl)
      await kiosk.inPage(
        `document.body.insertAdjacentHTML('beforeend', '<a target="_blank" ${rel} href="${storiesUrl}" style="position:fixed;inset:0">go</a>')`,
      )
      await kiosk.hands.press(640, 500)
      await kiosk.until((event) => event.kind === 'committed' && event.url === storiesUrl)
      expect(await windows()).toBe(3)
      expect(kiosk.events.some((event) => event.kind === 'window')).toBe(false)
    },
  )

  test('B049 a form for a new window sends nothing to an unlisted address', async () => {
    await kiosk.visit(gardenUrl)
    await withPress(
      `const form = Object.assign(document.createElement('form'), { method: 'post', target: '_blank', action: '${forbiddenUrl}' }); form.innerHTML = '<input name=a value=b>'; document.body.append(form); form.submit()`,
    )
    await kiosk.until((event) => event.kind === 'refused' || event.kind === 'window')
  })

  const wishes = [
    ['fullscreen', `await document.documentElement.requestFullscreen({ navigationUI: 'hide' })`],
    [
      'fullscreen of a frame',
      `const f = document.body.appendChild(document.createElement('iframe')); await f.contentDocument.documentElement.requestFullscreen()`,
    ],
    ['fullscreen again and again', `for (let i = 0; i < 50; i += 1) document.documentElement.requestFullscreen().catch(() => {})`],
    [
      'a picture in a picture',
      `const v = document.createElement('video'); v.srcObject = document.createElement('canvas').captureStream(); document.body.append(v); await v.play(); await v.requestPictureInPicture()`,
    ],
    [
      'a document in a picture',
      `const w = await documentPictureInPicture.requestWindow({ width: 900, height: 600 }); w.document.body.style.background = '${forbiddenColour}'`,
    ],
    ['the mouse for itself', `await document.body.requestPointerLock()`],
    [
      'the mouse by way of a new frame',
      `const f = document.body.appendChild(document.createElement('iframe')); await f.contentWindow.Element.prototype.requestPointerLock.call(document.body)`,
    ],
    ['the keyboard for itself', `await navigator.keyboard.lock()`],
  ]
  test.each(few(wishes, 4))('B050 a page that wants %s does not get it, and our bar stays and answers', async (_, script) => {
    await kiosk.visit(gardenUrl)
    await withPress(script)
    expect(barIsWhole()).toBe(true)
    expect(await kiosk.inPage('document.fullscreenElement !== null || document.pointerLockElement !== null')).toBe(false)
    const before = kiosk.calls.filter((call) => call.name === 'tell.press').length
    await kiosk.hands.press(640, 50)
    await kiosk.eventually('the press on the bar is heard', () => kiosk.calls.filter((call) => call.name === 'tell.press').length > before)
  })

  test('B051 a loop of message boxes is put away each time', async () => {
    await kiosk.visit(gardenUrl)
    const answers = await kiosk.inPage<unknown[]>('Array.from({ length: 20 }, () => [alert("a"), confirm("b"), prompt("c")])')
    expect(answers.flat().filter((answer) => answer === true || typeof answer === 'string')).toEqual([])
    expect(kiosk.events.filter((event) => event.kind === 'dialog').length).toBeGreaterThan(0)
    expect(barIsWhole()).toBe(true)
  })

  test('B051 a page that asks whether to leave can always be left and closed', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.hands.press(640, 500)
    await kiosk.inPage(`void (onbeforeunload = (event) => { event.preventDefault(); return 'stay' })`)
    await kiosk.shell.steerPage(storiesUrl)
    await kiosk.until((event) => event.kind === 'committed' && event.url === storiesUrl)
    await kiosk.inPage(`void (onbeforeunload = (event) => { event.preventDefault(); while (true); })`)
    await kiosk.shell.closePage()
    expect(await windows()).toBe(2)
  })

  test('B052 printing does nothing', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage('void print()')
    await kiosk.inPage(`void document.execCommand('print')`)
    await kiosk.inPage(`{ const f = document.body.appendChild(document.createElement('iframe')); f.contentWindow.print() }`)
    await pause(graceMs)
    expect(await windows()).toBe(3)
    expect(barIsWhole()).toBe(true)
    expect(await kiosk.inPage('1 + 1')).toBe(2)
  })

  test('B053 games with the window, the focus and the title change nothing that a child sees of ours', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`for (let i = 0; i < 200; i += 1) { moveTo(0, 0); resizeTo(4000, 4000); moveBy(-50, -500); focus(); blur() }
      void (document.title = 'Press Ctrl+Alt+Del')`)
    await pause(graceMs)
    expect(barIsWhole()).toBe(true)
    kiosk.shell.cover()
    await kiosk.inPage(`void setInterval(() => { focus(); moveTo(0, 0) }, 10)`).catch(() => {})
    await pause(graceMs)
    expect(await kiosk.screen.middle()).toBe('main')
  })
})
