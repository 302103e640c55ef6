import type { Input } from 'electron'
import { expect, it } from 'vitest'
import { practiceOrigin } from '#core/contract/bridge.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { KioskView } from '#core/contract/view.ts'
import { electronShell } from '#electron/shell.ts'
import { pageWordsBinding, pageWordsScript } from '#host/page-words.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron } from './double/electron.ts'
import { cancellable } from './double/emitter.ts'
import { handClock } from './double/hand-clock.ts'
import { notebook } from './double/owner.ts'
import { onePage, shellOptions } from './double/pretend.ts'

const approved = ['https://garden.example', practiceOrigin]
function judge({ url }: PageRequest): Verdict {
  return approved.includes(URL.parse(url)?.origin ?? '') ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-on-list' }
}
async function open(electron = new DoubleElectron()) {
  const running = await startOnDouble(electron, judge)
  await running.shell.openPage(running.approvedUrl)
  await running.until((event) => event.kind === 'ready')
  running.shell.showPage()
  return { ...running, electron }
}
const pressed: Input = {
  type: 'keyDown',
  key: '',
  code: '',
  isAutoRepeat: false,
  isComposing: false,
  shift: false,
  control: false,
  alt: false,
  meta: false,
  location: 0,
  modifiers: [],
}
const kinds = (events: readonly { kind: string }[]) => events.map((event) => event.kind)

it('shows a page only after it was told to, and in the order committed, ready', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, judge)
  await running.shell.openPage(running.approvedUrl)
  await running.until((event) => event.kind === 'ready')
  expect(kinds(running.events)).toEqual(['committed', 'ready'])
  expect(await running.screen.middle()).toBe('main')
  expect(running.contents().isMuted).toBe(true)
  running.shell.showPage()
  expect(await running.screen.middle()).toBe('page')
  expect(await running.screen.barIsThere()).toBe(true)
  expect(running.contents().isMuted).toBe(false)
  await running.stop()
})

it('B003 judges every hop of a redirect, and the first bad one stops it', async () => {
  const { electron, shell, until, events, page, approvedUrl, stop } = await open()
  electron.web.set('https://garden.example/go', { kind: 'redirect', to: 'https://garden.example/next' })
  electron.web.set('https://garden.example/next', { kind: 'redirect', to: 'https://elsewhere.example/' })
  await page.goByScript('https://garden.example/go')
  const refused = await until((event) => event.kind === 'refused')
  expect(refused).toEqual({
    kind: 'refused',
    url: 'https://elsewhere.example/',
    code: 'not-on-list',
    use: 'navigation',
    byChild: false,
    redirect: true,
  })
  expect(electron.web.reached).toEqual([approvedUrl, 'https://garden.example/go', 'https://garden.example/next'])
  expect(kinds(events)).not.toContain('failed')
  await shell.closePage()
  await stop()
})

it.each([
  ['unreachable', 'offline'],
  ['bad-certificate', 'certificate'],
  ['asks-login', 'login'],
] as const)('B079 B080 a site that is %s is told as %s, and nothing is asked of the child', async (kind, fault) => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, judge)
  electron.web.set(running.approvedUrl, { kind })
  await running.shell.openPage(running.approvedUrl)
  expect(await running.until((event) => event.kind === 'failed')).toEqual({ kind: 'failed', fault })
  expect(await running.screen.middle()).toBe('main')
  await running.stop()
})

it('B079 offers a site no certificate of this machine', async () => {
  const { electron, contents, until, stop } = await open()
  const event = cancellable({})
  let offered: unknown = 'not answered'
  electron.app.fire('select-client-certificate', event, contents(), 'https://garden.example/', [{}], (certificate) => {
    offered = certificate
  })
  expect(event.isPrevented()).toBe(true)
  expect(offered).toBeUndefined()
  expect(await until((one) => one.kind === 'failed')).toEqual({ kind: 'failed', fault: 'login' })
  await stop()
})

it.each(['file:///etc/passwd', 'chrome://settings', 'data:text/html,hello', 'javascript:alert(1)', 'about:blank', 'mailto:a@b.example'])(
  'B059 B063 B065 never loads %s',
  async (url) => {
    const electron = new DoubleElectron()
    const running = await startOnDouble(electron, judge)
    await running.shell.openPage(url)
    expect(kinds(running.events)).toEqual(['refused'])
    expect(electron.views).toHaveLength(2)
    await running.stop()
  },
)

