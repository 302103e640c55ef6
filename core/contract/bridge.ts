import type { CallInput, CallName, CallOutput } from './calls.ts'
import type { KioskView } from './view.ts'

/** Our own screens and the practice pages are served by the shell from its own files, under these made-up origins, on any network or none. */
export const kioskOrigin = 'https://kiosk.hedgerow.internal'
export const practiceOrigin = 'https://practice.hedgerow.internal'

/** The two surfaces of the same bundle: `/?surface=main` covers the screen, `/?surface=bar` is the bar above a page. */
export const surfaces = ['main', 'bar'] as const
export type Surface = (typeof surfaces)[number]

/** Height of the bar in CSS pixels, the same at every stage (look: the bar). */
export const barHeight = 104

/** What a shell puts on `window.hedgerow` of our own screens, and of no other page. */
export interface Bridge {
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** The newest view, now and on every change. Returns a function that stops it. */
  onView(listener: (view: KioskView) => void): () => void
}
