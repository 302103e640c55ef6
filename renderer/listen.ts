import type { Surface } from '#core/contract/bridge.ts'
import { call } from './bridge.ts'
import { takeView } from './store.ts'

/** A touch is told to the kiosk at most this often, ms. */
const touchEvery = 5_000

/** Takes the kiosk's views, tells it that somebody is there, and keeps the browser's own menus and drags away. */
export function listen(surface: Surface): () => void {
  const stopViews = window.hedgerow?.onView(takeView)
  void call('screen.ready', { surface })
  const stopTouch = listenForTouch()
  const refuse = (event: Event) => event.preventDefault()
  const refused = ['contextmenu', 'dragstart', 'drop', 'dragover', 'auxclick'] as const
  for (const name of refused) window.addEventListener(name, refuse)
  return () => {
    stopViews?.()
    stopTouch()
    for (const name of refused) window.removeEventListener(name, refuse)
  }
}

function listenForTouch(): () => void {
  let toldAt = Number.NEGATIVE_INFINITY
  const tell = () => {
    const now = performance.now()
    if (now - toldAt < touchEvery) return
    toldAt = now
    void call('session.touch', {})
  }
  const signs = ['pointermove', 'pointerdown', 'keydown', 'wheel'] as const
  for (const name of signs) window.addEventListener(name, tell, { passive: true, capture: true })
  return () => {
    for (const name of signs) window.removeEventListener(name, tell, { capture: true })
  }
}
