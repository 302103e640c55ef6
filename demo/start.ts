/**
 * `npm start`: a demo school's hub and a kiosk that belongs to it, on this machine alone. `-- --fresh` begins anew,
 * `-- --size 1024x600` takes another screen size. Ends with Ctrl+C, or when staff leave the kiosk by the PIN.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HubReady } from '#demo/hub.ts'
import { type Program, root, startProgram } from '#demo/programs.ts'
import { demoStaffPin } from '#demo/school.ts'
import { buildShell } from '#electron/build-shell.ts'
import { KioskReady } from '#host/kiosk-ready.ts'
import { chooseShell } from './choose-shell.ts'
import { waysToLook } from './ways-to-look.ts'

const { values } = parseArgs({
  options: {
    fresh: { type: 'boolean', default: false },
    size: { type: 'string', default: '1280x720' },
    /** `electron` or `chromium`; else the better one of those that can run. */
    shell: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
})
const folder = join(root, '.hedgerow', 'demo')
const say = (line = '') => process.stdout.write(`${line}\n`)
if (values.fresh) rmSync(folder, { recursive: true, force: true })

const running: Program[] = []
let isStopping = false
async function stop(code: number): Promise<never> {
  if (!isStopping) {
    isStopping = true
    for (const program of running.reverse()) await program.stop()
  }
  process.exit(code)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0))

async function run(what: string, command: string, args: readonly string[]): Promise<Program> {
  say(`Starting ${what} …`)
  try {
    const program = await startProgram(command, args)
    running.push(program)
    return program
  } catch (fault) {
    say()
    say(`${what} did not start:`)
    say(fault instanceof Error ? fault.message : String(fault))
    return stop(3)
  }
}

const hub = await run('the school hub', process.execPath, ['demo/hub.ts', '--data', join(folder, 'hub'), '--port', values.port])
const school = HubReady.parse(hub.ready)
say(`The hub of Brook Lane Primary School runs at ${school.url}, on this machine only.`)
say('One-time sign-in links, for a browser on this machine:')
for (const link of school.links) say(`  ${`${link.name} (${link.role})`.padEnd(26)} ${link.url}`)
if (school.words !== null) say(`  Mr Okafor's words, which open the notes of the demo: ${school.words}`)
say()

const shell = chooseShell(root, values.shell ?? null, say)
const kioskArgs = ['--data', join(folder, 'kiosk'), '--hub', school.url, '--code', school.code, '--name', 'Demo kiosk']
say(shell.kind === 'electron' ? `The kiosk runs in Electron: ${shell.why}` : `The kiosk runs in this machine's Chromium: ${shell.why}`)
if (shell.kind === 'electron') await buildShell()
const kiosk =
  shell.kind === 'electron'
    ? await run('the kiosk', shell.path, [root, ...kioskArgs])
    : await run('the kiosk', process.execPath, ['chromium/main.ts', ...kioskArgs, '--size', values.size])
for (const line of await waysToLook(KioskReady.parse(kiosk.ready))) say(line)
say()
say(`Staff leave the kiosk: press the small leaf five times on the first screen, then the PIN ${demoStaffPin}. Or press Ctrl+C here.`)
say('The real sites need the internet; the practice pages work without. Each site is marked "check before use".')

const code = await Promise.race([kiosk.ended, hub.ended])
if (!isStopping) say(code === 0 ? 'The kiosk was left.' : `It ended with ${code}.`)
await stop(code)
