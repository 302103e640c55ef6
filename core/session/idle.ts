import type { Context } from './context.ts'

/** Before anybody has signed in, a half-made sign-in goes back to the classes after this long. */
const signInWait = 60_000
/** A telling screen that nobody touches is left, and its draft forgotten. Ringing goes on for longer. */
const tellingWait = 120_000
const callingWait = 600_000
/** A letter, or the stories that open one, stay no longer than this. */
const letterWait = 60_000

export interface Idle {
  /** Somebody is there. */
  touch(): void
  /** "Yes, I am here." */
  stay(): void
  /** For how long nobody touched anything, ms. */
  stillFor(): number
  stop(): void
}

export interface IdleActions {
  backToClasses(): void
  leaveTelling(): void
  leaveLetters(): void
  /** Covers the page and keeps it. */
  warn(): void
  resume(): void
  signOut(): void
}

/** A picture warning, then signing out and wiping. Looks once a second at the steady clock, which no one can set. */
export function createIdle(context: Context, isTelling: () => boolean, actions: IdleActions): Idle {
  const { clock, profiles } = context.ports
  let touchedAt = clock.steady()
  let timer = clock.after(1_000, tick)

  function tick(): void {
    timer = clock.after(1_000, tick)
    const still = clock.steady() - touchedAt
    const kind = context.screen().kind
    if (kind === 'letters') {
      if (still > letterWait) actions.leaveLetters()
    } else if (isTelling()) {
      if (still > (kind === 'calling' ? callingWait : tellingWait)) actions.leaveTelling()
    } else if (context.person !== null) {
      const { warnAfter, signOutAfter } = profiles[context.person.class.stage].idle
      if (kind === 'idle') {
        if (still > (warnAfter + signOutAfter) * 1_000) actions.signOut()
      } else if (kind !== 'staff' && still > warnAfter * 1_000) actions.warn()
    } else if (['pupils', 'secret', 'ask-teacher'].includes(kind) && still > signInWait) actions.backToClasses()
  }

  return {
    touch() {
      touchedAt = clock.steady()
    },
    stay() {
      touchedAt = clock.steady()
      if (context.screen().kind === 'idle') actions.resume()
    },
    stillFor: () => clock.steady() - touchedAt,
    stop: () => timer.cancel(),
  }
}
