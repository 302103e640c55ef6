import { hasEncodedSlash } from './address.ts'
import { type Approvals, type Cover, nothing } from './approvals.ts'
import { originWords, type Sections } from './catalogue-format.ts'
import { type KeyKind, keyKinds, rolled, spread } from './catalogue-hash.ts'
import { type Companions, companionsFrom, joinCompanions } from './companions.ts'
import { slash } from './signs.ts'
import { type Walk, walkTail } from './walk.ts'

/** Lists of companions that are kept as objects. Only pages that opened ask for theirs. */
const mostLists = 1_024

/** Keys that are kept as strings too, which are compared faster than bytes: enough for a class's list. */
const mostTexts = 4_096

const onlyEncoded: Cover = { entry: null, keys: [], encodedSlash: true }

/**
 * What covers an address, by the sections of a compiled list: a walk has left a hash wherever a key may end. Its cost is
 * bounded by the address's length, and by the longest section of its origin.
 */
export class CompiledApprovals implements Approvals {
  readonly #sections: Sections
  readonly #ports: ReadonlySet<string>
  readonly #lists = new Map<number, Companions>()
  readonly #keyTexts: readonly string[] | null
  /** Of the `host:port` of every whole site: a longer name need not be looked up. */
  readonly #longestSite: number

  /** Takes sections that were just made, or that `checkSections` has let through. */
  constructor(sections: Sections) {
    this.#sections = sections
    this.#ports = new Set(Array.from(sections.ports, String))
    const keys = sections.keyOrigins.length
    let longestSite = 0
    for (let key = 0; key < keys; key++) {
      if (sections.keyOrigins[key] === 0)
        longestSite = Math.max(longestSite, (sections.keyStarts[key + 1] ?? 0) - (sections.keyStarts[key] ?? 0) - 1)
    }
    this.#longestSite = longestSite
    this.#keyTexts = keys <= mostTexts ? Array.from({ length: keys }, (_, key) => this.#read(sections.keyStarts, key).slice(1)) : null
  }

  namesPort(port: string): boolean {
    return this.#ports.has(port)
  }

  findCover(walk: Walk): Cover | null {
    const { hostFrom, pathFrom } = walk
    const keys: number[] = []
    for (let at = 0; at < walk.labels && pathFrom - (walk.labelAt[at] ?? 0) <= this.#longestSite; at++) {
      this.#take(keys, walk.labelHash[at] ?? 0, keyKinds.site, 0, walk.text, walk.labelAt[at] ?? 0, pathFrom)
    }
    this.#take(keys, walk.hostHash, keyKinds.site, 0, walk.text, hostFrom, pathFrom)
    const origin = this.#findOrigin(walk)
    // Nothing but the host matters then, so that no more of the address is looked at.
    if (origin === 0) return this.#cover(keys, false)
    const { origins } = this.#sections
    const at = (origin - 1) * originWords
    const longest = origins[at + 2] ?? 0
    const longestTail = Math.max(longest, origins[at + 4] ?? 0)
    if (!walkTail(longestTail)) return null
    const { pathTo, end } = walk
    if (end - pathFrom <= longestTail) this.#take(keys, walk.tailHash, keyKinds.page, origin, walk.text, pathFrom, end)
    const others = keys.length
    if (longest > 0) this.#takeSections(keys, walk, origin, longest, origins[at + 3] ?? 0)
    if (keys.length === others || walk.asksForProof || !hasEncodedSlash(walk.text.slice(pathFrom, pathTo))) return this.#cover(keys, false)
    keys.length = others
    return this.#cover(keys, true)
  }

