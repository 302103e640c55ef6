import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The shells show the real screens: they are built where their sources changed. */
export default function setup(): void {
  execFileSync(process.execPath, ['scripts/build-screens.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
}
