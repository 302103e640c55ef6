// The one door of every npm script: sets the machine up once, then runs the command on the pinned Node.
// Plain ESM with node: imports only, and it must parse on any Node from 18: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const windows = process.platform === 'win32'
const modules = join(root, 'node_modules')
const stamp = join(modules, '.setup-stamp')
const lock = join(root, '.setup-lock')
const oldestNode = [24, 15]

/** What each command runs, and what must be on the machine first: Debian packages and built screens. */
const commands = {
  start: { program: ['demo/start.ts'], machine: 'show', screens: true },
  demo: { program: ['demo/film.ts'], machine: 'drive', screens: true },
  test: { program: [join('node_modules', 'vitest', 'vitest.mjs'), 'run'], machine: 'drive', screens: true },
  hub: { program: ['hub/server/main.ts'], machine: 'none', screens: true },
  verdict: { program: ['host/verdict.ts'], machine: 'none', screens: false },
  breakout: { program: ['test/breakout/main.ts'], machine: 'drive', screens: true },
  bench: { program: ['bench/main.ts'], machine: 'drive', screens: true },
  build: { program: ['scripts/build-screens.ts', '--again'], machine: 'none', screens: false },
  check: { program: ['scripts/check.ts'], machine: 'none', screens: false },
}

const pinned = join(modules, `node-${windows ? 'win' : process.platform}-${process.arch}`, 'bin', windows ? 'node.exe' : 'node')

function isNewEnough(version) {
  const [major, minor] = version.replace('v', '').split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
}

/** The pinned Node where there is one for this machine, else the caller's if it is new enough. */
function nodePath() {
  if (existsSync(pinned)) return pinned
  return isNewEnough(process.version) ? process.execPath : undefined
}

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .update(readFileSync(join(root, 'package.json')))
  .update(process.platform + process.arch)
  .digest('hex')

function isSetUp() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && nodePath() !== undefined
}

function runNpm(args) {
  const script = process.env.npm_execpath
  const viaNode = script !== undefined && /\.[cm]?js$/.test(script)
  const [program, all] = viaNode ? [process.execPath, [script, ...args]] : [windows ? 'npm.cmd' : 'npm', args]
  const env = { ...process.env }
  // What an outer npm or a caller set for itself must not change what is installed here.
  for (const name of Object.keys(env))
    if (/^npm_(config_(omit|production|only|dry_run|global|loglevel)|lifecycle|package|command)/i.test(name)) delete env[name]
  delete env.NODE_ENV
  return spawnSync(program, all, { cwd: root, stdio: ['ignore', 2, 2], env, shell: windows && !viaNode }).status
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    return fault.code === 'EPERM'
  }
}

/** True when this process holds the lock; false when another one has set the machine up meanwhile. */
async function takeLock() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return true
    } catch (fault) {
      if (fault.code !== 'EEXIST') throw fault
    }
    let holder = Number.NaN
    try {
      holder = Number(readFileSync(lock, 'utf8'))
    } catch {
      continue
    }
    if (holder > 0 && !isAlive(holder)) {
      rmSync(lock, { force: true })
      continue
    }
    if (isSetUp()) return false
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function setUp() {
  if (!(await takeLock())) return
  // On 'exit', not in finally: process.exit() skips finally, and a lock left behind would hold up the next run.
  process.on('exit', () => rmSync(lock, { force: true }))
  if (isSetUp()) return
  const startedAt = Date.now()
  console.error(`[set-up] installing what Hedgerow needs, with Node ${process.version} (once, about a minute) …`)
  const code = runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) {
    console.error(`[set-up] npm ci failed (exit ${code}). Check the network connection, then run the same command again.`)
    process.exit(code ?? 1)
  }
  if (nodePath() === undefined) {
    console.error(
      `[set-up] there is no Node ${oldestNode.join('.')} or newer for this machine. Install Node 24, then run the same command again.`,
    )
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
  rmSync(lock, { force: true })
  console.error(`[set-up] done in ${((Date.now() - startedAt) / 1000).toFixed(0)} s`)
}

const [name, ...rest] = process.argv.slice(2)
const command = commands[name]
if (command === undefined) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')}`)
  process.exit(2)
}
if (!isSetUp()) await setUp()

const env = { ...process.env, PATH: join(modules, '.bin') + delimiter + (process.env.PATH ?? '') }
// What Node makes of our sources is kept: the kiosk, the hub and every program that a test starts come up sooner.
env.NODE_COMPILE_CACHE ??= join(modules, '.cache', 'node')
if (name === 'test') env.NODE_ENV = 'test'
else delete env.NODE_ENV

for (const [wantedFirst, program, args] of [
  [command.machine !== 'none', 'scripts/machine.ts', [command.machine]],
  [command.screens, 'scripts/build-screens.ts', []],
]) {
  if (!wantedFirst) continue
  const status = spawnSync(nodePath(), [program, ...args], { cwd: root, stdio: ['ignore', 2, 2], env }).status
  if (status !== 0) process.exit(status ?? 1)
}

const child = spawn(nodePath(), [...command.program, ...rest], { cwd: root, stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 143))
