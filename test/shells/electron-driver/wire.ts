import type { CallName } from '#core/contract/calls.ts'
import type { PageEvent } from '#core/ports.ts'

/** What the test tells the Electron process to do; each gets one answer. */
export type Order =
  | {
      readonly do: 'openPage' | 'steerPage' | 'clickLink' | 'goByScript' | 'openWindow' | 'pushState' | 'load' | 'clickNewWindow'
      readonly url: string
    }
  | { readonly do: 'showPage' | 'cover' | 'closePage' | 'forget' | 'stop' | 'download' | 'alert' | 'crash' | 'hang' }
  | { readonly do: 'storeSomething' | 'hasStored' | 'middle' | 'barIsThere' | 'pageHasBridge' }
  | { readonly do: 'callFrom'; readonly surface: 'main' | 'bar'; readonly name: CallName; readonly input: unknown }

/** What comes back, a JSON line each. */
export type Word =
  | { readonly kind: 'started' }
  | { readonly kind: 'event'; readonly event: PageEvent }
  | { readonly kind: 'call'; readonly name: CallName; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'fault'; readonly id: number; readonly message: string }

/** Descriptors of the Electron process. Verdicts have two of their own, since the shell asks and must have its answer before it goes on. */
export const descriptors = { orders: 3, words: 4, questions: 5, verdicts: 6 } as const

/** Calls `each` with every whole line that has come. */
export function lineReader(each: (line: string) => void): (chunk: string) => void {
  let rest = ''
  return (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) each(line)
  }
}