it('B038 judges a frame that moves the top document, and a frame by the page it is in', async () => {
  const { contents, events, asked, stop } = await open()
  const before = asked.length
  const top = cancellable({ url: 'https://elsewhere.example/', isMainFrame: true })
  const inner = cancellable({ url: 'https://elsewhere.example/', isMainFrame: false })
  contents().fire('will-frame-navigate', top)
  contents().fire('will-frame-navigate', inner)
  expect([top.isPrevented(), inner.isPrevented()]).toEqual([true, true])
  expect(asked.slice(before).map(({ use, top }) => `${use} ${top}`)).toEqual([
    'navigation null',
    'subresource https://garden.example/maths/',
  ])
  expect(events.filter((event) => event.kind === 'refused')).toHaveLength(1)
  await stop()
})

it('B040 leaves a frame without an address to what its parent may do, but never the top', async () => {
  const { contents, stop } = await open()
  for (const url of ['about:blank', 'about:srcdoc', 'about:blank#part']) {
    const event = cancellable({ url, isMainFrame: false })
    contents().fire('will-frame-navigate', event)
    expect(event.isPrevented(), url).toBe(false)
  }
  for (const url of ['about:blank', 'about:srcdoc']) {
    const event = cancellable({ url, isMainFrame: true })
    contents().fire('will-frame-navigate', event)
    expect(event.isPrevented(), url).toBe(true)
  }
  await stop()
})

it('B045 opens no window for ten thousand asked for, and B046 tells of one without an address', async () => {
  const { contents, page, until, stop } = await open()
  for (let count = 0; count < 10_000; count += 1) contents().openWindow('https://elsewhere.example/')
  expect(contents().windowsOpened).toBe(0)
  await page.openWindow('about:blank')
  await until((event) => event.kind === 'window')
  await stop()
})

it('B049 opens an approved popup in the place of the page', async () => {
  const { contents, page, until, stop } = await open()
  await page.openWindow('https://garden.example/science/')
  await until((event) => event.kind === 'committed' && event.url === 'https://garden.example/science/')
  expect(contents().windowsOpened).toBe(0)
  await stop()
})

it('B048 gives contents that nobody asked for the strictest handlers at birth', async () => {
  const { electron, stop } = await open()
  const stranger = new electron.WebContentsView({ webPreferences: {} }).webContents
  stranger.openWindow('https://garden.example/')
  const webview = cancellable({})
  stranger.fire('will-attach-webview', webview)
  expect(stranger.windowsOpened).toBe(0)
  expect(webview.isPrevented()).toBe(true)
  await stop()
})

it('B042 attaches no webview, and B051 no page keeps itself open', async () => {
  const { contents, stop } = await open()
  const webview = cancellable({})
  contents().fire('will-attach-webview', webview)
  const unload = cancellable({})
  contents().fire('will-prevent-unload', unload)
  expect([webview.isPrevented(), unload.isPrevented()]).toEqual([true, true])
  await stop()
})

it('B057 opens no file picker, and tells', async () => {
  const { contents, until, stop } = await open()
  contents().chooseFile()
  await until((event) => event.kind === 'file-chooser')
  await stop()
})

it('B108 hears the words of the page from a world beside it', async () => {
  const { contents, until, events, stop } = await open()
  const { sent } = contents().debugger
  expect(sent).toContainEqual({ method: 'Runtime.addBinding', params: { name: pageWordsBinding, executionContextName: 'hedgerow-words' } })
  expect(sent).toContainEqual({
    method: 'Page.addScriptToEvaluateOnNewDocument',
    params: { source: pageWordsScript, worldName: 'hedgerow-words', runImmediately: true },
  })
  const words = { url: 'https://garden.example/', inFrame: false, text: 'Ten frogs', around: 'Home', linked: 0.5, title: 'Frogs' }
  const say = (name: string, payload: string) =>
    contents().debugger.fire('message', cancellable({}), 'Runtime.bindingCalled', { name, payload })
  say('somebody', JSON.stringify({ ...words, text: 'not ours' }))
  say(pageWordsBinding, 'not JSON')
  say(pageWordsBinding, JSON.stringify({ ...words, text: 7 }))
  say(pageWordsBinding, JSON.stringify(words))
  await until((event) => event.kind === 'text')
  expect(events.filter((event) => event.kind === 'text')).toEqual([{ kind: 'text', ...words }])
  await stop()
})

it('B089 takes no Bluetooth device, where Electron would take the first', async () => {
  const { contents, stop } = await open()
  const event = cancellable({})
  let chosen: string | null = null
  contents().fire('select-bluetooth-device', event, [{}], (id) => {
    chosen = id
  })
  expect(event.isPrevented()).toBe(true)
  expect(chosen).toBe('')
  await stop()
})

