import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from '#electron/find-electron.ts'

export type ChosenShell =
  | { readonly kind: 'electron'; readonly path: string; readonly why: string }
  | { readonly kind: 'chromium'; readonly why: string }

/** A download that has not ended by then is given up, ms. */
const longestDownload = 180_000

/**
 * Electron where its binary is there or can be had, else the machine's Chromium; and why, in a sentence. `asked` null:
 * nobody said which.
 */
export function chooseShell(root: string, asked: string | null, say: (line: string) => void): ChosenShell {
  if (asked === 'chromium') return { kind: 'chromium', why: 'it was asked for.' }
  if (process.getuid?.() === 0)
    return {
      kind: 'chromium',
      why: 'this is root, as whom Electron does not run with its sandbox on; Chromium runs as an unprivileged user.',
    }
  const places = { root, env: process.env, platform: process.platform }
  const there = findElectron(places)
  if (there.kind === 'found') return { kind: 'electron', path: there.path, why: 'its binary is here.' }
  say('Looking for Electron on the internet …')
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: longestDownload,
  })
  const fetched = findElectron(places)
  if (status === 0 && fetched.kind === 'found') return { kind: 'electron', path: fetched.path, why: 'its binary was fetched just now.' }
  return { kind: 'chromium', why: there.why }
}
