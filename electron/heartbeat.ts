import type { ClockPort } from '#core/ports.ts'
import type { ApiContents } from './electron-api.ts'

/** Electron's own `unresponsive` waits for an input that is not answered, so a page that hangs unseen would not be noticed. */
const everyMs = 1_000
/** Longer than a slow machine needs for a heavy page, shorter than a child waits. */
const silentForMs = 4_000

export interface Heart {
  /** A new document is there: asks it from now on, and owes the old one nothing. Nothing is asked before the first. */
  restart(): void
  stop(): void
}

/** Asks the page for a sign of life each second; calls `onSilent` once when none has come for four. */
export function watchHeart(
  contents: Pick<ApiContents, 'mainFrame' | 'isDestroyed'>,
  clock: Pick<ClockPort, 'steady' | 'after'>,
  onSilent: () => void,
): Heart {
  let next: { cancel(): void } | null = null
  /** The question that has no answer yet, and when it was put. */
  let open: { readonly askedAt: number } | null = null

  function ask(): void {
    const question = { askedAt: clock.steady() }
    const answered = () => {
      if (open === question) open = null
    }
    open = question
    // A rejection is an answer too: somebody is at home.
    contents.mainFrame.executeJavaScript('0').then(answered, answered)
  }
  function beat(): void {
    if (contents.isDestroyed()) return
    if (open === null) ask()
    else if (clock.steady() - open.askedAt >= silentForMs) {
      next = null
      onSilent()
      return
    }
    next = clock.after(everyMs, beat)
  }
  function stop(): void {
    next?.cancel()
    next = null
    open = null
  }
  return {
    restart() {
      stop()
      next = clock.after(everyMs, beat)
    },
    stop,
  }
}
