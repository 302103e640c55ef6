import type { DevtoolsPipe } from './devtools-pipe.ts'

/** How often the page is asked whether it is there. */
const everyMs = 1_000
/**
 * A page that has not answered for this long hangs: the question in flight and two more that would have been asked.
 * Shorter would close an honest page that starts a big app on a slow computer; longer would leave a child before a
 * picture that does nothing. The bar and the cover work all the while, in processes of their own.
 */
export const patienceMs = 3_000

/** Asks the page over and over for the sum of nothing, and says once when it does not answer for as long as `patience` is then. */
export function watchHeartbeat(
  pipe: Pick<DevtoolsPipe, 'send'>,
  session: string,
  hung: () => void,
  patience: () => number = () => patienceMs,
): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let askedAt: number | null = null

  function stop(): void {
    clearInterval(timer)
    timer = undefined
    askedAt = null
  }
  function beat(): void {
    if (askedAt !== null) {
      if (performance.now() - askedAt < patience()) return
      stop()
      hung()
      return
    }
    const asked = performance.now()
    askedAt = asked
    const answered = (): void => {
      if (askedAt === asked) askedAt = null
    }
    // A refusal is an answer too: the page is on its way elsewhere.
    pipe.send('Runtime.evaluate', { expression: '0', silent: true }, session).then(answered, answered)
  }
  return {
    start() {
      if (timer) return
      timer = setInterval(beat, everyMs)
      timer.unref()
    },
    stop,
  }
}
