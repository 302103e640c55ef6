import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { Readable } from 'node:stream'
import { HedgerowError } from '#core/contract/errors.ts'
import { tempFolder } from './temp-folder.ts'
import { authorityFile, cookieFor } from './x-authority.ts'
import { xClient } from './x-client.ts'

/** An X display without a window manager, for two windows that must stay where they are put. */
export interface KioskDisplay {
  /** `virtual`: nobody sees it but who looks; `nested`: a window on somebody's desktop; `own`: the machine's screen itself. */
  readonly kind: 'virtual' | 'nested' | 'own'
  readonly name: string
  readonly number: string
  readonly cookie: Uint8Array | null
  readonly width: number
  readonly height: number
  /** The whole screen as an XWD file, always current; a virtual display only. */
  readonly framebuffer: string | null
  /** An Xauthority file for whoever may look at this display (a test, a film); null where the caller's own is used. */
  readonly authority: string | null
  stop(): void
}

interface Screen {
  readonly width: number
  readonly height: number
}

function onPath(program: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter).concat('/usr/bin')) {
    try {
      accessSync(join(folder, program), constants.X_OK)
      return join(folder, program)
    } catch {
      // Not in this folder.
    }
  }
  return null
}

const ended = (child: ChildProcess): Promise<never> =>
  new Promise((_, reject) => {
    child.once('exit', () => reject(new HedgerowError('HG_NO_DISPLAY', 'the X server ended at once')))
    child.once('error', () => reject(new HedgerowError('HG_NO_DISPLAY', 'the X server could not be run')))
  })

/** Starts an X server of our own on the first free number, open only to who holds its cookie. */
async function startServer(
  program: string,
  kind: 'virtual' | 'nested',
  flags: (folder: string) => readonly string[],
  screen: Screen,
): Promise<KioskDisplay> {
  const folder = tempFolder('display')
  const authority = join(folder, 'authority')
  const cookie = randomBytes(16)
  writeFileSync(authority, authorityFile(cookie), { mode: 0o600 })
  const child = spawn(program, ['-displayfd', '3', '-auth', authority, '-nolisten', 'tcp', '-terminate', '-br', ...flags(folder)], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  const stop = (): void => {
    process.off('exit', stop)
    child.kill('SIGTERM')
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', stop)
  const said = new Promise<string>((resolve) => {
    const numberPipe = child.stdio[3] as Readable
    numberPipe.on('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
  })
  try {
    const number = await Promise.race([said, ended(child)])
    const framebuffer = kind === 'virtual' ? join(folder, 'Xvfb_screen0') : null
    return { kind, name: `:${number}`, number, cookie, ...screen, framebuffer, authority, stop }
  } catch (fault) {
    stop()
    throw fault
  }
}

function virtualDisplay(screen: Screen): Promise<KioskDisplay> {
  const program = onPath('Xvfb')
  if (!program) throw new HedgerowError('HG_NO_DISPLAY', 'run: sudo apt-get install xvfb')
  return startServer(program, 'virtual', (folder) => ['-screen', '0', `${screen.width}x${screen.height}x24`, '-fbdir', folder], screen)
}

function nestedDisplay(screen: Screen): Promise<KioskDisplay> {
  const program = onPath('Xephyr')
  if (!program) throw new HedgerowError('HG_NO_DISPLAY', 'this desktop has a window manager; run: sudo apt-get install xserver-xephyr')
  return startServer(program, 'nested', () => ['-screen', `${screen.width}x${screen.height}`, '-title', 'Hedgerow'], screen)
}

const usual: Screen = { width: 1280, height: 720 }

/**
 * A display for the kiosk: the one that `DISPLAY` names when no window manager runs there; a nested one on a desktop
 * that has a window manager; a virtual one where there is no display. Throws HG_NO_DISPLAY with the command to run.
 */
export async function kioskDisplay(
  screen: Screen = usual,
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): Promise<KioskDisplay> {
  if (platform !== 'linux') throw new HedgerowError('HG_NO_DISPLAY', 'the Chromium shell needs X11; run Hedgerow in Electron here')
  const name = env.DISPLAY
  if (name === undefined || name === '') return virtualDisplay(screen)
  const number = /^:(\d+)(\.\d+)?$/.exec(name)?.[1]
  if (number === undefined) throw new HedgerowError('HG_NO_DISPLAY', 'DISPLAY names another machine; unset it, or set it to a local one')
  const cookie = cookieFor(number, env.XAUTHORITY ?? join(homedir(), '.Xauthority'))
  const client = await xClient(number, cookie).catch(() => null)
  if (!client) throw new HedgerowError('HG_NO_DISPLAY', 'DISPLAY is set but nothing answers there; unset it to get a virtual screen')
  const { width, height } = client
  const isManaged = await client.hasWindowManager()
  client.close()
  if (isManaged) return nestedDisplay(screen)
  return { kind: 'own', name, number, cookie, width, height, framebuffer: null, authority: null, stop: () => {} }
}
