import type { ClassList } from '#core/contract/list.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { Guard } from '#core/guard/guard.ts'
import type { PageEvent } from '#core/ports.ts'
import type { Context } from './context.ts'

/** One address that is opened where nobody sees it. */
export interface Visit<T> {
  /** What judges it, and nothing else. Lessons shut tiles for a child; here none is shut. */
  readonly list: ClassList
  readonly url: string
  /** ms; then `late` is the answer. */
  readonly patience: number
  late(): T
  /** The shell could not open it. */
  failed(): T
  onPage(event: PageEvent, settle: (answer: T) => void): void
  onRequest?(request: PageRequest, verdict: Verdict): void
}

/** A page in the real shell under all its layers, never shown: the daily proof's and "Look at it"'s. */
export interface HiddenPage {
  isOpen(): boolean
  /** Opens, waits for the answer, and closes. Null: somebody came. One at a time. */
  visit<T>(visit: Visit<T>): Promise<T | null>
  onPage(event: PageEvent): void
  onRequest(request: PageRequest, verdict: Verdict): void
  /** Somebody is there: nothing is allowed to it any more, from this moment on, and it is closed. */
  interrupt(): void
}

/** The one hidden page of a kiosk on which nobody is signed in. */
export function createHiddenPage(context: Context, guard: Guard): HiddenPage {
  const { shell, clock } = context.ports
  let open: Pick<HiddenPage, 'onPage' | 'onRequest' | 'interrupt'> | null = null

  return {
    isOpen: () => open !== null,
    async visit({ list, url, patience, late, failed, onPage, onRequest }) {
      type Answer = ReturnType<typeof late>
      const answer = Promise.withResolvers<Answer | null>()
      guard.serve({ ...list, lessons: [] })
      const timer = clock.after(patience, () => answer.resolve(late()))
      open = {
        onPage: (event) => onPage(event, answer.resolve),
        onRequest: (request, verdict) => onRequest?.(request, verdict),
        interrupt: () => answer.resolve(null),
      }
      shell.openPage(url).catch(() => answer.resolve(failed()))
      const found = await answer.promise
      timer.cancel()
      open = null
      guard.serve(null)
      await shell.closePage().catch(() => undefined)
      return found
    },
    onPage: (event) => open?.onPage(event),
    onRequest: (request, verdict) => open?.onRequest(request, verdict),
    interrupt() {
      if (open === null) return
      guard.serve(null)
      shell.cover()
      open.interrupt()
    },
  }
}
