import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { HedgerowError } from '#core/contract/errors.ts'
import { envelopeBytes } from '#core/contract/hub-api.ts'
import { EnvelopeId } from '#core/contract/report.ts'
import { type Disk, ensureFolder, readIfThere, replaceFile, syncFolder, writeFault } from './files.ts'

/** As many as a school writes in years of a hub that is down; the bound keeps a runaway from filling the disk. */
export const overflowLimit = 1_000

/** One file for each report that finds the ring full. Same faults as the ring, and HG_OUTBOX_FULL at the limit. */
export interface OutboxOverflow {
  ids(): readonly string[]
  put(id: string, envelope: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | null>
  remove(id: string): Promise<void>
  probe(): Promise<void>
}

export async function openOutboxOverflow(folder: string, disk: Disk, limit = overflowLimit): Promise<OutboxOverflow> {
  await ensureFolder(folder)
  const names = await disk.readdir(folder)
  const ids = new Set(names.filter((name) => EnvelopeId.safeParse(name).success))
  const fileOf = (id: string) => join(folder, id)
  // Half-written when the kiosk was stopped, so never said to be saved.
  for (const name of names.filter((one) => one.endsWith('.new'))) await disk.unlink(fileOf(name)).catch(() => undefined)

  async function unlink(name: string): Promise<void> {
    try {
      await disk.unlink(fileOf(name))
      await syncFolder(folder, disk)
    } catch (cause) {
      throw writeFault(cause, 'outbox')
    }
  }

  function refuseWhenFull(): void {
    if (ids.size >= limit) throw new HedgerowError('HG_OUTBOX_FULL', `${ids.size} reports wait`)
  }

  return {
    ids: () => [...ids],
    async put(id, envelope) {
      refuseWhenFull()
      await replaceFile(fileOf(id), envelope, disk, 'outbox')
      ids.add(id)
    },
    async get(id) {
      const bytes = ids.has(id) ? await readIfThere(fileOf(id)) : null
      return bytes?.length === envelopeBytes ? new Uint8Array(bytes) : null
    },
    async remove(id) {
      if (!ids.has(id)) return
      await unlink(id)
      ids.delete(id)
    },
    async probe() {
      refuseWhenFull()
      await replaceFile(fileOf('probe'), randomBytes(envelopeBytes), disk, 'outbox')
      await unlink('probe')
    },
  }
}
