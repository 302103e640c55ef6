import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { KioskDisplay } from '#chromium/display.ts'
import { kioskDisplay } from '#chromium/display.ts'
import { launchChromium } from '#chromium/launch.ts'

const folders: string[] = []
const nowhere: KioskDisplay = {
  kind: 'virtual',
  name: ':987',
  number: '987',
  cookie: null,
  width: 800,
  height: 600,
  framebuffer: null,
  authority: null,
  stop() {},
}
/** A browser of four lines: what it does is the test's. */
function pretendBrowser(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-pretend-'))
  folders.push(folder)
  const path = join(folder, 'browser')
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return path
}
const launch = (script: string) =>
  launchChromium({
    binary: pretendBrowser(script),
    account: null,
    display: nowhere,
    proxyPort: 1,
    extraFlags: [],
    isThere: () => true,
    hungAfter: undefined,
    log: { note() {} },
    spawned() {},
  })
const left = (): string[] => readdirSync(tmpdir()).filter((name) => name.startsWith(`hedgerow-browser-${process.pid}-`))

describe('Launching Chromium', () => {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
    expect(left()).toEqual([])
  })

  test('a browser that ends at once is a silent shell, and leaves no folder', async () => {
    await expect(launch('exit 1')).rejects.toMatchObject({ code: 'HG_SHELL_SILENT' })
  })
  test('a browser whose sandbox cannot start says so', async () => {
    await expect(launch('echo "No usable sandbox!" >&2; exit 1')).rejects.toMatchObject({ detail: expect.stringContaining('sandbox') })
  })
  test('a browser that never answers is ended with all its children', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-mark-'))
    folders.push(folder)
    const script = `sleep 300 & echo $! > '${folder}/child'; sleep 300`
    await expect(launch(script)).rejects.toMatchObject({ code: 'HG_SHELL_SILENT' })
    const child = Number(readFileSync(join(folder, 'child'), 'utf8'))
    await vi.waitFor(() => expect(existsSync(`/proc/${child}/cmdline`) && readFileSync(`/proc/${child}/cmdline`, 'utf8')).toBeFalsy(), {
      timeout: 20_000,
    })
  })
  test('nothing of the caller reaches it: no flags, no proxy, no keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-mark-'))
    folders.push(folder)
    process.env.CHROMIUM_FLAGS = '--no-sandbox'
    process.env.HTTPS_PROXY = 'http://10.0.0.1'
    process.env.GOOGLE_API_KEY = 'x'
    try {
      await expect(launch(`env > '${folder}/env'; echo "$@" > '${folder}/flags'`)).rejects.toThrow()
    } finally {
      delete process.env.CHROMIUM_FLAGS
      delete process.env.HTTPS_PROXY
      delete process.env.GOOGLE_API_KEY
    }
    expect(readFileSync(join(folder, 'env'), 'utf8')).not.toMatch(/CHROMIUM_FLAGS|PROXY|GOOGLE|NODE_/)
    expect(readFileSync(join(folder, 'flags'), 'utf8')).not.toMatch(/no-sandbox/)
  })
})

describe('A display for the kiosk', () => {
  test('there is none but under X11', async () => {
    await expect(kioskDisplay(undefined, {}, 'win32')).rejects.toMatchObject({ code: 'HG_NO_DISPLAY' })
  })
  test('a display that does not answer is said plainly', async () => {
    await expect(kioskDisplay(undefined, { DISPLAY: ':987' }, 'linux')).rejects.toMatchObject({
      code: 'HG_NO_DISPLAY',
      detail: expect.stringContaining('unset'),
    })
  })
  test('a display of another machine is refused', async () => {
    await expect(kioskDisplay(undefined, { DISPLAY: 'server:0' }, 'linux')).rejects.toMatchObject({ code: 'HG_NO_DISPLAY' })
  })
})
