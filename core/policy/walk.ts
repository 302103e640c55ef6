import { hostSeed, rolled } from './catalogue-hash.ts'
import { dot, inHost, inPath, inQuery, isDigit, isPlainLabel, kinds, scheme, slash } from './signs.ts'

const questionMark = 63
const hash = 35

/**
 * A walk over an address: whether its text proves its own parse, where its pieces stand, and the rolling hash at every
 * place where an approval may end. Nothing is cut out and nothing allocated: the one walk of `walkText` and `walkAddress` is
 * used again by the next call, so that whoever needs a part of it for longer takes a copy.
 */
export class Walk {
  /** In the parser's own form from `hostFrom` to `end`: host, port where one is written, path, query with its `?`. */
  text = ''
  hostFrom = 0
  hostTo = 0
  /** Empty for the scheme's own. */
  port = ''
  pathFrom = 0
  pathTo = 0
  end = 0
  /** The names above the host: where each begins, and its hash. */
  labels = 0
  readonly labelAt = new Int32Array(256)
  readonly labelHash = new Int32Array(256)
  hostHash = 0
  /** The path's slashes but the first: where, and the hash of what stands before. */
  slashes = 0
  slashAt = new Int32Array(1_024)
  slashHash = new Int32Array(1_024)
  pathHash = 0
  tailHash = 0
  /** The text has not been parsed: it must prove its own form, and then there is no `%` in its path. */
  asksForProof = false
}

const walk = new Walk()

/**
 * Walks the host of an `https://host/…` text that surely is read as exactly that host; null: not sure, parse it.
 * Not sure is: a last label that begins with a digit (perhaps an IPv4 address), `--` at the third place of a label
 * (punycode), and what DNS cannot hold. What comes after the host cannot make an address unreadable, and is walked by
 * `walkTail` once the host is known to matter.
 */
export function walkText(text: string): Walk | null {
  if (!text.startsWith(scheme)) return null
  const hostTo = text.indexOf('/', scheme.length)
  if (!walkHost(text, scheme.length, hostTo, '')) return null
  walk.pathFrom = hostTo
  walk.end = text.length
  walk.asksForProof = true
  return walk
}

/** Walks the host of what the parser has read. */
export function walkAddress(host: string, port: string, path: string, query: string): Walk {
  const place = port === '' ? host : `${host}:${port}`
  walkHost(place + path + query, 0, host.length, port)
  walk.pathFrom = place.length
  walk.pathTo = walk.pathFrom + path.length
  walk.end = walk.pathTo + query.length
  walk.asksForProof = false
  return walk
}

/**
 * Walks path and query. False: the text is perhaps not in the parser's own form, parse it (a path segment that begins with a
 * dot, a lone `?`, any sign that the parser may write otherwise). Of what the parser has read no more than `most` signs are
 * walked, where no approval is longer: hashes that would end after them are not to be had.
 */
export function walkTail(most: number): boolean {
  return walk.asksForProof ? walkUnproven(walk.text) : walkParsed(walk.text, Math.min(walk.end, walk.pathFrom + most + 1))
}

/** From the host's last sign to its first, so that the hashes of the names above it come up on the way. */
function walkHost(text: string, from: number, to: number, port: string): boolean {
  // Longer than DNS holds, or no slash found.
  if (to - from > 253 || to <= from) return false
  walk.text = text
  walk.hostFrom = from
  walk.hostTo = to
  walk.port = port
  let labels = 0
  let labelEnd = to
  let rolling = hostSeed(port)
  let isPlain = true
  for (let at = to - 1; at >= from; at--) {
    const code = text.charCodeAt(at)
    if (code === dot) {
      if (!isPlainLabel(text, at + 1, labelEnd) || (labels === 0 && isDigit(text.charCodeAt(at + 1)))) isPlain = false
      walk.labelAt[labels] = at + 1
      walk.labelHash[labels++] = rolling
      labelEnd = at
    } else if (code >= 128 || ((kinds[code] ?? 0) & inHost) === 0) isPlain = false
    rolling = rolled(rolling, code)
  }
  walk.labels = labels
  walk.hostHash = rolling
  return isPlain && isPlainLabel(text, from, labelEnd) && (labels > 0 || !isDigit(text.charCodeAt(from)))
}

function walkUnproven(text: string): boolean {
  const { pathFrom } = walk
  const { length } = text
  let slashes = 0
  let rolling = walk.hostHash
  let at = pathFrom
  for (; at < length; at++) {
    const code = text.charCodeAt(at)
    if (code === slash) {
      if (text.charCodeAt(at + 1) === dot) return false
      if (at > pathFrom) slashes = keepSlash(slashes, at, rolling)
    } else if (code >= 128 || ((kinds[code] ?? 0) & inPath) === 0) break
    rolling = rolled(rolling, code)
  }
  walk.pathTo = at
  walk.slashes = slashes
  walk.pathHash = rolling
  const isQuery = at < length && text.charCodeAt(at) === questionMark
  for (; isQuery && at < length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 128 || ((kinds[code] ?? 0) & inQuery) === 0) break
    rolling = rolled(rolling, code)
  }
  walk.end = at
  walk.tailHash = rolling
  if (at < length && text.charCodeAt(at) !== hash) return false
  // A lone `?` is dropped from `search`: not its own parse.
  return !isQuery || at > walk.pathTo + 1
}

function walkParsed(text: string, to: number): true {
  const { pathFrom, pathTo } = walk
  let slashes = 0
  let rolling = walk.hostHash
  let at = pathFrom
  for (; at < pathTo && at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === slash && at > pathFrom) slashes = keepSlash(slashes, at, rolling)
    rolling = rolled(rolling, code)
  }
  walk.slashes = slashes
  walk.pathHash = rolling
  for (; at < to; at++) rolling = rolled(rolling, text.charCodeAt(at))
  walk.tailHash = rolling
  return true
}

function keepSlash(slashes: number, at: number, rolling: number): number {
  if (slashes === walk.slashAt.length) {
    walk.slashAt = grown(walk.slashAt)
    walk.slashHash = grown(walk.slashHash)
  }
  walk.slashAt[slashes] = at
  walk.slashHash[slashes] = rolling
  return slashes + 1
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}
