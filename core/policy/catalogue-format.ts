import { HedgerowError } from '#core/contract/errors.ts'

/**
 * A catalogue's compiled form is one run of 32-bit words and then the addresses' bytes, so that loading it is looking at
 * it. Words are little-endian. Header: `headerWords` words. Sections, in this order, each as long as the header says:
 * slots, keyStarts, keyOrigins, coverStarts, covers, originSlots, origins, listOf, listStarts, ports, text.
 */
export const formatVersion = 1
const magic = 0x54434748 // "HGCT"
export const headerWords = 16
export const originWords = 5
/** Longest text of all addresses and companions together: offsets must stay in 32 bits, and a school's machine in its memory. */
export const mostText = 1 << 30

/** How many of each there are: the header's words from `firstCount` on. */
const countNames = ['entries', 'keys', 'slots', 'covers', 'origins', 'originSlots', 'lists', 'ports', 'text'] as const
const firstCount = 7
export type Counts = { readonly [Name in (typeof countNames)[number]]: number }

export interface Sections {
  /** Open addressing: 0 is empty, else a key's number + 1. A power of two of them. */
  readonly slots: Uint32Array
  /** Where in `text` each key begins; the next one's beginning is its end. */
  readonly keyStarts: Uint32Array
  /** For each key the number of its origin + 1; 0 for a site's. */
  readonly keyOrigins: Uint32Array
  readonly coverStarts: Uint32Array
  /** Entry numbers, key by key. */
  readonly covers: Uint32Array
  readonly originSlots: Uint32Array
  /** For each origin: where its `host:port` stands in `text`, its length, its longest section, the lengths of its sections mod 32 as bits, its longest page. */
  readonly origins: Uint32Array
  /** For each entry the number of its companions' list. */
  readonly listOf: Uint32Array
  readonly listStarts: Uint32Array
  readonly ports: Uint32Array
  /** ASCII: the parser writes nothing else. A key is one sign for its kind, and then what comes after its origin; a site's its `host:port`. */
  readonly text: Uint8Array
}

export interface Unpacked {
  readonly expiresAt: number | null
  readonly counts: Counts
  readonly sections: Sections
}

const lengthsOf = (counts: Counts): readonly number[] => [
  counts.slots,
  counts.keys + 1,
  counts.keys,
  counts.keys + 1,
  counts.covers,
  counts.originSlots,
  counts.origins * originWords,
  counts.entries,
  counts.lists + 1,
  counts.ports,
]

const wordsIn = (counts: Counts): number =>
  headerWords + lengthsOf(counts).reduce((sum, length) => sum + length, 0) + Math.ceil(counts.text / 4)

/** An empty catalogue of these counts: its bytes, and its sections to be filled in. `seal` must follow. */
export function layOut(counts: Counts, expiresAt: number | null): { bytes: Uint8Array; sections: Sections } {
  const words = new Uint32Array(wordsIn(counts))
  words[0] = magic
  words[1] = formatVersion
  words[3] = words.length
  words[4] = expiresAt === null ? 0 : 1
  new DataView(words.buffer).setFloat64(20, expiresAt ?? 0, true)
  for (const [at, name] of countNames.entries()) words[firstCount + at] = counts[name]
  return { bytes: new Uint8Array(words.buffer), sections: cut(words, counts) }
}

/** Writes the checksum: the last step of making one. */
export function seal(bytes: Uint8Array): void {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
  words[2] = checksum(words)
}

/**
 * Looks at a catalogue's bytes without copying them (unless they begin at an odd place). Throws HG_CATALOGUE_VERSION, or
 * HG_CATALOGUE_DAMAGED when they are not exactly what was written. What is inside is checked by `checkSections`.
 */
export function unpack(bytes: Uint8Array): Unpacked {
  if (bytes.byteLength < headerWords * 4 || bytes.byteLength % 4 !== 0) throw damaged('length')
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
  const words = new Uint32Array(whole.buffer, whole.byteOffset, whole.byteLength / 4)
  const head = (at: number): number => words[at] ?? 0
  if (head(0) !== magic) throw damaged('not a catalogue')
  if (head(1) !== formatVersion) throw new HedgerowError('HG_CATALOGUE_VERSION', `version ${head(1) & 255}, not ${formatVersion}`)
  const count = (name: (typeof countNames)[number]): number => head(firstCount + countNames.indexOf(name))
  const counts: Counts = {
    entries: count('entries'),
    keys: count('keys'),
    slots: count('slots'),
    covers: count('covers'),
    origins: count('origins'),
    originSlots: count('originSlots'),
    lists: count('lists'),
    ports: count('ports'),
    text: count('text'),
  }
  if (head(3) !== words.length || wordsIn(counts) !== words.length) throw damaged('length')
  if (head(2) !== checksum(words)) throw damaged('checksum')
  const expiresAt = new DataView(words.buffer, words.byteOffset).getFloat64(20, true)
  if (head(4) > 1 || !Number.isFinite(expiresAt)) throw damaged('date')
  return { expiresAt: head(4) === 1 ? expiresAt : null, counts, sections: cut(words, counts) }
}

function cut(words: Uint32Array, counts: Counts): Sections {
  let at = headerWords
  const next = (length: number): Uint32Array => {
    const section = words.subarray(at, at + length)
    at += length
    return section
  }
  return {
    slots: next(counts.slots),
    keyStarts: next(counts.keys + 1),
    keyOrigins: next(counts.keys),
    coverStarts: next(counts.keys + 1),
    covers: next(counts.covers),
    originSlots: next(counts.originSlots),
    origins: next(counts.origins * originWords),
    listOf: next(counts.entries),
    listStarts: next(counts.lists + 1),
    ports: next(counts.ports),
    text: new Uint8Array(words.buffer, words.byteOffset + at * 4, counts.text),
  }
}

/**
 * Of all words but the checksum's own. Four lanes, because one would wait for its own multiplication. Every step can be
 * undone, so that a change within one word always shows; it tells damage, and not who wrote the file.
 */
function checksum(words: Uint32Array): number {
  let a = 1
  let b = 2
  let c = 3
  let d = 4
  const prime = 0x01000193
  const end = words.length - (words.length % 4)
  for (let at = 0; at < end; at += 4) {
    a = Math.imul(a ^ (words[at] ?? 0), prime)
    b = Math.imul(b ^ (words[at + 1] ?? 0), prime)
    c = Math.imul(c ^ (at === 0 ? 0 : (words[at + 2] ?? 0)), prime)
    d = Math.imul(d ^ (words[at + 3] ?? 0), prime)
  }
  for (let at = end; at < words.length; at++) a = Math.imul(a ^ (words[at] ?? 0), prime)
  return (Math.imul(Math.imul(Math.imul(a, 31) + b, 31) + c, 31) + d) >>> 0
}

export const damaged = (detail: string): HedgerowError => new HedgerowError('HG_CATALOGUE_DAMAGED', detail)
