import type { Verdict } from '#core/contract/verdict.ts'
import type { Companions } from './companions.ts'

/** An approved page that asks for its parts. */
export interface Page {
  /** What each part gets that may load: one object, since most requests end in it. */
  readonly allowed: Verdict
  readonly host: string
  readonly port: string
  /** `https://host/`: a text that begins so proves its own origin. */
  readonly ownPrefix: string
  readonly companions: Companions
}

/** In each of the two generations. */
const mostPages = 128

/**
 * Pages lately judged and allowed, by their own address. Bounded, and allowed ones only: a hostile page must not fill memory
 * with refusals. When the younger half is full the older one is dropped, so that pages in use stay.
 */
export class Pages {
  #young = new Map<string, Page>()
  #old = new Map<string, Page>()

  get(top: string): Page | undefined {
    const young = this.#young.get(top)
    if (young !== undefined) return young
    const old = this.#old.get(top)
    if (old !== undefined) this.add(top, old)
    return old
  }

  add(top: string, page: Page): void {
    if (this.#young.size >= mostPages) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(top, page)
  }

  /** Addresses of the pages that are kept. */
  keys(): string[] {
    return [...new Set([...this.#young.keys(), ...this.#old.keys()])]
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }
}
