import { contextBridge, ipcRenderer } from 'electron'
import { type Bridge, kioskOrigin } from '#core/contract/bridge.ts'
import type { CallName, CallOutput } from '#core/contract/calls.ts'
import type { KioskView } from '#core/contract/view.ts'
import { type Answer, callChannel, viewChannel } from './channels.ts'

declare const location: { readonly origin: string }

/** Runs in our own screens only: the views of web pages have no preload. Even so it looks where it is first. */
if (process.isMainFrame && location.origin === kioskOrigin) contextBridge.exposeInMainWorld('hedgerow', makeBridge())

/** Exactly the contract's bridge: two functions of our own, never ipcRenderer or its events. */
function makeBridge(): Bridge {
  let newest: KioskView | null = null
  const listeners = new Set<(view: KioskView) => void>()
  ipcRenderer.on(viewChannel, (_event, view: KioskView) => {
    newest = view
    for (const listener of listeners) listener(view)
  })
  return Object.freeze({
    async call<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>> {
      const answer: Answer = await ipcRenderer.invoke(callChannel, name, input)
      if (answer.kind === 'fault') throw new Error(answer.code)
      return answer.value as CallOutput<N>
    },
    onView(listener: (view: KioskView) => void) {
      listeners.add(listener)
      if (newest !== null) listener(newest)
      return () => {
        listeners.delete(listener)
      }
    },
  })
}
