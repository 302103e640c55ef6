import { setTimeout as after } from 'node:timers/promises'
import type { HubApp } from './app-type.ts'

/** Counts the requests that are being answered. */
export function countRequests(app: HubApp): { atRest(mostMs: number): Promise<void> } {
  let count = 0
  let onRest = () => {}
  app.addHook('onRequest', async () => {
    count++
  })
  app.addHook('onResponse', async () => {
    count--
    if (count === 0) onRest()
  })
  return {
    /** Resolves when all are answered, or after this long. */
    atRest: (mostMs) => {
      if (count === 0) return Promise.resolve()
      const rest = new Promise<void>((resolve) => {
        onRest = resolve
      })
      return Promise.race([rest, after(mostMs, undefined, { ref: false })])
    },
  }
}
