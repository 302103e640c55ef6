import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { PageEvent, ShellOwner } from '#core/ports.ts'

/** Writes down all that a shell reports and asks. */
export interface Notebook extends ShellOwner {
  readonly events: PageEvent[]
  readonly asked: PageRequest[]
  readonly calls: { readonly name: CallName; readonly input: unknown }[]
  readonly faults: string[]
  until(fits: (event: PageEvent) => boolean): Promise<PageEvent>
}

export function notebook(judge: (request: PageRequest) => Verdict): Notebook {
  const events: PageEvent[] = []
  const asked: PageRequest[] = []
  const calls: { name: CallName; input: unknown }[] = []
  const faults: string[] = []
  const waiting = new Set<() => void>()
  return {
    events,
    asked,
    calls,
    faults,
    judge(request) {
      asked.push(request)
      return judge(request)
    },
    onPage(event) {
      events.push(event)
      for (const look of waiting) look()
    },
    async answer<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      calls.push({ name, input })
      return 'done' as CallOutput<N>
    },
    onShellFault: (detail) => void faults.push(detail),
    until(fits) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`no such event; there were: ${events.map((event) => event.kind).join(', ')}`))
        }, 10_000)
        function look(): void {
          const found = events.find(fits)
          if (found === undefined) return
          clearTimeout(late)
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      })
    },
  }
}
