/** Builds the child's screens (out/renderer) and the staff console (out/console) with vite when their sources changed, or always with `--again`. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))

interface Bundle {
  readonly name: string
  readonly config: string
  readonly output: string
  readonly sources: readonly string[]
}
const bundles: readonly Bundle[] = [
  {
    name: "the child's screens",
    config: 'renderer/vite.config.ts',
    output: 'out/renderer',
    sources: ['renderer', 'profiles', 'assets', 'core/contract'],
  },
  {
    name: 'the staff console',
    config: 'hub/console/vite.config.ts',
    output: 'out/console',
    sources: ['hub/console', 'assets', 'core', 'profiles'],
  },
]

/** One hash over every source file, its name and the lock file: a changed letter builds again. */
function fingerprint(bundle: Bundle): string {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const folder of bundle.sources) {
    const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
      hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Builds what is stale. Called by every command that shows a screen, and by the tests. */
export async function buildScreens(again: boolean): Promise<void> {
  for (const bundle of bundles) {
    const stamp = join(root, `${bundle.output}.stamp`)
    const wanted = fingerprint(bundle)
    if (!again && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(join(root, bundle.output, 'index.html')))
      continue
    console.error(`[build] ${bundle.name} …`)
    await build({ configFile: join(root, bundle.config), logLevel: 'warn', mode: 'production' })
    mkdirSync(join(root, 'out'), { recursive: true })
    writeFileSync(stamp, wanted)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildScreens(process.argv.includes('--again'))
