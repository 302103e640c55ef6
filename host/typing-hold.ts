/** A request of the page that waits: it goes on, or is refused. */
export interface HeldRequest {
  go(): void
  refuse(): void
  /**
   * The whole page goes elsewhere. Its guard has looked at what is typed before it could (typing-watch.ts) and cannot be
   * asked again: the browser gives a document no word while the next one is on its way (measured; Chromium 156).
   */
  readonly isNavigation: boolean
}

export interface TypingHoldNeeds {
  /** Has the child typed anything into a document that is still there? */
  hasTyped(): boolean
  /**
   * Asks the guard beside the page, as of now: true when nothing that is typed there has to be asked about. False also when
   * it is not known yet: a name whose word may go on. What the guard had found before is told before this resolves.
   */
  isClear(): Promise<boolean>
}

/** Which requests of a page wait while the child types, and for what. */
export interface TypingHold {
  /** Takes a request that may go on otherwise; false when it may go at once. */
  hold(request: HeldRequest): boolean
  /** The child is being asked: everything waits for the answer. */
  asking(): void
  /** The child has answered: what waits goes on, or is refused, also what the guard is being asked about just now. */
  answered(mayGo: boolean): void
}

/** How often the guard is asked again about a word that may go on. It is sure 1.5 s after the last key (typing-watch.ts). */
const askAgainMs = 100

/**
 * A page whose guard says nothing for so long is stuck in its own script, perhaps in this very request (one that is asked
 * for synchronously): what it asks for is refused, so that it can go on. Shorter than a page may hang (chromium/heartbeat.ts).
 */
export const silentMs = 2_500

/**
 * A request and the guard's word about a letter leave the page by two roads, and neither is always the first. So each
 * request that comes after the child has typed waits until the guard has answered a question that was put *after* it:
 * what it was made of has been looked at by then. One question answers for all that came before it.
 */
export function holdWhileTyping({ hasTyped, isClear }: TypingHoldNeeds): TypingHold {
  /** For the child's answer; null when nothing is asked. */
  let held: HeldRequest[] | null = null
  /** For the guard's. */
  const inDoubt = new Set<HeldRequest>()
  let isSettling = false

  async function wordOfGuard(): Promise<'clear' | 'not yet' | 'silent'> {
    const silent = Promise.withResolvers<'silent'>()
    const timer = setTimeout(() => silent.resolve('silent'), silentMs)
    const word = isClear().then(
      (isFine) => (isFine ? 'clear' : 'not yet'),
      () => 'not yet' as const,
    )
    return Promise.race([word, silent.promise]).finally(() => clearTimeout(timer))
  }
  async function settle(): Promise<void> {
    if (isSettling) return
    isSettling = true
    while (inDoubt.size > 0) {
      const batch = [...inDoubt]
      const word = await wordOfGuard()
      for (const request of batch) {
        if (!inDoubt.has(request)) continue
        if (held === null && word === 'not yet') continue
        inDoubt.delete(request)
        if (held !== null) held.push(request)
        else if (word === 'clear') request.go()
        else request.refuse()
      }
      if (word === 'not yet' && inDoubt.size > 0) await new Promise((resolve) => setTimeout(resolve, askAgainMs).unref())
    }
    isSettling = false
  }

  return {
    hold(request) {
      if (held !== null) held.push(request)
      else if (hasTyped() && !request.isNavigation) {
        inDoubt.add(request)
        void settle()
      } else return false
      return true
    },
    asking() {
      held ??= []
    },
    answered(mayGo) {
      const waiting = held ?? []
      held = null
      if (!mayGo) {
        waiting.push(...inDoubt)
        inDoubt.clear()
      }
      for (const request of waiting) mayGo ? request.go() : request.refuse()
    },
  }
}
