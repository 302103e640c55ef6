import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const nameFor = (kind: string): string => `hedgerow-${kind}-`

/** Removes what a kiosk left that was cut off (the plug, `kill -9`): folders whose kiosk no longer runs. */
function sweep(kind: string): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${nameFor(kind)}(\\d+)-`).exec(name)?.[1]
    if (pid === undefined) continue
    try {
      process.kill(Number(pid), 0)
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code === 'ESRCH') rmSync(join(tmpdir(), name), { recursive: true, force: true })
    }
  }
}

/** A fresh folder that carries this process's number; those of kiosks that are no more are removed first. Throws when it cannot be made. */
export function tempFolder(kind: 'browser' | 'display'): string {
  sweep(kind)
  return mkdtempSync(join(tmpdir(), `${nameFor(kind)}${process.pid}-`))
}
