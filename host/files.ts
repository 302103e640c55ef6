import { access, type FileHandle, mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { HedgerowError } from '#core/contract/errors.ts'

/** The calls by which we touch the disk; tests give ones that fail. */
export interface Disk {
  readonly open: (path: string, flags: string, mode?: number) => Promise<FileHandle>
  readonly rename: (from: string, to: string) => Promise<void>
  readonly unlink: (path: string) => Promise<void>
  readonly readdir: (path: string) => Promise<string[]>
}
export const realDisk: Disk = { open, rename, unlink, readdir }

/** Only this user of the machine may read our files. */
export const ownFile = 0o600
const ownFolder = 0o700

/** The fault to show for what the operating system said while writing: HG_DISK_FULL or HG_FOLDER_UNWRITABLE, with the file's bare name. */
export function writeFault(cause: unknown, path: string): HedgerowError {
  if (cause instanceof HedgerowError) return cause
  const said = systemCode(cause)
  const isFull = said === 'ENOSPC' || said === 'EDQUOT' || said === 'EFBIG'
  return new HedgerowError(isFull ? 'HG_DISK_FULL' : 'HG_FOLDER_UNWRITABLE', `${basename(path)}${said === '' ? '' : `, ${said}`}`, {
    cause,
  })
}

/** The operating system's own word for a fault (`ENOENT`), or ''. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : ''
}

/** Makes the folder if need be, and sees that it can be written. Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL. */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: ownFolder })
    // On a read-only disk, root may "write" by the mode bits alone; this asks the disk, too.
    await access(folder, 2)
  } catch (cause) {
    throw writeFault(cause, folder)
  }
}

/** The file's bytes; null when there is no such file. Throws HG_FOLDER_UNWRITABLE when there is one that cannot be read. */
export async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return null
    throw writeFault(cause, path)
  }
}

/**
 * Puts the bytes in place of the file's, whole or not at all, and resolves once they are on the disk: new file, fsync,
 * rename, fsync of the folder. Throws HG_DISK_FULL, HG_FOLDER_UNWRITABLE (with `name`); the old file is then still there.
 */
export async function replaceFile(path: string, bytes: Uint8Array | string, disk: Disk = realDisk, name = basename(path)): Promise<void> {
  const fresh = `${path}.new`
  try {
    await writeWhole(fresh, bytes, disk)
    await disk.rename(fresh, path)
    await syncFolder(dirname(path), disk)
  } catch (cause) {
    await disk.unlink(fresh).catch(() => undefined)
    throw writeFault(cause, name)
  }
}

async function writeWhole(path: string, bytes: Uint8Array | string, disk: Disk): Promise<void> {
  const file = await disk.open(path, 'w', ownFile)
  try {
    await file.writeFile(bytes)
    // A failed fsync is a failure: what it covered may be lost.
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Makes names in the folder outlast a power cut. Windows keeps them by itself and cannot fsync a folder. */
export async function syncFolder(folder: string, disk: Disk = realDisk): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await disk.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Renames a damaged file to `name.damaged-<time>`, so that nothing is thrown away and staff can have it looked at. */
export async function setAside(path: string, now: number, disk: Disk = realDisk): Promise<string> {
  const aside = `${path}.damaged-${now}`
  try {
    await disk.rename(path, aside)
    await syncFolder(dirname(path), disk)
  } catch (cause) {
    throw writeFault(cause, path)
  }
  return basename(aside)
}

/** Runs acts one after another, in the order asked for; one that fails does not hold up the next. */
export function inTurn(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (act) => {
    const mine = last.then(act, act)
    last = mine.catch(() => undefined)
    return mine
  }
}
