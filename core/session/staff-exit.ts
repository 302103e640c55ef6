import type { CallOutput } from '#core/contract/calls.ts'
import type { Screen } from '#core/contract/view.ts'
import type { Context } from './context.ts'
import type { KeyTalk } from './key-talk.ts'
import { afterTry, secondsToWait } from './staff-pin.ts'

/** The PIN screen closes by itself after this long (breakout attempt B085). */
const padOpenFor = 30_000

type Refused = { kind: 'wrong' } | { kind: 'wait'; seconds: number }

export interface StaffExit {
  open(): void
  close(): void
  leave(pin: string): Promise<CallOutput<'staff.leave'>>
  /** A practice of telling: a child at the wall must not come into one by chance, and believe that a note went. */
  practise(pin: string): Promise<CallOutput<'staff.practise'>>
  /** Why the kiosk is out of order, for who has the PIN. */
  explain(pin: string): Promise<CallOutput<'staff.why'>>
}

/** What staff do at the kiosk with their PIN. Tries count across restarts and one at a time, so trying in parallel gains nothing. */
export function createStaffExit(
  context: Context,
  on: { leave(): void; practise(): void; why(): readonly string[]; keys: KeyTalk['told'] },
): StaffExit {
  let before: Screen | null = null
  let timer = { cancel: () => {} }
  let isChecking = false

  function close(): void {
    timer.cancel()
    if (context.screen().kind === 'staff' && before !== null) context.show(before)
    before = null
  }

  /** Null when the PIN is right. */
  async function refusal(pin: string): Promise<Refused | null> {
    const school = context.held.school()
    if (context.screen().kind !== 'staff' || isChecking) return { kind: 'wrong' }
    const { steady } = context.ports.clock
    const wait = secondsToWait(context.state().pin, steady())
    if (wait > 0) return { kind: 'wait', seconds: wait }
    isChecking = true
    try {
      const tries = context.state().pin
      // Saved as wrong before it is checked: pulling the plug in between is no free try.
      await context.save({ pin: afterTry(tries, false, steady()) })
      // A kiosk without a school has nothing to guard yet: whoever set it up may leave it.
      const isRight = school === null ? context.state().enrolment === null : await context.ports.secrets.matches(pin, school.staffPin)
      if (!isRight) return { kind: 'wrong' }
      await context.save({ pin: afterTry(tries, true, steady()) })
    } finally {
      isChecking = false
    }
    timer.cancel()
    return null
  }

  return {
    open() {
      const screen = context.screen()
      // Only where nobody is signed in: a child's page or report is never behind the pad.
      if (context.person !== null || !['classes', 'pupils', 'secret', 'ask-teacher', 'out-of-order', 'not-enrolled'].includes(screen.kind))
        return
      before = screen
      timer = context.ports.clock.after(padOpenFor, close)
      context.show({ kind: 'staff' })
    },
    close,
    async leave(pin) {
      const refused = await refusal(pin)
      if (refused !== null) return refused
      on.leave()
      return { kind: 'left' }
    },
    async practise(pin) {
      const refused = await refusal(pin)
      if (refused !== null) return refused
      before = null
      // Closed while the PIN was looked at: a child may be here by now.
      if (context.screen().kind !== 'staff') return { kind: 'wrong' }
      on.practise()
      return { kind: 'started' }
    },
    async explain(pin) {
      const refused = await refusal(pin)
      if (refused !== null) return refused
      timer = context.ports.clock.after(padOpenFor, close)
      return { kind: 'told', lines: [...on.why()], keys: on.keys() }
    },
  }
}
