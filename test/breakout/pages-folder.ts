import { createReadStream, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'

/** One page of somebody's folder. Names are bytes, whatever they mean: `title` is for people. */
export interface AttackPage {
  readonly title: string
  /** `/NAME.html`, with every byte that an address cannot hold escaped. */
  readonly path: string
  readonly expect: 'contained' | 'works'
  /** `NAME.json` is there and cannot be understood. */
  readonly fault: HedgerowError | null
}

export interface PagesFolder {
  readonly pages: readonly AttackPage[]
  /** Answers a request for a file of the folder; `head` goes before everything that a page says. */
  serve(request: IncomingMessage, response: ServerResponse, head: string): void
}

/** Other keys are a page's own data: it may load the file. */
const Expectation = z.looseObject({ expect: z.enum(['contained', 'works']).default('contained') })

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  htm: 'text/html',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  ico: 'image/x-icon',
  wasm: 'application/wasm',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
  ogg: 'audio/ogg',
  mp4: 'video/mp4',
  webm: 'video/webm',
  pdf: 'application/pdf',
}

/** Bytes as a string of one character each, so that names in no known encoding can be compared and joined. */
const asBytes = (latin1: string): Buffer => Buffer.from(latin1, 'latin1')
const escaped = (name: string): string =>
  Array.from(name, (letter) =>
    /[A-Za-z0-9_.~-]/.test(letter) ? letter : `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('')
/** The bytes that an address names; a bad escape stands for itself. */
const unescaped = (path: string): string =>
  path.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Reads a folder of pages. Throws HG_PAGES_FOLDER when it is not there, no folder, or has no page in it. */
export function readPagesFolder(path: string): PagesFolder {
  let root: string
  let names: string[]
  try {
    root = realpathSync(path, 'buffer').toString('latin1')
    names = readdirSync(asBytes(root), { encoding: 'buffer' }).map((name) => name.toString('latin1'))
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOTDIR' ? 'it is not a folder' : 'it cannot be read'
    throw new HedgerowError('HG_PAGES_FOLDER', why, { cause })
  }
  const inside = (relative: string): string | null => {
    try {
      const real = realpathSync(asBytes(`${root}/${relative}`), 'buffer').toString('latin1')
      // A link that leads out of the folder leads nowhere.
      return real.startsWith(`${root}/`) && statSync(asBytes(real)).isFile() ? real : null
    } catch {
      return null
    }
  }
  const pages = names
    .filter((name) => /\.html$/i.test(name) && inside(name) !== null)
    .sort()
    .map((name): AttackPage => {
      const stem = name.replace(/\.html$/i, '')
      const title = Buffer.from(name, 'latin1').toString('utf8')
      const beside = names.find((one) => one.replace(/\.json$/i, '') === stem && /\.json$/i.test(one))
      const common = { title, path: `/${escaped(name)}` }
      const file = beside === undefined ? null : inside(beside)
      if (file === null) return { ...common, expect: 'contained', fault: null }
      try {
        return { ...common, expect: Expectation.parse(JSON.parse(readFileSync(asBytes(file), 'utf8'))).expect, fault: null }
      } catch (cause) {
        const why = cause instanceof SyntaxError ? 'it is not JSON' : '"expect" is "contained" or "works"'
        return { ...common, expect: 'contained', fault: new HedgerowError('HG_PAGES_EXPECTATION', why, { cause }) }
      }
    })
  if (pages.length === 0) throw new HedgerowError('HG_PAGES_FOLDER', 'there is no NAME.html in it')

  return {
    pages,
    serve(request, response, head) {
      const file = inside(unescaped((request.url ?? '/').replace(/[?#].*$/s, '').slice(1)))
      if (file === null) {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not here')
        return
      }
      const type = types[/\.([a-z0-9]+)$/i.exec(file)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
      if (type !== 'text/html') {
        response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' })
        createReadStream(asBytes(file))
          .on('error', () => response.destroy())
          .pipe(response)
        return
      }
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
      response.end(withHead(readFileSync(asBytes(file)), head))
    },
  }
}

/** A document type must stay first, or the page is drawn by the rules of the nineties. */
const documentType = /^(?:\xef\xbb\xbf)?(?:\s|<!--[\s\S]{0,5000}?-->)*<!doctype[^>]*>/i

/** The page with `head` before its own first word, after its document type. */
export function withHead(page: Buffer, head: string): Buffer {
  if (page[0] === 0xff && page[1] === 0xfe) return withHead(Buffer.from(page.subarray(2).toString('utf16le')), head)
  const start = documentType.exec(page.subarray(0, 10_000).toString('latin1'))?.[0].length ?? (page[0] === 0xef && page[1] === 0xbb ? 3 : 0)
  return Buffer.concat([page.subarray(0, start), Buffer.from(head), page.subarray(start)])
}
