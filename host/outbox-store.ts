import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { formOf } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { EnvelopeId } from '#core/contract/report.ts'
import { largeSlotsAtFirst } from '#core/outbox/going-over.ts'
import type { OutboxStore } from '#core/ports.ts'
import { type Disk, ensureFolder, inTurn, readIfThere, realDisk, replaceFile } from './files.ts'
import { openOutboxOverflow } from './outbox-overflow.ts'
import { openOutboxRing } from './outbox-ring.ts'

export interface OutboxOptions {
  readonly disk?: Disk
  readonly overflowLimit?: number
  /** How often a free slot is written anew. */
  readonly rewriteEveryMs?: number
}

export interface OutboxFolder extends OutboxStore {
  close(): Promise<void>
}

/**
 * The kiosk's outbox in a folder: a ring of 64 slots whose space is taken at the first start, then a file for each
 * further report. How many slots still leave large lies beside them. Throws HG_DISK_FULL, HG_FOLDER_UNWRITABLE when the folder cannot take even the ring.
 *
 * `hasRoom` really writes a free slot anew and fsyncs it, so it knows of a disk that takes nothing more. The same is done
 * every few minutes, report or not: the ring's time of change says no more than when the kiosk was last on.
 */
export async function openOutboxStore(folder: string, options: OutboxOptions = {}): Promise<OutboxFolder> {
  const disk = options.disk ?? realDisk
  await ensureFolder(folder)
  const ring = await openOutboxRing(join(folder, 'ring'), disk)
  const overflow = await openOutboxOverflow(join(folder, 'more'), disk, options.overflowLimit)
  const leftFile = join(folder, 'large-slots-left')
  let left = readLeft((await readIfThere(leftFile))?.toString() ?? '')
  const turn = inTurn()
  const rewriting = setInterval(() => void turn(() => ring.probe()).catch(() => undefined), options.rewriteEveryMs ?? 300_000).unref()
  const held = () => [...new Set([...ring.ids(), ...overflow.ids()])]

  return {
    put: (id, letter) =>
      turn(async () => {
        if (!EnvelopeId.safeParse(id).success || formOf(letter.envelope) === null) throw new HedgerowError('HG_BODY_SHAPE', 'outbox')
        if (held().includes(id)) return
        // When the ring fails, a file of its own is a second chance; when that fails as well, its fault is the answer.
        if (!(await ring.put(id, letter).catch(() => false))) await overflow.put(id, letter)
      }),
    list: () => turn(async () => shuffled(held())),
    get: (id) => turn(async () => (await ring.get(id)) ?? (await overflow.get(id))),
    remove: (id) =>
      turn(async () => {
        await ring.remove(id)
        await overflow.remove(id)
      }),
    hasRoom: () =>
      turn(async () => {
        try {
          if (!(await ring.probe().catch(() => false))) await overflow.probe()
          return true
        } catch {
          return false
        }
      }),
    hasLarge: () => turn(async () => ring.hasLarge() || overflow.hasLarge()),
    largeSlotsLeft: () => left,
    setLargeSlotsLeft(now) {
      left = now
      return turn(() => replaceFile(leftFile, String(now ?? ''), disk).catch(() => undefined))
    },
    close() {
      clearInterval(rewriting)
      return turn(() => ring.close())
    },
  }
}

/** Anything but a number that was written here: not begun, which sends large ones for longer and loses nothing. */
function readLeft(text: string): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= largeSlotsAtFirst ? Number(text) : null
}

function shuffled(ids: string[]): string[] {
  for (let last = ids.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    ;[ids[last], ids[other]] = [ids[other] ?? '', ids[last] ?? '']
  }
  return ids
}
