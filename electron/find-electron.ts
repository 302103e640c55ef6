import { existsSync } from 'node:fs'
import { join } from 'node:path'

export type ElectronFound =
  | { readonly kind: 'found'; readonly path: string }
  /** `why` is a plain sentence for the person who started the program. */
  | { readonly kind: 'missing'; readonly why: string }

export interface Places {
  /** The folder that holds package.json. */
  readonly root: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly exists?: (path: string) => boolean
}

const programs: Readonly<Record<string, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }

/** Is Electron's binary on this machine? Only looks: requiring the package outside Electron would download it. */
export function findElectron({ root, env, platform, exists = existsSync }: Places): ElectronFound {
  const given = env.ELECTRON_OVERRIDE_DIST_PATH
  const folder = given ?? join(root, 'node_modules', 'electron', 'dist')
  const path = join(folder, programs[platform] ?? 'electron')
  if (exists(path)) return { kind: 'found', path }
  if (given !== undefined) return { kind: 'missing', why: 'ELECTRON_OVERRIDE_DIST_PATH is set, but Electron is not in that folder.' }
  return { kind: 'missing', why: "Electron's binary is not installed. Where the internet is in reach, `npx install-electron` fetches it." }
}
