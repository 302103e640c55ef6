import { act, cleanup, render } from '@testing-library/react'
import axe from 'axe-core'
import type { Surface } from '#core/contract/bridge.ts'
import type { KioskView } from '#core/contract/view.ts'
import { App } from '#renderer/app.tsx'
import { listen } from '#renderer/listen.ts'
import { useRenderer } from '#renderer/store.ts'
import { startWords } from '#renderer/words.ts'
import { type FakeBridge, fakeBridge } from './fake-bridge.ts'

// jsdom draws and plays nothing, and says so for every try.
HTMLCanvasElement.prototype.getContext = () => null
HTMLMediaElement.prototype.play = async () => undefined
HTMLMediaElement.prototype.load = () => undefined

let stopListening: () => void = () => undefined

/** Draws our screens with a fake kiosk that shows this view. Ends whatever was drawn before. */
export async function show(view: KioskView, surface: Surface = 'main'): Promise<FakeBridge> {
  putAway()
  await startWords('en-GB')
  const bridge = fakeBridge()
  window.hedgerow = bridge
  render(<App surface={surface} />)
  await act(async () => {
    stopListening = listen(surface)
    bridge.show(view)
  })
  return bridge
}

/** The kiosk's next view. */
export async function next(bridge: FakeBridge, view: KioskView): Promise<void> {
  await act(async () => bridge.show({ ...view, serial: (useRenderer.getState().view?.serial ?? 0) + 1 }))
}

export function putAway(): void {
  cleanup()
  stopListening()
  stopListening = () => undefined
  useRenderer.setState(useRenderer.getInitialState(), true)
}

/** By `data-mark`, the steady name of a button. Throws when it is not there. */
export function marked(mark: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(`[data-mark="${mark}"]`)
  if (found === null) throw new Error(`There is no "${mark}" on this screen: ${marks().join(', ')}`)
  return found
}
export const isThere = (mark: string): boolean => document.querySelector(`[data-mark="${mark}"]`) !== null
export const marks = (): string[] => [...document.querySelectorAll<HTMLElement>('[data-mark]')].map((one) => one.dataset.mark ?? '')

/** One press, as a mouse makes it; long after any other. */
export async function press(mark: string): Promise<void> {
  const button = marked(mark)
  await act(async () => {
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: 1 }))
  })
}

/** The calls so far, without those that every screen makes. */
export function callsOf(bridge: FakeBridge) {
  return bridge.calls.filter(({ name }) => name !== 'screen.ready' && name !== 'session.touch')
}

/** What axe finds, in short. Contrast needs a real browser and is computed from the tokens by their own test. */
export async function accessFaults(): Promise<string[]> {
  const { violations } = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } })
  return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)
}
