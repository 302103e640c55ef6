import { Worker } from 'node:worker_threads'
import type { KioskDisplay } from '#chromium/display.ts'
import { barHeight } from '#core/contract/bridge.ts'
import type { Order, Sight, WatcherNeeds } from './watcher.ts'

export interface Watch {
  readonly sights: readonly Sight[]
  order(order: Order): void
  stop(): Promise<void>
}

/** Opens the judge's eyes on a virtual display. `onSight` is called for what must not be, so that a picture can be taken. */
export async function watchScreen(
  display: Pick<KioskDisplay, 'framebuffer' | 'number' | 'cookie'>,
  marker: string,
  onSight: (sight: Sight) => void,
): Promise<Watch> {
  const { framebuffer, number, cookie } = display
  if (framebuffer === null) throw new Error('the judge needs a virtual display')
  const sights: Sight[] = []
  const needs: WatcherNeeds = { framebuffer, display: number, cookie, marker, barHeight }
  const worker = new Worker(new URL('./watcher.ts', import.meta.url), { workerData: needs })
  const gone = new Promise<void>((done) => worker.once('exit', () => done()))
  await new Promise<void>((ready, failed) => {
    worker.once('error', failed)
    worker.on('message', (sight: Sight | 'ready') => {
      if (sight === 'ready') return ready()
      sights.push(sight)
      onSight(sight)
    })
  })
  worker.on('error', () => {})
  return {
    sights,
    order: (order) => worker.postMessage(order),
    async stop() {
      worker.postMessage({ kind: 'stop' } satisfies Order)
      await gone
    },
  }
}
