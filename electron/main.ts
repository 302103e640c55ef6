/**
 * The kiosk in Electron: `electron . [--data FOLDER] [--hub URL] [--hub-authority FILE] [--upstream FILE] [--code CODE --name NAME]`.
 * With a code it enrols itself at the first start. Ends when staff leave it by their PIN, or on SIGTERM.
 * Exit codes: 0 left, 2 wrong command, 3 the machine would not let it run.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as electron from 'electron'
import { HedgerowError } from '#core/contract/errors.ts'
import { createKiosk } from '#core/kiosk.ts'
import type { LogPort } from '#core/ports.ts'
import { clock } from '#host/clock.ts'
import { publicAddress } from '#host/egress/addresses.ts'
import { directly } from '#host/egress/dial.ts'
import { throughUpstream } from '#host/egress/upstream.ts'
import { readUpstream } from '#host/egress/upstream-settings.ts'
import { openKioskPorts } from '#host/kiosk-ports.ts'
import type { KioskReady } from '#host/kiosk-ready.ts'
import { ownSites } from '#host/own-sites.ts'
import { realIpcMain } from './ipc.ts'
import { electronShell } from './shell.ts'
import { readStartOptions, type StartOptions } from './start-options.ts'
import { switches } from './switches.ts'

const { app } = electron
/** This file is out/electron/main.js, in the repository as in app.asar. */
const root = fileURLToPath(new URL('../..', import.meta.url))
/** A kiosk that fell within its first moments would only fall again: whoever started it is told instead. */
const relaunchAfterMs = 10_000
const startedAt = clock.steady()
let log: LogPort | null = null

app.enableSandbox()
for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
app.on('second-instance', () => app.focus({ steal: true }))
// The kiosk ends the program, not the last window.
app.on('window-all-closed', () => undefined)
process.on('uncaughtException', () => restart('uncaught'))
process.on('unhandledRejection', () => restart('unhandled'))

/** The watchdog inside: back into the kiosk, never to a desktop (B119). */
function restart(kind: string): void {
  log?.note('main-fault', { kind })
  if (clock.steady() - startedAt > relaunchAfterMs) app.relaunch()
  app.exit(1)
}

/** Nothing here may be awaited at the top of the module: Electron gets ready only after its first module has run to the end. */
async function run(options: StartOptions): Promise<void> {
  await app.whenReady()
  const ipcMain = await realIpcMain()
  const sites = ownSites(root)
  const dial =
    options.upstream === undefined
      ? directly(publicAddress)
      : throughUpstream({ settings: readUpstream(options.upstream), resolve: publicAddress })
  const folders = {
    data: options.data ?? join(app.getPath('userData'), 'kiosk'),
    suggestedHub: options.hub,
    hubAuthority: options.hubAuthority,
    profiles: join(root, 'profiles'),
  }
  const ports = await openKioskPorts(folders, (opened) => {
    log = opened
    return electronShell(electron, {
      screens: sites.ui,
      practice: sites.practice,
      facts: {
        shell: 'electron',
        engine: `Chromium ${process.versions.chrome}`,
        version: app.getVersion(),
        platform: `${process.platform} ${process.arch}`,
      },
      preloadPath: join(root, 'out', 'electron', 'preload.cjs'),
      ipcMain,
      dial,
      isMac: process.platform === 'darwin',
      clock,
      log: opened,
    })
  })
  const kiosk = createKiosk(ports)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void kiosk.stop().then(() => app.exit(0)))
  await kiosk.start()
  if (options.code !== undefined) {
    const answer = await kiosk.enrol(options.hub, options.code, options.name)
    if (answer !== 'enrolled') process.stderr.write(`The hub did not enrol this kiosk (${answer}). It can be done on its screen.\n`)
  }
  const ready: KioskReady = { ready: true, shell: 'electron', display: null }
  process.stdout.write(`${JSON.stringify(ready)}\n`)
  await kiosk.left
  app.exit(0)
}

function fail(fault: unknown): void {
  // The message of a coded fault is written for staff; of any other, only that it came.
  process.stderr.write(fault instanceof HedgerowError ? `${fault.code}: ${fault.message}\n` : 'Hedgerow could not start.\n')
  log?.note('start-fault', { code: fault instanceof HedgerowError ? fault.code : 'HG_INTERNAL' })
  app.exit(fault instanceof HedgerowError ? (fault.code === 'HG_COMMAND' ? 2 : 3) : 1)
}

try {
  const options = readStartOptions(process.argv.slice(app.isPackaged ? 1 : 2))
  // A second start brings the first to the front, and what it was started with is dropped (B114).
  if (app.requestSingleInstanceLock()) run(options).catch(fail)
  else app.exit(0)
} catch (fault) {
  fail(fault)
}
