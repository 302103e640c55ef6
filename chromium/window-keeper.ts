import { randomInt } from 'node:crypto'
import type { Wish, XClient } from './x-client.ts'

/** The windows that a child may see. There is no fourth. */
export type WindowRole = 'main' | 'bar' | 'page'

/** Holds the door of the screen: which windows are seen, and which is above which. */
export interface WindowKeeper {
  /**
   * A place off the screen, new each time, that no page can know or move a window to. The window that is put there is
   * this one from then on, and is let in; one of before with the same part is no longer ours.
   */
  meetAt(role: WindowRole): { readonly left: number; readonly top: number }
  /** Our big screen above everything. */
  cover(): void
  /** The page, and our bar above it and above whatever menu it opens. The bar comes first, so that no page is seen without it. */
  uncover(): void
  /** All that were ours are not any more, and none of them has a pixel: what is behind them shows. */
  dismiss(): void
  /** Is told of each window that asked to be seen and is nobody's; it never is. Returns how to stop. */
  onStranger(hear: () => void): () => void
}

/** A window of ours is let in within this time; what has waited longer is a stranger. */
const strangerAfterMs = 1_000
/** Room between the screen and the places to meet, and how many of them there are each way. X has coordinates up to 32,767. */
const gap = 64
const places = { across: 12_000, down: 12_000 }

type Held = Pick<XClient, 'takeWindows' | 'showWindow' | 'hideWindow' | 'configure' | 'raiseWindow' | 'width'>

/**
 * Takes the door of this screen for as long as the client is connected. Only windows that the shell has met are ever
 * mapped, so a window that a page, a dialog or another program opens has no pixel. Rejects when somebody has it already.
 */
export async function keepWindows(client: Held): Promise<WindowKeeper> {
  const ours = new Map<WindowRole, number>()
  const meetings = new Map<string, WindowRole>()
  const waiting = new Map<number, NodeJS.Timeout>()
  const listeners = new Set<() => void>()
  let isCovered = true

  const raise = (role: WindowRole): void => {
    const window = ours.get(role)
    if (window !== undefined) client.raiseWindow(window)
  }
  const restack = (): void => {
    for (const role of isCovered ? (['main'] as const) : (['bar', 'page', 'bar'] as const)) raise(role)
  }
  function letIn(window: number): void {
    clearTimeout(waiting.get(window))
    waiting.delete(window)
    client.showWindow(window)
    restack()
  }
  function meet(window: number, { x, y }: Wish): void {
    const place = `${x},${y}`
    const role = meetings.get(place)
    if (role === undefined) return
    meetings.delete(place)
    ours.set(role, window)
    if (waiting.has(window)) letIn(window)
  }

  await client.takeWindows({
    wantsToShow(window) {
      if ([...ours.values()].includes(window)) return letIn(window)
      const timer = setTimeout(() => {
        for (const hear of listeners) hear()
      }, strangerAfterMs).unref()
      clearTimeout(waiting.get(window))
      waiting.set(window, timer)
    },
    wants(window, wish) {
      client.configure(window, wish)
      meet(window, wish)
    },
    // A menu of the page may lie over the page; never over our bar, and over nothing when the page is covered.
    shownUnasked: () => raise(isCovered ? 'main' : 'bar'),
    gone(window) {
      clearTimeout(waiting.get(window))
      waiting.delete(window)
      for (const [role, known] of ours) if (known === window) ours.delete(role)
    },
  })

  return {
    meetAt(role) {
      for (const [place, before] of meetings) if (before === role) meetings.delete(place)
      const left = client.width + gap + randomInt(places.across)
      const top = randomInt(places.down)
      meetings.set(`${left},${top}`, role)
      return { left, top }
    },
    cover() {
      isCovered = true
      restack()
    },
    uncover() {
      isCovered = false
      restack()
    },
    dismiss() {
      isCovered = true
      meetings.clear()
      for (const window of ours.values()) client.hideWindow(window)
      ours.clear()
    },
    onStranger(hear) {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
