import { spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { HedgerowError } from '#core/contract/errors.ts'
import type { LogPort } from '#core/ports.ts'
import { type DevtoolsPipe, devtoolsPipe } from './devtools-pipe.ts'
import type { KioskDisplay } from './display.ts'
import { chromiumFlags } from './flags.ts'
import type { IsThere } from './measures.ts'
import { profileFolder } from './profile.ts'
import type { Account } from './unprivileged.ts'
import { type Patience, watchOver } from './watchdog.ts'

/** How long a browser may take to say its version; after that it is ended (chromium-shell: a policy can make the pipe dead). */
const patienceMs = 10_000
const farewellMs = 2_000

export interface LaunchNeeds {
  readonly binary: string
  readonly account: Account | null
  readonly display: KioskDisplay
  readonly proxyPort: number
  readonly extraFlags: readonly string[]
  readonly isThere: IsThere
  /** How long the kiosk's own process may be silent. */
  readonly hungAfter: Patience | undefined
  readonly log: LogPort
  /** Its process runs; it has not said anything yet. */
  spawned(): void
}

export interface LaunchedBrowser {
  readonly pipe: DevtoolsPipe
  readonly version: string
  readonly pid: number
  /** All that the browser writes is in here. */
  readonly folder: string
  /** Ends the browser and all its processes, and removes its folder. `atOnce`: without asking it first. */
  end(atOnce?: boolean): Promise<void>
}

/** In two halves: a process that was busy itself (loading the kiosk) first hears what the browser has said meanwhile. */
const patience = (): Promise<null> => after(patienceMs / 2, null).then(() => after(patienceMs / 2, null))

const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, ms, value).unref())

/** Starts Chromium with its sandbox on. Throws HG_SHELL_SILENT when it does not answer, HG_FLAG_REFUSED for a forbidden flag. */
export async function launchChromium(needs: LaunchNeeds): Promise<LaunchedBrowser> {
  const { account, display } = needs
  const folder = profileFolder(account, display.cookie, needs.isThere)
  let flags: string[]
  try {
    flags = chromiumFlags({
      profile: folder.profile,
      proxyPort: needs.proxyPort,
      screen: display,
      extra: needs.extraFlags,
      isThere: needs.isThere,
    })
  } catch (fault) {
    await folder.remove()
    throw fault
  }
  const child = spawn(needs.binary, [...flags, 'about:blank'], {
    // Nothing of the caller's environment: no CHROMIUM_FLAGS, no proxy, no GTK modules, no keys.
    env: {
      PATH: '/usr/bin:/bin',
      LANG: 'en_GB.UTF-8',
      HOME: folder.home,
      TMPDIR: folder.temp,
      XDG_CONFIG_HOME: folder.home,
      XDG_CACHE_HOME: folder.temp,
      XDG_RUNTIME_DIR: folder.temp,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      DISPLAY: display.name,
      ...(folder.authority ? { XAUTHORITY: folder.authority } : {}),
    },
    cwd: folder.home,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be ended at once.
    detached: true,
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  })
  let lastWords = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString('utf8')).slice(-2_000)
  })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const killGroup = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  process.on('exit', killGroup)
  needs.spawned()
  const watchdog = child.pid === undefined ? null : watchOver(child.pid, () => needs.log.note('watchdog-gone'), needs.hungAfter)
  const pipe = devtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)

  async function end(atOnce = false): Promise<void> {
    if (!atOnce) {
      pipe.tell('Browser.close')
      await Promise.race([gone, after(farewellMs, undefined)])
    }
    killGroup()
    await Promise.race([gone, after(farewellMs, undefined)])
    process.off('exit', killGroup)
    watchdog?.stop()
    await folder.remove()
  }

  const answer = await Promise.race([pipe.send('Browser.getVersion').catch(() => null), gone.then(() => null), patience()])
  if (!answer || child.pid === undefined) {
    await end()
    const hint = /No usable sandbox/.test(lastWords) ? 'its sandbox cannot start on this machine' : 'it did not say its version'
    throw new HedgerowError('HG_SHELL_SILENT', hint)
  }
  return { pipe, version: answer.product, pid: child.pid, folder: folder.home, end }
}
