import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { envelopeForms, formOf } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { EnvelopeId } from '#core/contract/report.ts'
import type { Letter } from '#core/contract/slots.ts'
import { type Disk, ensureFolder, readIfThere, replaceFile, syncFolder, writeFault } from './files.ts'

/** As many as a school writes in years of a hub that is down; the bound keeps a runaway from filling the disk. */
export const overflowLimit = 1_000

const nowEnding = /\.now$/

/** One file for each report that finds the ring full. Same faults as the ring, and HG_OUTBOX_FULL at the limit. */
export interface OutboxOverflow {
  ids(): readonly string[]
  put(id: string, letter: Letter): Promise<void>
  get(id: string): Promise<Letter | null>
  hasLarge(): boolean
  remove(id: string): Promise<void>
  probe(): Promise<void>
}

export async function openOutboxOverflow(folder: string, disk: Disk, limit = overflowLimit): Promise<OutboxOverflow> {
  await ensureFolder(folder)
  const names = await disk.readdir(folder)
  /** File names by id: the id, and `.now` after it for that lane. */
  const files = new Map<string, string>()
  for (const name of names) {
    const id = name.replace(nowEnding, '')
    if (EnvelopeId.safeParse(id).success) files.set(id, name)
  }
  const fileOf = (name: string) => join(folder, name)
  const large = new Set<string>()
  for (const [id, name] of files) {
    const size = await stat(fileOf(name)).then(
      (found) => found.size,
      () => 0,
    )
    if (size === envelopeForms.large.envelopeBytes) large.add(id)
  }
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
    if (files.size >= limit) throw new HedgerowError('HG_OUTBOX_FULL', `${files.size} reports wait`)
  }

  return {
    ids: () => [...files.keys()],
    async put(id, { lane, envelope }) {
      refuseWhenFull()
      const name = lane === 'now' ? `${id}.now` : id
      await replaceFile(fileOf(name), envelope, disk, 'outbox')
      files.set(id, name)
      if (formOf(envelope) === 'large') large.add(id)
    },
    async get(id) {
      const name = files.get(id)
      const bytes = name === undefined ? null : await readIfThere(fileOf(name))
      if (name === undefined || bytes === null || formOf(bytes) === null) return null
      return { lane: nowEnding.test(name) ? 'now' : 'soon', envelope: new Uint8Array(bytes) }
    },
    hasLarge: () => large.size > 0,
    async remove(id) {
      const name = files.get(id)
      if (name === undefined) return
      await unlink(name)
      files.delete(id)
      large.delete(id)
    },
    async probe() {
      refuseWhenFull()
      await replaceFile(fileOf('probe'), randomBytes(envelopeForms.large.envelopeBytes), disk, 'outbox')
      await unlink('probe')
    },
  }
}
