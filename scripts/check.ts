/** Lint, layers and format (Biome), then the types of each runtime (tsc, one tsconfig each). Prints one line per check; exit 1 when one failed. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Each runtime has a tsconfig of its own that takes the other runtimes' globals away. */
export const runtimes = [
  'core',
  'host',
  'chromium',
  'electron',
  'renderer',
  'hub/server',
  'hub/console',
  'demo',
  'scripts',
  'bench',
  'test',
]

const checks: readonly (readonly [string, readonly string[]])[] = [
  ['lint, layers, format', ['biome', 'ci', '--diagnostic-level=error', '--max-diagnostics=100', '.']],
  ...runtimes.map((runtime) => [`types of ${runtime}`, ['tsc', '-p', runtime]] as const),
]
let failed = 0
for (const [name, [program = '', ...args]] of checks) {
  const { status } = spawnSync(join(root, 'node_modules', '.bin', program), args, { cwd: root, stdio: 'inherit' })
  console.log(`${status === 0 ? 'passed' : 'FAILED'}  ${name}`)
  if (status !== 0) failed += 1
}
console.log(`checks: ${checks.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
