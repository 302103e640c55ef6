import { spawn } from 'node:child_process'
import { chownSync, copyFileSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { type DevtoolsPipe, devtoolsPipe } from '#chromium/devtools-pipe.ts'
import type { KioskDisplay } from '#chromium/display.ts'
import { findChromium } from '#chromium/find-chromium.ts'
import { tempFolder } from '#chromium/temp-folder.ts'
import { unprivilegedAccount } from '#chromium/unprivileged.ts'

export interface PlainChromium {
  readonly pipe: DevtoolsPipe
  readonly pid: number
  /** Ends it and all its processes. */
  end(): Promise<void>
}

/**
 * The machine's own Chromium as anybody would start it, sandbox on, with nothing of the kiosk: what the kiosk is measured against.
 * Only what a fresh profile would ask for first, and what would go to the internet by itself, is off.
 */
export async function plainChromium(display: KioskDisplay, flags: readonly string[], address = 'about:blank'): Promise<PlainChromium> {
  const account = unprivilegedAccount()
  const folder = tempFolder('browser')
  const profile = join(folder, 'profile')
  mkdirSync(profile)
  const authority = display.authority === null ? null : join(folder, 'authority')
  if (authority !== null && display.authority !== null) copyFileSync(display.authority, authority)
  if (account !== null) for (const path of [folder, profile, ...(authority ? [authority] : [])]) chownSync(path, account.uid, account.gid)
  const all = [
    `--user-data-dir=${profile}`,
    '--remote-debugging-pipe',
    '--ozone-platform=x11',
    '--window-position=0,0',
    `--window-size=${display.width},${display.height}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--password-store=basic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...flags,
    address,
  ]
  const child = spawn(findChromium(), all, {
    env: {
      PATH: '/usr/bin:/bin',
      LANG: 'en_GB.UTF-8',
      HOME: folder,
      TMPDIR: folder,
      XDG_CONFIG_HOME: folder,
      XDG_CACHE_HOME: folder,
      XDG_RUNTIME_DIR: folder,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      DISPLAY: display.name,
      ...(authority ? { XAUTHORITY: authority } : {}),
    },
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  process.on('exit', kill)
  const pipe = devtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)
  return {
    pipe,
    pid: child.pid ?? 0,
    async end() {
      kill()
      await gone
      process.off('exit', kill)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
