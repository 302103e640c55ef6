import { readFileSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'

/** A folder of our own files, served by the shell itself under a made-up origin. */
export interface BuiltInSite {
  readonly origin: string
  /** Response headers beside the content type. */
  readonly headers: Readonly<Record<string, string>>
  /** The file under a URL path (query and fragment ignored; `/` gives index.html), or null. Never leaves the folder. */
  file(path: string): { readonly contentType: string; readonly body: Uint8Array } | null
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * From the first request on, all of the folder is read, in the background, and kept: a disk remembers when each file was last
 * read, and the drawings and clips of a child's picture story, or of what was told, must not stand out on it.
 */
export function builtInSite(origin: string, folder: string, headers: Readonly<Record<string, string>>): BuiltInSite {
  const kept = new Map<string, Uint8Array>()
  let isKeeping = false
  return {
    origin,
    headers,
    file(path) {
      const bare = path.replace(/[?#].*$/, '')
      let decoded: string
      try {
        decoded = decodeURIComponent(bare)
      } catch {
        return null
      }
      const inside = normalize(join(folder, decoded === '/' ? 'index.html' : decoded))
      if (!inside.startsWith(folder + sep) || decoded.includes('\0')) return null
      const contentType = contentTypes[extname(inside)]
      if (!isKeeping) {
        isKeeping = true
        void keepAll(folder, kept)
      }
      if (contentType === undefined) return null
      const body = kept.get(inside) ?? (statSync(inside, { throwIfNoEntry: false })?.isFile() ? readFileSync(inside) : null)
      return body === null ? null : { contentType, body }
    },
  }
}

async function keepAll(folder: string, kept: Map<string, Uint8Array>): Promise<void> {
  try {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile() && extname(path) in contentTypes) kept.set(path, await readFile(path))
    }
  } catch {
    // What could not be kept is read when it is asked for.
  }
}
