import type { Bridge } from '#core/contract/bridge.ts'
import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts'
import type { KioskView } from '#core/contract/view.ts'

export interface FakeBridge extends Bridge {
  /** Every call so far, oldest first. */
  readonly calls: { readonly name: CallName; readonly input: unknown }[]
  show(view: KioskView): void
  /** What a call is answered with from now on; a function is asked each time. */
  answers: Partial<{ [N in CallName]: CallOutput<N> | (() => Promise<CallOutput<N>>) }>
}

/** A kiosk that only listens: shows the views it is told to and keeps the calls it gets. */
export function fakeBridge(): FakeBridge {
  const listeners = new Set<(view: KioskView) => void>()
  const bridge: FakeBridge = {
    calls: [],
    answers: {},
    async call<N extends CallName>(name: N, input: CallInput<N>) {
      bridge.calls.push({ name, input })
      const answer = bridge.answers[name]
      return (typeof answer === 'function' ? await answer() : (answer ?? 'done')) as CallOutput<N>
    },
    onView(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(view) {
      for (const listener of listeners) listener(view)
    },
  }
  return bridge
}
