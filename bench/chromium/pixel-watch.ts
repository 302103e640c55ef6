import { Worker } from 'node:worker_threads'

/** What the watch is told, and what it tells: whether it looks, and when it last saw the colour (ns of `process.hrtime`). */
export const cells = { isLooking: 0, lastSeen: 1, looks: 2 } as const

export interface WatchNeeds {
  readonly framebuffer: string
  /** `rrggbb` of the site's pixels. */
  readonly colour: number
  readonly shared: SharedArrayBuffer
}

export interface PixelWatch {
  /**
   * How long after `since` (ns of `process.hrtime`) the last pixel of the site was on the screen, in ms; 0: none was there any more.
   * Null: pixels were still there after `patienceMs`. Waits until none has been seen for `quietMs`.
   */
  lastPixel(since: bigint, quietMs?: number, patienceMs?: number): Promise<number | null>
  /** Looks from now on, about once a millisecond. Only while something is measured: looking costs a processor a little. */
  look(): void
  rest(): void
  end(): Promise<void>
}

/** Watches a virtual screen for one colour from a thread of its own, so that neither the shell nor the watch waits for the other. */
export function watchPixels(framebuffer: string, colour: string): PixelWatch {
  const shared = new SharedArrayBuffer(32)
  const state = new BigInt64Array(shared)
  const needs: WatchNeeds = { framebuffer, colour: Number.parseInt(colour.slice(1), 16), shared }
  const worker = new Worker(new URL('./pixel-watch-thread.ts', import.meta.url), { workerData: needs })
  return {
    look: () => void Atomics.store(state, cells.isLooking, 1n),
    rest: () => void Atomics.store(state, cells.isLooking, 0n),
    async lastPixel(since, quietMs = 300, patienceMs = 6_000) {
      const looksBefore = Atomics.load(state, cells.looks)
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 20))
        const now = process.hrtime.bigint()
        const seen = Atomics.load(state, cells.lastSeen)
        const from = seen > since ? seen : since
        const hasLooked = Atomics.load(state, cells.looks) > looksBefore + 10n
        if (hasLooked && now - from > BigInt(quietMs) * 1_000_000n) return seen > since ? Number(seen - since) / 1e6 : 0
        if (now - since > BigInt(patienceMs) * 1_000_000n) return null
      }
    },
    async end() {
      await worker.terminate()
    },
  }
}
