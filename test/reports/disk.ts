import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What the file system tells of one name, without looking into it. Times in ms since 1970. */
export interface Seen {
  readonly kind: 'file' | 'folder'
  readonly bytes: number
  readonly blocks: number
  readonly mode: number
  readonly links: number
  readonly times: readonly number[]
}

/** Everything below a folder, the folder itself included, by its name below it. */
export function everyName(folder: string): ReadonlyMap<string, Seen> {
  const names = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })].sort()
  return new Map(
    names.map((name) => {
      const found = statSync(join(folder, name))
      const kind = found.isDirectory() ? 'folder' : 'file'
      const times = [found.mtimeMs, found.ctimeMs, found.atimeMs]
      return [name, { kind, bytes: found.size, blocks: found.blocks, mode: found.mode, links: found.nlink, times }] as const
    }),
  )
}

/** The bytes of every file below these folders. A file that is taken away meanwhile is left out. */
export function* everyFile(...folders: readonly string[]): Generator<readonly [path: string, bytes: Buffer]> {
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const path = join(entry.parentPath, entry.name)
      const bytes = readIfThere(path)
      if (bytes !== null) yield [path, bytes]
    }
  }
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return null
    throw fault
  }
}
