import { canaries, isHeld, type KioskCheck, leaked } from '#core/contract/self-check.ts'
import type { Screen } from '#core/contract/view.ts'
import type { Context } from './context.ts'

const againAfter = 20_000
/** A check that could not be run says nothing: only after so many in a row is the kiosk out of order. */
const patience = 3
const soonAfter = 3_000

export interface SelfChecking {
  /** May children use this computer? Only after a check that held. */
  isPassed(): boolean
  isRunning(): boolean
  /** Not known yet, of this start or of a new browser, and nothing speaks against it: the wall is shown, and a press waits. */
  isPending(): boolean
  /** What stands in the place of the wall while they may not. */
  screen(): Screen
  /** Tries now; one at a time. Never rejects. */
  run(): Promise<void>
  /** The browser is a new one: nobody new is let on before it has been tried. */
  distrust(): void
  /** Something was opened that must never be: nobody is let on until the kiosk is started anew. */
  alarm(what: string): void
  latest(): KioskCheck | null
  /** For staff who gave their PIN: what is wrong, in words. */
  why(): readonly string[]
  stop(): void
}

/** Tries the kiosk's own locks before a child is let on, and again by itself until they hold. `news`: the result is there. */
export function createSelfChecking(context: Context, news: () => void): SelfChecking {
  const { shell, clock, log } = context.ports
  let latest: KioskCheck | null = null
  let running: Promise<void> | null = null
  let timer = { cancel: () => {} }
  let isStopped = false
  /** Rises with each distrust: a check that began before it proves nothing any more. */
  let doubts = 0
  let isTrusted = false
  let alarmed: string | null = null
  let notRun = 0

  async function tryNow(): Promise<void> {
    timer.cancel()
    const mine = doubts
    const checked = await shell.check().catch(() => null)
    if (isStopped) return
    notRun = checked === null ? notRun + 1 : 0
    if (alarmed === null && notRun > 0 && notRun < patience) {
      log.note('self-check', { passed: false, leaked: 'not run' })
      // Where it held before, a child may be signed in by then.
      if (!isTrusted) timer = clock.after(soonAfter, () => void run())
      return
    }
    const passed = alarmed === null && checked !== null && isHeld(checked)
    latest = { at: context.now(), passed, checked }
    isTrusted = passed && mine === doubts
    context.clearFaults(/^HG_SELF_CHECK$/)
    if (!passed) context.fault('HG_SELF_CHECK', alarmed ?? (checked === null ? 'it could not be run' : leaked(checked).join(', ')))
    log.note('self-check', { passed, leaked: checked === null ? 'not run' : leaked(checked).join(' ') })
    if (!isTrusted) timer = clock.after(againAfter, () => void run())
  }
  function run(): Promise<void> {
    running ??= tryNow().finally(() => {
      running = null
      if (!isStopped) news()
    })
    return running
  }

  return {
    isPassed: () => isTrusted,
    isRunning: () => running !== null,
    isPending: () => !isTrusted && alarmed === null && notRun === 0 && (latest === null || latest.passed),
    screen: () => (latest === null || latest.passed ? { kind: 'starting' } : { kind: 'out-of-order', code: 'HG_SELF_CHECK', detail: '' }),
    run,
    distrust() {
      doubts += 1
      isTrusted = false
    },
    alarm(what) {
      alarmed = what
      isTrusted = false
    },
    latest: () => latest,
    why() {
      if (latest === null || latest.passed) return []
      if (alarmed !== null) return [`This was opened and must not be: ${alarmed}`]
      if (latest.checked === null) return ['The self-check could not be run.']
      return leaked(latest.checked).map((name) => `This did not hold: ${canaries[name]}`)
    },
    stop() {
      isStopped = true
      timer.cancel()
    },
  }
}
