import { barHeight } from '#core/contract/bridge.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'

export interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where each window stands. None moves while a child looks. */
export function layout(screen: { readonly width: number; readonly height: number }) {
  return {
    // One row more than the screen: Chromium makes a window of exactly the screen's size one pixel smaller, and a page would show through.
    main: { left: 0, top: 0, width: screen.width, height: screen.height + 1 },
    bar: { left: 0, top: 0, width: screen.width, height: barHeight },
    page: { left: 0, top: barHeight, width: screen.width, height: screen.height - barHeight },
  }
}

/**
 * Puts a window into its place, without a frame: with no window manager "fullscreen" only strips the frame. By way of
 * the place where the window keeper waits for it, when it has not been there yet.
 */
export async function placeWindow(
  pipe: DevtoolsPipe,
  targetId: string,
  bounds: Rectangle,
  meeting?: { readonly left: number; readonly top: number },
): Promise<void> {
  const { windowId } = await pipe.send('Browser.getWindowForTarget', { targetId })
  await pipe.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } })
  if (meeting) await pipe.send('Browser.setWindowBounds', { windowId, bounds: { ...bounds, ...meeting } })
  await pipe.send('Browser.setWindowBounds', { windowId, bounds })
  await pipe.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'fullscreen' } })
}
