/** Typed events: each listener in the order it was added, as Electron's EventEmitter does. */
export class Emitter<M extends { [E in keyof M]: unknown[] }> {
  readonly #listeners: { [E in keyof M]?: ((...args: M[E]) => void)[] } = {}

  on<E extends keyof M>(event: E, listener: (...args: M[E]) => void): void {
    this.#listeners[event] = [...(this.#listeners[event] ?? []), listener]
  }
  removeListener<E extends keyof M>(event: E, listener: (...args: M[E]) => void): void {
    this.#listeners[event] = (this.#listeners[event] ?? []).filter((one) => one !== listener)
  }
  fire<E extends keyof M>(event: E, ...args: M[E]): void {
    for (const listener of this.#listeners[event] ?? []) listener(...args)
  }
  listenerCount(event: keyof M): number {
    return this.#listeners[event]?.length ?? 0
  }
}

/** An event that knows whether it was prevented. */
export function cancellable<T extends object>(params: T): T & { preventDefault(): void; isPrevented(): boolean } {
  let prevented = false
  return {
    ...params,
    preventDefault() {
      prevented = true
    },
    isPrevented: () => prevented,
  }
}
