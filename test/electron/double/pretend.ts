import { kioskOrigin, practiceOrigin } from '#core/contract/bridge.ts'
import type { LogPort } from '#core/ports.ts'
import type { ElectronShellOptions } from '#electron/shell.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import { clock } from '#host/clock.ts'
import type { DoubleElectron } from './electron.ts'

/** A site of one page. */
export function onePage(origin: string): BuiltInSite {
  const body = new TextEncoder().encode('<!doctype html><title>one page</title>')
  return {
    origin,
    headers: { 'content-security-policy': "default-src 'self'" },
    file: (path) => (path.replace(/[?#].*$/, '') === '/' ? { contentType: 'text/html; charset=utf-8', body } : null),
  }
}

export const silentLog: LogPort = { note: () => undefined }

/** What the shell is made with in tests. */
export function shellOptions(electron: DoubleElectron, change: Partial<ElectronShellOptions> = {}): ElectronShellOptions {
  return {
    facts: { shell: 'electron', engine: 'double', version: '0.0.0', platform: 'test' },
    screens: onePage(kioskOrigin),
    practice: onePage(practiceOrigin),
    preloadPath: '/nowhere/preload.cjs',
    ipcMain: electron.ipcMain,
    dial: async () => {
      throw new Error('no network in the double')
    },
    isMac: false,
    clock,
    log: silentLog,
    ...change,
  }
}
