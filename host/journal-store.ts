import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { Activity } from '#core/contract/activity.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { JournalStore } from '#core/ports.ts'
import { type Disk, ensureFolder, inTurn, ownFile, readIfThere, realDisk, replaceFile, setAside, writeFault } from './files.ts'

export const journalLimit = 5_000

export interface JournalOptions {
  /** Told HG_STORE_CORRUPT when lines were damaged; the file as it was is set aside. */
  readonly onDamaged: (fault: HedgerowError) => void
  /** Told how many of the oldest events went because the journal was full. */
  readonly onLost?: (count: number) => void
  readonly limit?: number
  readonly now?: () => number
  readonly disk?: Disk
}

export interface JournalFolder extends JournalStore {
  close(): Promise<void>
}

/**
 * Activity in `journal.jsonl`, a line each, fsynced, until the hub has it. A last line that a power cut tore is dropped:
 * its `append` never resolved. Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL.
 */
export async function openJournalStore(folder: string, options: JournalOptions): Promise<JournalFolder> {
  const { limit = journalLimit, disk = realDisk } = options
  /** Several at once: making room costs one new file. */
  const dropped = Math.max(1, Math.floor(limit / 50))
  await ensureFolder(folder)
  const path = join(folder, 'journal.jsonl')
  const turn = inTurn()
  let events = await readEvents(path, options)
  let file: FileHandle | null = null

  async function rewrite(kept: Activity[]): Promise<void> {
    await file?.close()
    file = null
    await replaceFile(path, kept.map(lineOf).join(''), disk)
    events = kept
  }

  async function appendLine(event: Activity): Promise<void> {
    try {
      file ??= await disk.open(path, 'a', ownFile)
      await file.appendFile(lineOf(event))
      await file.sync()
    } catch (cause) {
      // Part of the line may be there; the next write begins with a whole file.
      await file?.close().catch(() => undefined)
      file = null
      isTorn = true
      throw writeFault(cause, path)
    }
  }
  let isTorn = true

  return {
    append: (event) =>
      turn(async () => {
        if (events.length >= limit) {
          options.onLost?.(dropped)
          await rewrite(events.slice(dropped))
        } else if (isTorn) await rewrite(events)
        isTorn = false
        await appendLine(event)
        events.push(event)
      }),
    peek: (count) => turn(async () => events.slice(0, count)),
    remove: (ids) =>
      turn(async () => {
        const gone = new Set(ids)
        const kept = events.filter((event) => !gone.has(event.id))
        if (kept.length < events.length) await rewrite(kept)
      }),
    close: () => turn(async () => file?.close()),
  }
}

const lineOf = (event: Activity): string => `${JSON.stringify(event)}\n`

async function readEvents(path: string, { onDamaged, now = Date.now, disk = realDisk }: JournalOptions): Promise<Activity[]> {
  const text = (await readIfThere(path))?.toString('utf8') ?? ''
  const lines = text.split('\n')
  // After the last newline there is nothing, or a torn line.
  lines.pop()
  const events = lines.map(parseLine)
  const good = events.filter((event) => event !== null)
  if (good.length < events.length) {
    const aside = await setAside(path, now(), disk)
    onDamaged(new HedgerowError('HG_STORE_CORRUPT', `journal.jsonl, ${events.length - good.length} lines, now ${aside}`))
    await replaceFile(path, good.map(lineOf).join(''), disk)
  }
  return good
}

function parseLine(line: string): Activity | null {
  try {
    return Activity.parse(JSON.parse(line))
  } catch {
    return null
  }
}
