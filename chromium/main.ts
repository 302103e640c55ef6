/**
 * The kiosk on the machine's own Chromium: `node chromium/main.ts --data FOLDER [--hub URL] [--hub-authority FILE] [--upstream FILE]
 * [--code CODE --name NAME]`. With a code it enrols itself at the first start. Ends when staff leave it by their PIN,
 * or on SIGTERM. Exit codes: 0 left, 2 wrong command, 3 the machine would not let it run.
 */
import { parseArgs } from 'node:util'
import { HedgerowError } from '#core/contract/errors.ts'
import { createKiosk } from '#core/kiosk.ts'
import { readUpstream } from '#host/egress/upstream-settings.ts'
import { openKioskPorts } from '#host/kiosk-ports.ts'
import type { KioskReady } from '#host/kiosk-ready.ts'
import { ownSites } from '#host/own-sites.ts'
import { type ChromiumShell, chromiumShell } from './shell.ts'

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string' },
        hub: { type: 'string', default: '' },
        'hub-authority': { type: 'string' },
        upstream: { type: 'string' },
        code: { type: 'string' },
        name: { type: 'string', default: 'Kiosk' },
        size: { type: 'string', default: '1280x720' },
      },
    })
    const size = /^(\d{3,5})x(\d{3,5})$/.exec(values.size)
    if (values.data === undefined) throw new Error('--data FOLDER is missing')
    if (size === null) throw new Error('--size is WIDTHxHEIGHT')
    return { ...values, data: values.data, screen: { width: Number(size[1]), height: Number(size[2]) } }
  } catch (fault) {
    throw new HedgerowError('HG_COMMAND', fault instanceof Error ? fault.message : '')
  }
}

function readyLine(shell: ChromiumShell | null): KioskReady {
  const display = shell?.display ?? null
  if (display === null) return { ready: true, shell: 'chromium', display: null }
  const { kind, name, authority, framebuffer } = display
  return { ready: true, shell: 'chromium', display: { kind, name, authority, framebuffer } }
}

try {
  const options = readOptions()
  const folders = { data: options.data, suggestedHub: options.hub, hubAuthority: options['hub-authority'] }
  const upstream = options.upstream === undefined ? undefined : readUpstream(options.upstream)
  let shell: ChromiumShell | null = null
  const ports = await openKioskPorts(folders, (log) => {
    shell = chromiumShell({ ...ownSites(), screen: options.screen, upstream, log })
    return shell
  })
  const kiosk = createKiosk(ports)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void kiosk.stop().then(() => process.exit(0)))
  await kiosk.start()
  if (options.code !== undefined) {
    const answer = await kiosk.enrol(options.hub, options.code, options.name)
    if (answer !== 'enrolled') process.stderr.write(`The hub did not enrol this kiosk (${answer}). It can be done on its screen.\n`)
  }
  process.stdout.write(`${JSON.stringify(readyLine(shell))}\n`)
  await kiosk.left
  process.exit(0)
} catch (fault) {
  const isOurs = fault instanceof HedgerowError
  process.stderr.write(isOurs ? `${fault.code}: ${fault.message}\n` : `${fault instanceof Error ? fault.stack : String(fault)}\n`)
  process.exit(isOurs ? (fault.code === 'HG_COMMAND' ? 2 : 3) : 1)
}