it('B103 leaves WebRTC no way past the proxy', async () => {
  const { contents, stop } = await open()
  expect(contents().webRtcPolicy).toBe('disable_non_proxied_udp')
  await stop()
})

it('B068 keeps shortcuts from the page, and a press is told once', async () => {
  const { contents, events, stop } = await open()
  const event = cancellable({})
  contents().fire('before-input-event', event, { ...pressed, key: 'F12' })
  expect(event.isPrevented()).toBe(true)
  contents().press()
  contents().fire('input-event', cancellable({}), { type: 'mouseMove' })
  expect(events.filter((one) => one.kind === 'pressed')).toHaveLength(1)
  expect(contents().shortcutsIgnored).toBe(true)
  await stop()
})

it('covers at once, silent, while the page lives on; B117 also when it hangs', async () => {
  const { shell, page, screen, contents, stop } = await open()
  await page.hang()
  shell.cover()
  expect(await screen.middle()).toBe('main')
  expect(await screen.barIsThere()).toBe(false)
  expect(contents().isMuted).toBe(true)
  await shell.closePage()
  expect(() => contents()).toThrow('no page is open')
  await stop()
})

it('covers before it starts, and after its window is gone, without a fault', async () => {
  const electron = new DoubleElectron()
  electronShell(electron, shellOptions(electron)).cover()
  const { shell, stop } = await open(electron)
  await stop()
  shell.cover()
})

it('says nothing of a page after it began to close', async () => {
  const { shell, contents, events, stop } = await open()
  const old = contents()
  const closing = shell.closePage()
  const before = events.length
  old.crash()
  old.pushState('/away')
  await closing
  expect(events).toHaveLength(before)
  await stop()
})

it('B094 B098 gives the next child a session that never was, and the old one is wiped', async () => {
  const { electron, shell, page, contents, approvedUrl, until, stop } = await open()
  await page.storeSomething()
  const old = contents().session
  await shell.forget()
  expect(old.stored.size).toBe(0)
  expect(electron.clipboardCleared).toBe(1)
  await shell.openPage(approvedUrl)
  await until((event) => event.kind === 'ready')
  expect(contents().session).not.toBe(old)
  expect(contents().session.partition).not.toBe(old.partition)
  await stop()
})

it('B100 rejects when it cannot be sure that all is forgotten', async () => {
  const { shell, contents, stop } = await open()
  contents().session.clearingFails = true
  await expect(shell.forget()).rejects.toMatchObject({ code: 'HG_SHELL_SILENT' })
  await stop()
})

it('keeps a page in its own kind of session: practice pages have no network', async () => {
  for (const listenersSeeHandled of [false, true]) {
    const electron = new DoubleElectron({ listenersSeeHandled })
    const running = await startOnDouble(electron, judge)
    await running.shell.openPage(`${practiceOrigin}/`)
    await running.until((event) => event.kind === 'ready')
    expect(await running.page.load('https://garden.example/picture.png')).toBe(false)
    expect(await running.page.load(`${practiceOrigin}/`)).toBe(true)
    expect(electron.web.reached).toEqual([])
    await running.stop()
  }
})

it('goes from a practice page to an approved site in a new page, shown when the old one was', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, judge)
  await running.shell.openPage(`${practiceOrigin}/`)
  await running.until((event) => event.kind === 'ready')
  running.shell.showPage()
  const practice = running.contents()
  await running.page.clickLink(running.approvedUrl)
  await running.until((event) => event.kind === 'committed' && event.url === running.approvedUrl)
  expect(running.contents()).not.toBe(practice)
  expect(running.contents().session.handlers.size).toBe(0)
  expect(await running.screen.middle()).toBe('page')
  expect(practice.isDestroyed()).toBe(true)
  await running.stop()
})

it('shows the newest view to a screen that is ready, and every view to both', async () => {
  const { shell, electron, screen, stop } = await open()
  const view = { serial: 3 } as KioskView
  shell.render(view)
  const [main, bar] = electron.views.map((one) => one.webContents)
  expect(main?.received).toEqual([{ channel: 'hedgerow:view', args: [view] }])
  expect(bar?.received).toEqual(main?.received)
  await screen.callFrom('bar', 'screen.ready', { surface: 'bar' })
  expect(bar?.received).toHaveLength(2)
  expect(main?.received).toHaveLength(1)
  await stop()
})

it('B116 loads our own screen again when it dies, under the cover, and tells', async () => {
  const electron = new DoubleElectron()
  const owner = notebook(judge)
  const shell = electronShell(electron, shellOptions(electron))
  await shell.start(owner)
  const bar = electron.views[1]?.webContents
  bar?.crash()
  expect(owner.faults).toEqual(['bar crashed'])
  expect(bar?.loads).toHaveLength(2)
  await shell.stop()
  expect(owner.faults).toHaveLength(1)
})

