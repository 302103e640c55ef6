import { basename, join } from 'node:path'
import { HedgerowError } from '#core/contract/errors.ts'
import type { KioskState, KioskStore } from '#core/ports.ts'
import { type Disk, ensureFolder, inTurn, readIfThere, realDisk, replaceFile, setAside } from './files.ts'
import { emptyState, formatState, parseState } from './kiosk-state.ts'

export interface KioskStoreOptions {
  /** Told HG_STORE_CORRUPT for each damaged file, with the name under which it was set aside. */
  readonly onDamaged: (fault: HedgerowError) => void
  readonly now?: () => number
  readonly disk?: Disk
}

/**
 * The kiosk's memory in a folder: `kiosk.json`, and the same again in `kiosk.backup.json`, written one after the other,
 * so that a file that goes bad on the disk costs nothing. Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL.
 */
export async function openKioskStore(folder: string, options: KioskStoreOptions): Promise<KioskStore> {
  const { onDamaged, now = Date.now, disk = realDisk } = options
  await ensureFolder(folder)
  const path = join(folder, 'kiosk.json')
  const backup = join(folder, 'kiosk.backup.json')
  const turn = inTurn()

  async function readGood(file: string): Promise<KioskState | null> {
    const bytes = await readIfThere(file)
    if (bytes === null) return null
    const state = parseState(bytes.toString('utf8'))
    if (state === null) onDamaged(new HedgerowError('HG_STORE_CORRUPT', `${basename(file)}, now ${await setAside(file, now(), disk)}`))
    return state
  }

  return {
    read: () => turn(async () => (await readGood(path)) ?? (await readGood(backup)) ?? emptyState),
    write: (state) =>
      turn(async () => {
        const text = formatState(state)
        // Never a state that the next start could not read.
        if (parseState(text) === null) throw new HedgerowError('HG_BODY_SHAPE', 'kiosk.json')
        await replaceFile(path, text, disk)
        await replaceFile(backup, text, disk)
      }),
  }
}
