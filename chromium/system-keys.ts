import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { SystemKey } from '#core/contract/self-check.ts'
import type { KioskDisplay } from './display.ts'

type Read = (path: string) => string | null

const option = (text: string, name: string): boolean => new RegExp(`^\\s*Option\\s+"${name}"\\s+"(true|on|yes|1)"`, 'im').test(text)
const setting = (text: string, name: string): string | null => new RegExp(`^\\s*${name}\\s*=\\s*(\\S*)`, 'm').exec(text)?.[1] ?? null

/**
 * Which keys this machine's system still owns, by its own settings (docs/platforms.md names each). `root` is `/` but in
 * tests. What cannot be read is `unknown`, never `off`.
 */
export function systemKeys(display: Pick<KioskDisplay, 'kind'>, root = '/'): SystemKey[] {
  const read: Read = (path) => {
    try {
      return readFileSync(join(root, path), 'utf8')
    } catch {
      return null
    }
  }
  const inFolder = (folder: string): string => {
    try {
      return readdirSync(join(root, folder))
        .filter((name) => name.endsWith('.conf'))
        .map((name) => read(join(folder, name)) ?? '')
        .join('\n')
    } catch {
      return ''
    }
  }
  const x = [read('etc/X11/xorg.conf') ?? '', inFolder('usr/share/X11/xorg.conf.d'), inFolder('etc/X11/xorg.conf.d')].join('\n')
  const logind = [read('etc/systemd/logind.conf') ?? '', inFolder('etc/systemd/logind.conf.d')].join('\n')
  const sysrq = read('proc/sys/kernel/sysrq')?.trim() ?? null
  const ofX = (name: string): SystemKey['state'] => (option(x, name) ? 'off' : display.kind === 'own' ? 'theirs' : 'unknown')
  const power = setting(logind, 'HandlePowerKey')
  return [
    { keys: 'Ctrl+Alt+F1 to F12 (text consoles)', state: ofX('DontVTSwitch'), seenIn: 'xorg.conf, DontVTSwitch' },
    { keys: 'Ctrl+Alt+Backspace (ends the display)', state: ofX('DontZap'), seenIn: 'xorg.conf, DontZap' },
    { keys: 'SysRq', state: sysrq === null ? 'unknown' : sysrq === '0' ? 'off' : 'theirs', seenIn: '/proc/sys/kernel/sysrq' },
    { keys: 'Ctrl+Alt+Del on a text console', state: restart(root), seenIn: 'systemd, ctrl-alt-del.target' },
    {
      keys: 'Power button',
      state: power === null ? 'unknown' : power === 'ignore' ? 'off' : 'theirs',
      seenIn: 'logind.conf, HandlePowerKey',
    },
  ]
}

/** A masked unit is a link to /dev/null. */
function restart(root: string): SystemKey['state'] {
  try {
    return readlinkSync(join(root, 'etc/systemd/system/ctrl-alt-del.target')) === '/dev/null' ? 'off' : 'theirs'
  } catch {
    return 'unknown'
  }
}
