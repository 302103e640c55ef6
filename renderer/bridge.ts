import type { Bridge } from '#core/contract/bridge.ts'
import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts'

declare global {
  interface Window {
    /** Put there by the shell, on our own screens only. */
    hedgerow?: Bridge
  }
}

/**
 * Calls the kiosk. Answers null when the kiosk did not take the call: the screen then stays as it is, and Tell an adult
 * with it. Nothing is logged, since an input may hold a child's words.
 */
export async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N> | null> {
  try {
    return (await window.hedgerow?.call(name, input)) ?? null
  } catch {
    return null
  }
}
