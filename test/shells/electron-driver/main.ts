import { readSync, writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { kioskOrigin, practiceOrigin } from '#core/contract/bridge.ts'
import type { CallName, CallOutput } from '#core/contract/calls.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { ShellPort } from '#core/ports.ts'
import { realIpcMain } from '#electron/ipc.ts'
import { electronShell } from '#electron/shell.ts'
import { switches } from '#electron/switches.ts'
import { type BuiltInSite, builtInSite } from '#host/built-in-site.ts'
import { clock } from '#host/clock.ts'
import { publicAddress } from '#host/egress/addresses.ts'
import { directly } from '#host/egress/dial.ts'
import { descriptors, lineReader, type Order, type Word } from './wire.ts'

/** The real adapter in a real Electron, driven by the suite over pipes. Its pages are practice pages: they need no network and no certificate. */
const { app, BaseWindow, webContents } = electron
const folder = dirname(fileURLToPath(import.meta.url))
const say = (word: Word) => void writeSync(descriptors.words, `${JSON.stringify(word)}\n`)

/** Asks the test and waits: a verdict is due at once, and nothing else may happen meanwhile. */
function judge(request: PageRequest): Verdict {
  writeSync(descriptors.questions, `${JSON.stringify(request)}\n`)
  const letter = Buffer.alloc(1)
  let line = ''
  for (;;) {
    if (readSync(descriptors.verdicts, letter) === 0) return { kind: 'refuse', code: 'no-list' }
    if (letter[0] === 10) return JSON.parse(line) as Verdict
    line += letter.toString('latin1')
  }
}

const gif = Buffer.from('R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=', 'base64')
const anyPage: BuiltInSite = {
  origin: practiceOrigin,
  headers: {},
  file: (path) =>
    path.endsWith('.gif')
      ? { contentType: 'image/gif', body: gif }
      : { contentType: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><title>practice</title><body>practice') },
}

app.enableSandbox()
for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
app.on('window-all-closed', () => undefined)
const all = () => webContents.getAllWebContents().filter((one) => !one.isDestroyed())
const surface = (name: 'main' | 'bar') => all().find((one) => one.getURL().startsWith(`${kioskOrigin}/?surface=${name}`))
function page(): Electron.WebContents {
  const found = all().find((one) => !one.getURL().startsWith(kioskOrigin))
  if (found === undefined) throw new Error('no page is open')
  return found
}
const inPage = (code: string): Promise<unknown> => page().mainFrame.executeJavaScript(code)
/** The view that is drawn at this height of the kiosk's window. */
function viewAt(height: number): Electron.WebContents | undefined {
  const views = BaseWindow.getAllWindows()[0]?.contentView.children ?? []
  const drawn = views.findLast(
    (view) => view.getVisible() && height >= view.getBounds().y && height < view.getBounds().y + view.getBounds().height,
  )
  return (drawn as Electron.WebContentsView | undefined)?.webContents
}
/** A link over the whole page, and a real press on it. */
async function clickLink(url: string, target: string): Promise<void> {
  await inPage(`{ const a = document.createElement('a'); a.id = 'link'; a.href = ${JSON.stringify(url)}; a.target = ${JSON.stringify(target)};
    a.style = 'position:fixed;inset:0'; document.getElementById('link')?.remove(); document.body.append(a); 0 }`)
  for (const type of ['mouseDown', 'mouseUp'] as const) page().sendInputEvent({ type, x: 200, y: 200, button: 'left', clickCount: 1 })
}

async function obey(shell: ShellPort, order: Order): Promise<unknown> {
  switch (order.do) {
    case 'openPage':
      return shell.openPage(order.url)
    case 'steerPage':
      return shell.steerPage(order.url)
    case 'showPage':
      return shell.showPage()
    case 'cover':
      return shell.cover()
    case 'closePage':
      return shell.closePage()
    case 'forget':
      return shell.forget()
    case 'stop':
      return shell.stop()
    case 'clickLink':
      return clickLink(order.url, '')
    case 'clickNewWindow':
      return clickLink(order.url, '_blank')
    case 'goByScript':
      return inPage(`setTimeout(() => { location.href = ${JSON.stringify(order.url)} }); 0`)
    case 'openWindow':
      return inPage(`window.open(${JSON.stringify(order.url)}); 0`)
    case 'pushState':
      return inPage(`history.pushState(null, '', ${JSON.stringify(order.url)}); 0`)
    case 'download':
      return inPage(
        `{ const a = document.createElement('a'); a.download = 'x'; a.href = URL.createObjectURL(new Blob(['x'])); a.click(); 0 }`,
      )
    case 'alert':
      return inPage(`setTimeout(() => alert('boo')); 0`)
    case 'crash':
      return page().forcefullyCrashRenderer()
    case 'hang':
      return inPage('setTimeout(() => { for (;;); }); 0')
    case 'load':
      return inPage(`new Promise((resolve) => { const i = new Image(); i.onload = () => resolve(true); i.onerror = () => resolve(false);
        i.src = ${JSON.stringify(order.url)} })`)
    case 'storeSomething':
      return inPage("localStorage.setItem('left', 'behind'); 0")
    case 'hasStored':
      return inPage("localStorage.getItem('left') !== null")
    case 'middle':
      return viewAt(400) === surface('main') ? 'main' : 'page'
    case 'barIsThere':
      return viewAt(20) === surface('bar')
    case 'pageHasBridge':
      return inPage("typeof window.hedgerow !== 'undefined' || typeof require !== 'undefined'")
    case 'callFrom':
      return surface(order.surface)?.mainFrame.executeJavaScript(
        `hedgerow.call(${JSON.stringify(order.name)}, ${JSON.stringify(order.input)})`,
      )
  }
}

/** Not awaited at the top: Electron is ready only after its first module has been run to the end. */
async function begin(): Promise<void> {
  await app.whenReady()
  const shell = electronShell(electron, {
    facts: { shell: 'electron', engine: `Chromium ${process.versions.chrome}`, version: app.getVersion(), platform: process.platform },
    screens: builtInSite(kioskOrigin, process.env.HEDGEROW_TEST_SCREENS ?? '', { 'content-security-policy': "default-src 'self'" }),
    practice: anyPage,
    preloadPath: join(folder, 'preload.cjs'),
    ipcMain: await realIpcMain(),
    dial: directly(publicAddress),
    isMac: process.platform === 'darwin',
    clock,
    log: { note: () => undefined },
  })
  await shell.start({
    judge,
    onPage: (event) => say({ kind: 'event', event }),
    async answer<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>> {
      say({ kind: 'call', name, input })
      return 'done' as CallOutput<N>
    },
    onShellFault: () => undefined,
  })
  const orders = new Socket({ fd: descriptors.orders, readable: true, writable: false }).setEncoding('utf8')
  const read = lineReader((line) => {
    const { id, order } = JSON.parse(line) as { id: number; order: Order }
    obey(shell, order)
      .then((value) => say({ kind: 'answer', id, value: value ?? null }))
      .catch((fault: unknown) => say({ kind: 'fault', id, message: fault instanceof Error ? fault.message : 'fault' }))
      .then(() => (order.do === 'stop' ? app.exit(0) : undefined))
  })
  orders.on('data', (chunk) => read(String(chunk)))
  orders.on('close', () => app.exit(1))
  say({ kind: 'started' })
}
begin().catch(() => app.exit(1))
