/** The pretend internet of the double: what an address answers. */
export interface WebAnswer {
  readonly kind: 'page' | 'redirect' | 'attachment' | 'unreachable' | 'bad-certificate' | 'asks-login'
  readonly to?: string
}

/** Every https address is a page unless it was set otherwise here. */
export class Web {
  readonly #answers = new Map<string, WebAnswer>()
  /** All that left the machine, in order. */
  readonly reached: string[] = []

  set(url: string, answer: WebAnswer): void {
    this.#answers.set(url, answer)
  }
  answer(url: string): WebAnswer {
    this.reached.push(url)
    return this.#answers.get(url) ?? { kind: 'page' }
  }
}
