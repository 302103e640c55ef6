import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { pageHost } from './site.ts'

export interface FarSide {
  /** Where the slow line begins, on loopback. */
  readonly port: number
  /** What came is counted by `came` alone. */
  readonly sites: RunningSites
  /** How many parts of this load came to the site; forgets them. */
  came(load: number): Promise<number>
  end(): Promise<void>
}

/** The site and its slow line, in a thread of their own: in a school they do not run in the kiosk's own loop of events. */
export async function startFarSide(delayMs: number): Promise<FarSide> {
  const thread = new Worker(new URL('./far-side-thread.ts', import.meta.url), { workerData: { delayMs } })
  const [{ port, trustFlag }] = (await once(thread, 'message')) as [{ port: number; trustFlag: string }]
  return {
    port,
    sites: {
      trustFlag,
      resolve: async (host) => (host === pageHost ? { address: '127.0.0.1', port } : null),
      requests: [],
      connections: [],
      forgetSeen: () => {},
      stop: async () => {},
    },
    async came(load) {
      thread.postMessage(load)
      const [count] = (await once(thread, 'message')) as [number]
      return count
    },
    async end() {
      thread.postMessage('end')
      await once(thread, 'exit')
    },
  }
}
