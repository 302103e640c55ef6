import { HedgerowError } from '#core/contract/errors.ts'
import type { Scope } from '#core/contract/list.ts'
import { type Address, hostKey } from './address.ts'
import { type PolicyEntry, readApproval, readCompanion } from './approval.ts'
import { layOut, mostText, originWords, type Sections, seal } from './catalogue-format.ts'
import { hashHost, hashOn, type KeyKind, keyKinds, spread } from './catalogue-hash.ts'

/** What a map can hold, less some. */
const mostKeys = 16_000_000

interface Key {
  readonly hash: number
  /** As it is written: a sign for the kind, and the address as far as its origin does not say it. */
  readonly text: string
  /** 0 for a site's. */
  readonly origin: number
  /** Rising, each once. */
  readonly entries: number[]
}

interface Origin {
  readonly hash: number
  /** From 1. */
  readonly number: number
  longest: number
  lengths: number
  longestPage: number
}

/** Puts a compiled catalogue together: every address once, with all entries that it stands in. */
export class CatalogueWriter {
  /** By their text: a sign for the kind, and the address. */
  readonly #keys = new Map<string, Key>()
  readonly #origins = new Map<string, Origin>()
  readonly #lists = new Map<string, number>()
  readonly #listOf: Uint32Array
  readonly #ports = new Set<number>()
  #textLength = 0

  /** Throws HG_LIST_TOO_LONG. */
  constructor(entries: readonly PolicyEntry[]) {
    this.#listOf = new Uint32Array(entries.length)
    const known = new Map<string, number>()
    for (const [number, entry] of entries.entries()) {
      for (const url of [entry.url, ...entry.also]) {
        const approval = readApproval(url, entry.scope)
        if (approval.kind === 'approval') this.#add(number, entry.scope, approval.address)
      }
      const key = entry.companions.join('\n')
      const list = known.get(key) ?? this.#listNumber(entry.companions)
      known.set(key, list)
      this.#listOf[number] = list
    }
  }

  /** The finished bytes. */
  finish(expiresAt: number | null): Uint8Array {
    const { bytes } = this.write(expiresAt)
    seal(bytes)
    return bytes
  }

  /** The sections to judge by, in bytes that are not sealed yet. */
  write(expiresAt: number | null): { bytes: Uint8Array; sections: Sections } {
    let covers = 0
    for (const { entries } of this.#keys.values()) covers += entries.length
    const { bytes, sections } = layOut(
      {
        entries: this.#listOf.length,
        keys: this.#keys.size,
        slots: fittingSlots(this.#keys.size),
        covers,
        origins: this.#origins.size,
        originSlots: fittingSlots(this.#origins.size),
        lists: this.#lists.size,
        ports: this.#ports.size,
        text: this.#textLength,
      },
      expiresAt,
    )
    const { text, keyStarts, keyOrigins, coverStarts, listStarts } = sections
    let end = 0
    let number = 0
    let cover = 0
    for (const { hash, text: key, origin, entries } of this.#keys.values()) {
      keyStarts[number] = end
      keyOrigins[number] = origin
      coverStarts[number] = cover
      end = write(text, end, key)
      sections.covers.set(entries, cover)
      cover += entries.length
      putInto(sections.slots, hash, number++)
    }
    keyStarts[number] = end
    coverStarts[number] = cover
    number = 0
    for (const [host, { hash, longest, lengths, longestPage }] of this.#origins) {
      sections.origins.set([end, host.length, longest, lengths, longestPage], number * originWords)
      end = write(text, end, host)
      putInto(sections.originSlots, hash, number++)
    }
    for (const [list, at] of this.#lists) {
      listStarts[at] = end
      end = write(text, end, list)
    }
    listStarts[this.#lists.size] = end
    sections.listOf.set(this.#listOf)
    sections.ports.set([...this.#ports])
    return { bytes, sections }
  }

  #add(entry: number, scope: Scope, { host, port, path, query }: Address): void {
    const place = hostKey(host, port)
    const ofHost = hashHost(host, port)
    if (port !== '') this.#ports.add(Number(port))
    if (scope === 'site') {
      this.#addKey(entry, keyKinds.site, place, spread(ofHost, keyKinds.site), place, 0)
      return
    }
    const origin = this.#originOf(place, ofHost)
    const kind = scope === 'page' ? keyKinds.page : keyKinds.section
    const tail = scope === 'page' ? path + query : path
    this.#addKey(entry, kind, place + tail, spread(hashOn(ofHost, tail), kind), tail, origin.number)
    if (scope === 'page') {
      origin.longestPage = Math.max(origin.longestPage, tail.length)
      return
    }
    origin.longest = Math.max(origin.longest, path.length)
    origin.lengths |= 1 << (path.length & 31)
  }

  #originOf(place: string, ofHost: number): Origin {
    const known = this.#origins.get(place)
    if (known !== undefined) return known
    const origin = { hash: spread(ofHost, keyKinds.origin), number: this.#origins.size + 1, longest: 0, lengths: 0, longestPage: 0 }
    this.#origins.set(place, origin)
    this.#grow(place.length)
    return origin
  }

  #addKey(entry: number, kind: KeyKind, address: string, hash: number, tail: string, origin: number): void {
    const sign = String.fromCharCode(kind)
    const key = this.#keys.get(sign + address)
    if (key !== undefined) {
      if (key.entries.at(-1) !== entry) key.entries.push(entry)
      return
    }
    const text = sign + tail
    this.#keys.set(sign + address, { hash, text, origin, entries: [entry] })
    this.#grow(text.length)
  }

  /** The number of an entry's companions' list, each name on a line; lists that are alike are one. */
  #listNumber(companions: readonly string[]): number {
    const names = companions.flatMap((text) => {
      const companion = readCompanion(text)
      return companion.kind === 'companion' ? [`${companion.below ? '*.' : ''}${companion.host}\n`] : []
    })
    const text = names.join('')
    const known = this.#lists.get(text)
    if (known !== undefined) return known
    this.#grow(text.length)
    this.#lists.set(text, this.#lists.size)
    return this.#lists.size - 1
  }

  #grow(length: number): void {
    this.#textLength += length
    if (this.#textLength > mostText || this.#keys.size > mostKeys) throw new HedgerowError('HG_LIST_TOO_LONG', 'addresses together')
  }
}

/** At most half of them used, and always one empty. */
function fittingSlots(items: number): number {
  let slots = 2
  while (slots < items * 2) slots *= 2
  return slots
}

function putInto(slots: Uint32Array, hash: number, item: number): void {
  const mask = slots.length - 1
  let slot = hash & mask
  while (slots[slot] !== 0) slot = (slot + 1) & mask
  slots[slot] = item + 1
}

/** Writes ASCII, and gives where it ends. */
function write(into: Uint8Array, from: number, text: string): number {
  for (let at = 0; at < text.length; at++) into[from + at] = text.charCodeAt(at)
  return from + text.length
}
