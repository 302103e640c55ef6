import type { Screen } from '#core/contract/view.ts'
import type { Context } from './context.ts'
import type { SelfChecking } from './self-check.ts'
import type { SignIn } from './sign-in.ts'

/** Screens on which nobody is signed in and nobody is telling. */
const atTheWall: ReadonlySet<Screen['kind']> = new Set(['starting', 'out-of-order', 'classes', 'pupils', 'secret', 'ask-teacher', 'staff'])

/** The wall of class pictures, and who gets past it: nobody before the kiosk's own locks have been tried and hold. */
export interface Wall {
  /** Shows it, or what stands in its place while the locks are known not to hold. */
  show(): void
  /** Asked at each step of signing in, whatever the screen shows. */
  mayLetOn(): boolean
  /** Asked at the first press, on a class: it is there before the locks have been tried, and the press waits for that. */
  mayBegin(): Promise<boolean>
  /** Tries the locks now, where nobody is half-way through signing in. */
  checkNow(): void
  /** A check is over. */
  checked(): void
  /** The shell is all there, and can be checked. */
  shellStarted(): void
}

export function createWall(context: Context, checking: SelfChecking, signIn: Pick<SignIn, 'showClasses'>): Wall {
  const started = Promise.withResolvers<void>()
  const kind = (): Screen['kind'] => context.screen().kind
  const isEnrolled = (): boolean => context.state().enrolment !== null

  function show(): void {
    if (!checking.isPassed() && !checking.isPending()) context.show(checking.screen())
    else if (context.held.school() !== null) signIn.showClasses()
  }
  function mayLetOn(): boolean {
    if (!checking.isPassed() && isEnrolled() && context.person === null && atTheWall.has(kind())) show()
    return checking.isPassed()
  }
  return {
    show,
    mayLetOn,
    async mayBegin() {
      if (!checking.isPending() || kind() !== 'classes' || !isEnrolled()) return mayLetOn()
      context.show({ kind: 'starting' })
      await started.promise
      await checking.run()
      // Whoever went on to tell an adult meanwhile, stays there.
      return checking.isPassed() && kind() === 'classes'
    },
    checkNow() {
      if (!['starting', 'out-of-order', 'classes', 'not-enrolled'].includes(kind())) return
      if (kind() !== 'not-enrolled') context.show({ kind: 'starting' })
      void checking.run()
    },
    checked() {
      if (checking.isPassed() ? ['starting', 'out-of-order'].includes(kind()) : atTheWall.has(kind()) && kind() !== 'staff') show()
    },
    shellStarted: () => started.resolve(),
  }
}
