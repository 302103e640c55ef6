import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const standard = fileURLToPath(new URL('../out/electron', import.meta.url))

/** Builds main.js and preload.cjs anew, in out/electron unless another folder is given. Throws when either does not build. */
export async function buildShell(outDir = standard): Promise<void> {
  rmSync(outDir, { recursive: true, force: true })
  const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url))
  for (const mode of ['main', 'preload']) await build({ configFile, mode, logLevel: 'warn', build: { outDir } })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildShell()
