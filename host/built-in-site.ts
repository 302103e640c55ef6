import { readFileSync, statSync } from 'node:fs'
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

export function builtInSite(origin: string, folder: string, headers: Readonly<Record<string, string>>): BuiltInSite {
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
      if (contentType === undefined || !statSync(inside, { throwIfNoEntry: false })?.isFile()) return null
      return { contentType, body: readFileSync(inside) }
    },
  }
}
