/**
 * The kiosk on the machine's own Chromium: `node chromium/main.ts --data FOLDER [--hub URL] [--hub-authority FILE] [--upstream FILE]
 * [--code CODE --name NAME]`. With a code it enrols itself at the first start. Ends when staff leave it by their PIN,
 * or on SIGTERM. Exit codes: 0 left, 2 wrong command, 3 the machine would not let it run.
 */
import { parseArgs } from 'node:util'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KioskReady } from '#host/kiosk-ready.ts'
import { openKioskLog } from '#host/log.ts'
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

function readyLine({ display }: ChromiumShell): KioskReady {
  if (display === null) return { ready: true, shell: 'chromium', display: null }
  const { kind, name, authority, framebuffer } = display
  return { ready: true, shell: 'chromium', display: { kind, name, authority, framebuffer } }
}

const readUpstream = async (path: string) => (await import('#host/egress/upstream-settings.ts')).readUpstream(path)

let shell: ChromiumShell | null = null
try {
  const options = readOptions()
  const upstream = options.upstream === undefined ? undefined : await readUpstream(options.upstream)
  const log = openKioskLog(options.data)
  const prepared = chromiumShell({ ...ownSites(), screen: options.screen, upstream, log })
  shell = prepared
  // Also before the kiosk is there: no browser may be left behind.
  let stop = (): Promise<void> => prepared.stop()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop().then(() => process.exit(0)))
  // The browser takes its time: the kiosk is loaded meanwhile, which is why nothing of it is imported above. Not before
  // its process runs: loading holds everything else up.
  await prepared.prepare()
  const [{ createKiosk }, { openKioskPorts }] = await Promise.all([import('#core/kiosk.ts'), import('#host/kiosk-ports.ts')])
  const folders = { data: options.data, suggestedHub: options.hub, hubAuthority: options['hub-authority'], log }
  const ports = await openKioskPorts(folders, () => prepared)
  const kiosk = createKiosk(ports)
  stop = kiosk.stop
  await kiosk.start()
  if (options.code !== undefined) {
    const answer = await kiosk.enrol(options.hub, options.code, options.name)
    if (answer !== 'enrolled') process.stderr.write(`The hub did not enrol this kiosk (${answer}). It can be done on its screen.\n`)
  }
  process.stdout.write(`${JSON.stringify(readyLine(prepared))}\n`)
  await kiosk.left
  process.exit(0)
} catch (fault) {
  const isOurs = fault instanceof HedgerowError
  process.stderr.write(isOurs ? `${fault.code}: ${fault.message}\n` : `${fault instanceof Error ? fault.stack : String(fault)}\n`)
  await shell?.stop().catch(() => {})
  process.exit(isOurs ? (fault.code === 'HG_COMMAND' ? 2 : 3) : 1)
}
