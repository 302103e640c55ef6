/**
 * What must be on the machine beside npm's packages: a Chromium and, where there is no display, an X server.
 * `show`: to look at the kiosk; `drive`: also what the tests and the film press keys and open files with.
 * Debian as root: installs what is missing. Elsewhere: says the exact command, and the program that follows says what it lacks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

interface Need {
  readonly packages: string
  readonly program: string
  readonly why: string
}

const toShow: readonly Need[] = [
  // The second one lets the browser's sandbox start where the kernel gives ordinary users no namespaces.
  { packages: 'chromium chromium-sandbox', program: 'chromium', why: 'the browser engine' },
  { packages: 'xvfb', program: 'Xvfb', why: 'a virtual screen where there is none' },
]
const toDrive: readonly Need[] = [
  ...toShow,
  { packages: 'xdotool', program: 'xdotool', why: 'real key and mouse presses in tests' },
  { packages: 'xserver-xephyr', program: 'Xephyr', why: 'a screen inside a screen, where a window manager runs, in a test' },
  { packages: 'x11-utils', program: 'xprop', why: 'to look at windows from outside in tests' },
  { packages: 'age', program: 'age', why: 'the independent program that opens a report in a test' },
]

function isThere(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

const missing = (process.argv[2] === 'drive' ? toDrive : toShow).filter((need) => !isThere(need.program))
if (missing.length > 0 && process.platform === 'linux') {
  const names = missing.flatMap((need) => need.packages.split(' '))
  const command = `apt-get install --no-install-recommends -y ${names.join(' ')}`
  const mayInstall = process.getuid?.() === 0 && isThere('apt-get')
  for (const need of missing) console.error(`[set-up] missing: ${need.packages} (${need.why})`)
  if (mayInstall) {
    console.error(`[set-up] ${command} (once, a minute or two) …`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const isInstalled =
      spawnSync('apt-get', ['update', '-q'], { stdio: ['ignore', 'ignore', 2], env }).status === 0 &&
      spawnSync('apt-get', ['install', '--no-install-recommends', '-y', '-q', ...names], { stdio: ['ignore', 'ignore', 2], env }).status ===
        0
    console.error(isInstalled ? '[set-up] installed' : `[set-up] could not install them. Check the network, then run: ${command}`)
    if (!isInstalled) process.exit(1)
  } else {
    console.error(`[set-up] install them with: sudo ${command}`)
  }
}