  companionsOf({ keys }: Cover): Companions {
    const { listOf, coverStarts, covers } = this.#sections
    const [key = 0] = keys
    const from = coverStarts[key] ?? 0
    if (keys.length === 1 && coverStarts[key + 1] === from + 1) return this.#list(listOf[covers[from] ?? 0] ?? 0)
    const lists = new Set<number>()
    for (const each of keys) {
      for (let at = coverStarts[each] ?? 0; at < (coverStarts[each + 1] ?? 0); at++) lists.add(listOf[covers[at] ?? 0] ?? 0)
    }
    return joinCompanions(Array.from(lists, (list) => this.#list(list)))
  }

  #list(list: number): Companions {
    const known = this.#lists.get(list)
    if (known !== undefined) return known
    const names = this.#read(this.#sections.listStarts, list).split('\n')
    const companions = companionsFrom(names.filter((name) => name !== ''))
    if (this.#lists.size >= mostLists) this.#lists.clear()
    this.#lists.set(list, companions)
    return companions
  }

  #read(starts: Uint32Array, number: number): string {
    let text = ''
    for (let at = starts[number] ?? 0; at < (starts[number + 1] ?? 0); at++) text += String.fromCharCode(this.#sections.text[at] ?? 0)
    return text
  }

  #cover(keys: readonly number[], encodedSlash: boolean): Cover {
    if (keys.length === 0) return encodedSlash ? onlyEncoded : nothing
    const { coverStarts, covers } = this.#sections
    let entry = Number.MAX_SAFE_INTEGER
    // The first of each key's is its lowest.
    for (let at = 0; at < keys.length; at++) entry = Math.min(entry, covers[coverStarts[keys[at] ?? 0] ?? 0] ?? entry)
    return { entry, keys, encodedSlash }
  }

  /** The path itself, and each beginning of it that ends at a `/` boundary, as far as a section of this origin can reach. */
  #takeSections(into: number[], walk: Walk, origin: number, longest: number, lengths: number): void {
    const { text, pathFrom, pathTo } = walk
    const isLength = (length: number): boolean => length <= longest && ((lengths >>> (length & 31)) & 1) === 1
    if (pathTo > pathFrom + 1 && isLength(1)) {
      this.#take(into, rolled(walk.hostHash, slash), keyKinds.section, origin, text, pathFrom, pathFrom + 1)
    }
    for (let number = 0; number < walk.slashes; number++) {
      const end = walk.slashAt[number] ?? 0
      const length = end - pathFrom
      if (length > longest) break
      const hash = walk.slashHash[number] ?? 0
      if (isLength(length)) this.#take(into, hash, keyKinds.section, origin, text, pathFrom, end)
      if (end + 1 < pathTo && isLength(length + 1)) {
        this.#take(into, rolled(hash, slash), keyKinds.section, origin, text, pathFrom, end + 1)
      }
    }
    if (isLength(pathTo - pathFrom)) this.#take(into, walk.pathHash, keyKinds.section, origin, text, pathFrom, pathTo)
  }

  /** Adds the key that stands for this piece of the address, if there is one. `origin`: from 1; 0 for a site. */
  #take(into: number[], rolledHash: number, kind: KeyKind, origin: number, wanted: string, from: number, to: number): void {
    const { slots, keyStarts, keyOrigins, text } = this.#sections
    const mask = slots.length - 1
    for (let slot = spread(rolledHash, kind) & mask; ; slot = (slot + 1) & mask) {
      const key = (slots[slot] ?? 0) - 1
      if (key < 0) return
      const start = keyStarts[key] ?? 0
      if (keyOrigins[key] !== origin || (keyStarts[key + 1] ?? 0) - start !== 1 + to - from || text[start] !== kind) continue
      if (!this.#stands(key, start + 1, wanted, from, to)) continue
      into.push(key)
      return
    }
  }

  #stands(key: number, start: number, wanted: string, from: number, to: number): boolean {
    const known = this.#keyTexts?.[key]
    if (known === undefined) return stands(this.#sections.text, start, wanted, from, to)
    return wanted.startsWith(known, from)
  }

  /** The number, from 1, of the address's origin; 0 when no page or section is approved on it. */
  #findOrigin({ text: wanted, hostHash, hostFrom, pathFrom }: Walk): number {
    const { originSlots, origins, text } = this.#sections
    const mask = originSlots.length - 1
    for (let slot = spread(hostHash, keyKinds.origin) & mask; ; slot = (slot + 1) & mask) {
      const origin = originSlots[slot] ?? 0
      if (origin === 0) return 0
      const at = (origin - 1) * originWords
      if (origins[at + 1] === pathFrom - hostFrom && stands(text, origins[at] ?? 0, wanted, hostFrom, pathFrom)) return origin
    }
  }
}

function stands(text: Uint8Array, at: number, wanted: string, from: number, to: number): boolean {
  for (let sign = from; sign < to; sign++) if (text[at + sign - from] !== wanted.charCodeAt(sign)) return false
  return true
}