it('keeps our own screens at home', async () => {
  const { electron, stop } = await open()
  const main = electron.views[0]?.webContents
  const away = cancellable({ url: 'https://garden.example/', isMainFrame: true })
  main?.fire('will-frame-navigate', away)
  main?.openWindow('https://garden.example/')
  expect(away.isPrevented()).toBe(true)
  expect(main?.windowsOpened).toBe(0)
  expect(main?.session.handlers.size).toBe(1)
  await stop()
})

it('does not start, and leaves nothing locked, when our own screens do not load', async () => {
  const electron = new DoubleElectron()
  const shell = electronShell(electron, shellOptions(electron, { screens: onePage('https://other.example') }))
  await expect(shell.start(notebook(judge))).rejects.toMatchObject({ code: 'HG_SHELL_SILENT' })
  expect(electron.keys.size).toBe(0)
  expect(electron.windows.every((window) => window.isDestroyed())).toBe(true)
  expect(electron.handlers.size).toBe(0)
  await new Promise((resolve) => setImmediate(resolve))
  expect(electron.views.every((view) => view.webContents.isDestroyed())).toBe(true)
})

it('B101 B102 asks for everything that a page loads, and sends nothing that is refused', async () => {
  const { electron, page, contents, asked, stop } = await open()
  expect(await page.load('https://garden.example/picture.png')).toBe(true)
  expect(await page.load('https://elsewhere.example/spy.png')).toBe(false)
  expect(await contents().session.fetch('wss://elsewhere.example/', 'webSocket')).toEqual({ kind: 'cancelled' })
  expect(asked.at(-1)).toEqual({ url: 'wss://elsewhere.example/', use: 'subresource', top: 'https://garden.example/maths/', method: 'GET' })
  expect(electron.web.reached.filter((url) => url.includes('elsewhere'))).toEqual([])
  await stop()
})

it('lets our own screens load nothing but themselves', async () => {
  const { electron, stop } = await open()
  const session = electron.views[0]?.webContents.session
  for (const url of ['http://127.0.0.1/', 'wss://garden.example/', 'https://garden.example/'])
    expect(await session?.fetch(url, 'xhr')).toEqual({ kind: 'cancelled' })
  expect(await session?.fetch('https://kiosk.hedgerow.internal/', 'mainFrame')).toEqual({ kind: 'handled', status: 200 })
  await stop()
})

it('B117 tells of a page that hangs, though nobody touches it', async () => {
  const clock = handClock()
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, judge, { clock })
  await running.shell.openPage(running.approvedUrl)
  await running.until((event) => event.kind === 'ready')
  await clock.turn(10_000)
  expect(kinds(running.events)).toEqual(['committed', 'ready'])
  await running.page.hang()
  await clock.turn(10_000)
  expect(kinds(running.events)).toEqual(['committed', 'ready', 'hung'])
  running.contents().isHung = false
  await running.stop()
})

it('opens one page when two are asked for at once: the newer', async () => {
  const { electron, shell, until, contents, stop } = await open()
  const wishes = ['https://garden.example/one', 'https://garden.example/two', 'https://garden.example/three']
  await Promise.all(wishes.map((url) => shell.openPage(url)))
  await until((event) => event.kind === 'committed' && event.url === 'https://garden.example/three')
  expect(contents().getURL()).toBe('https://garden.example/three')
  expect(electron.views.slice(2).filter((view) => !view.webContents.isDestroyed())).toHaveLength(1)
  await stop()
})

it('opens nothing for a child who has gone meanwhile', async () => {
  const { shell, contents, approvedUrl, stop } = await open()
  const opening = shell.openPage(approvedUrl)
  await shell.forget()
  await opening
  expect(() => contents()).toThrow('no page is open')
  await stop()
})

it('B138 goes from the page to the bar and back by F6, whatever the page does with keys', async () => {
  const { electron, contents, shell, stop } = await open()
  const f6 = { ...pressed, key: 'F6' }
  const event = cancellable({})
  const bar = electron.views[1]?.webContents
  contents().fire('before-input-event', event, f6)
  expect(event.isPrevented()).toBe(true)
  expect(bar?.focused).toBe(1)
  const before = contents().focused
  bar?.fire('before-input-event', cancellable({}), f6)
  expect(contents().focused).toBe(before + 1)
  shell.cover()
  bar?.fire('before-input-event', cancellable({}), f6)
  expect(contents().focused).toBe(before + 1)
  await stop()
})
