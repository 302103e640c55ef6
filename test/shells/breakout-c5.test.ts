import { readdirSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { few } from '#test/few.ts'
import { approvedColour, forbiddenColour, gardenUrl, hosts } from '#test/sites/neighbourhood.ts'
import { barColour, pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const graceMs = 300

/** Files in the browser's own folder that look like something it saved for somebody. */
function savedFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /crdownload|canary|Downloads|\.(bin|html|gif|exe)$/i.test(path) || (/^home\//.test(path) && !/^home\/chromium/.test(path)),
  )
}

describe('C5 Downloads and files, in Chromium', () => {
  let kiosk: RunningChromium

  beforeAll(async () => {
    kiosk = await startChromium(listJudge())
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    await pause(graceMs)
    expect(savedFiles(kiosk.folder())).toEqual([])
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
    await kiosk.afresh()
  })
  const at = (path: string): string => new URL(path, gardenUrl).href
  const pageIsShown = (): boolean => {
    const { width, height } = kiosk.look()
    return (
      kiosk.look().share(approvedColour, { x: 0, y: barHeight, width, height: height - barHeight }) > 0.8 &&
      kiosk.look().share(barColour, { x: 0, y: 0, width, height: barHeight }) > 0.9
    )
  }
  const tabs = async (): Promise<string[]> => {
    const found = await kiosk.shell.run?.pipe.send('Target.getTargets')
    return (found?.targetInfos ?? []).filter((target) => target.type === 'page' && !/top-chrome/.test(target.url)).map(({ url }) => url)
  }
  const download = (): Promise<unknown> => kiosk.until((event) => event.kind === 'download')

  test('B054 a file that the server sends as an attachment is not saved', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.page.goByScript(at('file'))
    await download()
    expect(await kiosk.inPage('location.href')).toBe(gardenUrl)
  })

  test.each([
    ['a link that says download', `'<a id="go" download="canary.html" href="/maths/picture.gif">go</a>'`],
    ['a blob', `\`<a id="go" download="canary.html" href="\${URL.createObjectURL(new Blob(['x']))}">go</a>\``],
    ['a data address', `'<a id="go" download="canary.html" href="data:application/octet-stream,hello">go</a>'`],
  ])('B054 %s saves nothing', async (_, html) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`{ document.body.insertAdjacentHTML('beforeend', ${html}); document.getElementById('go').click() }`)
    await download()
  })

  test('B054 a file that a service worker makes up is not saved', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(
      `navigator.serviceWorker.register('/maths/worker.js', { scope: '/maths/' }).then(() => navigator.serviceWorker.ready).then(() => 1)`,
    )
    await kiosk.page.goByScript(at('made-up'))
    await download()
  })

  const types = [
    'application/x-msdownload',
    'application/x-msi',
    'application/hta',
    'application/internet-shortcut',
    'application/x-ms-shortcut',
    'application/x-iso9660-image',
    'text/x-registry',
    'application/zip',
    'application/octet-stream',
    'multipart/x-mixed-replace',
    'message/rfc822',
  ]
  test.each(few(types, 3))('B055 going to something of type %s opens and saves nothing', async (type) => {
    await kiosk.shell.openPage(`${at('typed')}?to=${encodeURIComponent(type)}`)
    await download()
    expect(kiosk.events.some((event) => event.kind === 'ready')).toBe(false)
  })

  test.each(few(['image/png', 'text/plain', 'application/json', 'video/mp4']))(
    'B056 a page that calls itself %s is not looked at closely',
    async (type) => {
      await kiosk.shell.openPage(`${at('typed')}?to=${encodeURIComponent(type)}`)
      await kiosk.eventually('it is there, or refused', () =>
        kiosk.events.some(({ kind }) => ['ready', 'failed', 'download'].includes(kind)),
      )
      kiosk.shell.showPage()
      await pause(graceMs)
      expect(kiosk.look().share(forbiddenColour)).toBe(0)
    },
  )

  test('B056 a page inside a page that calls itself a picture is not looked at closely', async () => {
    await kiosk.visit(`${at('framed')}?to=${encodeURIComponent(`${at('typed')}?to=image/png`)}`)
    await pause(graceMs)
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
  })

  test.each([
    ['a file field', `{ const i = Object.assign(document.createElement('input'), { type: 'file' }); document.body.append(i); i.click() }`],
    [
      'a folder field',
      `{ const i = Object.assign(document.createElement('input'), { type: 'file', webkitdirectory: true }); document.body.append(i); i.showPicker() }`,
    ],
    [
      'a camera field',
      `{ const i = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', capture: 'user' }); document.body.append(i); i.click() }`,
    ],
  ])('B057 %s shows no picker', async (_, script) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(script)
    await kiosk.until((event) => event.kind === 'file-chooser')
    expect((await tabs()).length).toBe(3)
    expect(kiosk.look().share(barColour, { x: 0, y: 0, width: 1280, height: barHeight })).toBeGreaterThan(0.9)
  })

  test('B057 the pickers of the File System API are not there, in a frame neither', async () => {
    await kiosk.visit(gardenUrl)
    for (const name of ['showOpenFilePicker', 'showSaveFilePicker', 'showDirectoryPicker']) {
      expect(
        await kiosk.inPage(`typeof ${name} + typeof document.body.appendChild(document.createElement('iframe')).contentWindow.${name}`),
      ).toBe('undefinedundefined')
    }
  })

  test('B058 a file that is dropped or pasted goes nowhere', async () => {
    await kiosk.visit(gardenUrl)
    const { pipe, page } = kiosk.shell.run ?? {}
    const data = { items: [{ mimeType: 'text/uri-list', data: 'file:///etc/hostname' }], files: ['/etc/hostname'], dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await pipe?.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data }, page?.session)
    }
    await kiosk.hands.press(300, 300)
    await kiosk.hands.keys('ctrl+v')
    await pause(graceMs)
    expect(await kiosk.inPage('location.href')).toBe(gardenUrl)
    expect((await tabs()).length).toBe(3)
  })

  const addresses = [
    'file:///etc/hostname',
    'file://server/share',
    '\\\\\\\\server\\\\share',
    'C:\\\\Windows',
    '%TEMP%',
    'view-source:https://www.garden-school.org.uk/maths/',
    'chrome://settings',
    'filesystem:https://www.garden-school.org.uk/temporary/x',
  ]
  test.each(few(addresses, 4))('B059 %s opens nothing, by link, by script and in a frame', async (address) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`{
        const go = Object.assign(document.createElement('a'), { href: '${address}' })
        document.body.append(go)
        go.click()
        document.body.append(Object.assign(document.createElement('iframe'), { src: '${address}' }))
        setTimeout(() => { location.href = '${address}' }, 50)
      }`)
    await pause(graceMs)
    expect((await tabs()).filter((url) => /^(file|chrome|view-source|filesystem):/.test(url))).toEqual([])
    // What has no scheme is a path of the site, and judged as one.
    expect(await kiosk.inPage<string>('location.href')).toContain(gardenUrl)
  })

  const browserKeys = [
    ...['ctrl+s', 'ctrl+o', 'ctrl+u', 'ctrl+j', 'ctrl+h', 'ctrl+p', 'ctrl+n', 'ctrl+shift+n', 'ctrl+t', 'ctrl+w'],
    ...[
      'F1',
      'F3',
      'F11',
      'F12',
      'shift+Escape',
      'alt+F4',
      'alt+Left',
      'alt+Home',
      'ctrl+shift+i',
      'ctrl+shift+Delete',
      'ctrl+f',
      'ctrl+plus',
    ],
  ]
  test('B060 the keys of the browser do nothing', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.hands.press(640, 500)
    for (const keys of few(browserKeys, 8)) {
      await kiosk.hands.keys(keys)
      await pause(250)
      expect([keys, (await tabs()).length, pageIsShown()]).toEqual([keys, 3, true])
    }
    expect(await kiosk.inPage('[location.href, visualViewport.scale, devicePixelRatio]')).toEqual([gardenUrl, 1, 1])
  })
  test('B060 the keys of the browser do nothing while the page hangs', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.hands.press(640, 500)
    await kiosk.page.hang()
    await kiosk.hands.keys(...browserKeys)
    await pause(graceMs)
    expect(pageIsShown()).toBe(true)
    await kiosk.shell.closePage()
    expect((await tabs()).length).toBe(2)
    expect(kiosk.faults).toEqual([])
  })

  test('B061 a PDF opens no viewer of the browser, alone or inside a page', async () => {
    // What calls itself one and is none: our own viewer gives it up, and nobody looks at it more closely.
    await kiosk.shell.openPage(`${at('typed')}?to=application/pdf`)
    await kiosk.until((event) => event.kind === 'failed' && event.fault === 'load')
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
    await kiosk.afresh()
    for (const element of ['iframe', 'embed', 'object']) {
      await kiosk.visit(gardenUrl)
      await kiosk.inPage(`{
        const e = document.createElement('${element}')
        e.setAttribute('${element === 'object' ? 'data' : 'src'}', '/maths/typed?to=application/pdf')
        e.setAttribute('type', 'application/pdf')
        document.body.append(e)
      }`)
      await pause(graceMs)
      const found = await kiosk.shell.run?.pipe.send('Target.getTargets')
      expect(found?.targetInfos.filter((target) => target.url.startsWith('chrome-extension:'))).toEqual([])
      await kiosk.afresh()
    }
  })

  test('B062 a page without an end is given up, and the disk holds no more than before', { timeout: 90_000 }, async () => {
    await kiosk.shell.openPage(at('endless'))
    const gaveUp = (): boolean => kiosk.events.some((event) => event.kind === 'failed' && event.fault === 'load')
    for (let waited = 0; waited < 40 && !gaveUp(); waited += 1) await pause(1_000)
    expect(gaveUp()).toBe(true)
    expect(kiosk.events.some((event) => event.kind === 'ready')).toBe(false)
    await kiosk.shell.closePage()
    expect((await tabs()).length).toBe(2)
  })
})
