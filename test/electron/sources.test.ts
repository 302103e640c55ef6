import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../../electron', import.meta.url))
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '') }))
const namesThatHold = (pattern: RegExp) =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ name }) => name)
    .sort()

it('finds the sources', () => {
  expect(sources.length).toBeGreaterThan(20)
  expect(namesThatHold(/electronShell\(/)).toEqual(['main.ts', 'shell.ts'])
})

it('opens nothing outside: no shell.openExternal, openPath or child process (checklist 15)', () => {
  expect(namesThatHold(/openExternal\(|openPath|showItemInFolder|child_process|utilityProcess|moveItemToTrash/)).toEqual([])
})

it('only ipc.ts reaches for ipcMain, and only preload.ts for ipcRenderer and the bridge', () => {
  expect(namesThatHold(/\)\.ipcMain|\{[^}]*\bipcMain\b[^}]*\} from 'electron'|electron\.ipcMain/)).toEqual(['ipc.ts'])
  expect(namesThatHold(/ipcRenderer|contextBridge/)).toEqual(['preload.ts'])
})

it('only requests.ts registers listeners of webRequest: a second one would take the first one’s place', () => {
  expect(namesThatHold(/\.onBeforeRequest\(|\.onHeadersReceived\(|\.onBeforeSendHeaders\(|\.onBeforeRedirect\(/)).toEqual(['requests.ts'])
})

it('loads Electron itself in the composition root, the preload and on demand in ipc.ts, nowhere else', () => {
  expect(namesThatHold(/^import (?!type ).* from 'electron'/m)).toEqual(['main.ts', 'preload.ts'])
  expect(namesThatHold(/import\('electron'\)/)).toEqual(['ipc.ts'])
  expect(namesThatHold(/require\(/)).toEqual([])
})

it('has no way to run code from a text, and no window of the old kind', () => {
  expect(namesThatHold(/\beval\(|new Function\(|BrowserWindow|remote\b.*from|insertCSS|executeJavaScriptInIsolatedWorld/)).toEqual([])
  // The heartbeat asks a page for the number nought, and nothing ever asks it for more.
  expect(sources.flatMap(({ text }) => text.match(/executeJavaScript\([^:)]*\)/g) ?? [])).toEqual(["executeJavaScript('0')"])
})

it('shares the screen with nobody and never switches a protection off', () => {
  expect(
    namesThatHold(/no-sandbox|disable-web-security|ignore-certificate|setCertificateVerifyProc|desktopCapturer|callback\(true\)/),
  ).toEqual([])
})

it('knows nothing of the other shell', () => {
  expect(namesThatHold(/#chromium\//)).toEqual([])
})
