import type { IpcMain, WebFrameMain } from 'electron'
import { kioskOrigin } from '#core/contract/bridge.ts'
import { type CallName, calls } from '#core/contract/calls.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { ShellOwner } from '#core/ports.ts'
import { type Answer, callChannel } from './channels.ts'

/** What this file uses of Electron's ipcMain. A test sees to it that no other file names it. */
export type ApiIpcMain = Pick<IpcMain, 'removeHandler'> & {
  handle(channel: string, listener: (event: ApiInvoke, ...args: unknown[]) => Promise<unknown>): void
}
type Frame = Pick<WebFrameMain, 'origin' | 'processId' | 'routingId'> & { readonly parent: object | null }
export interface ApiInvoke {
  readonly sender: { readonly id: number; readonly mainFrame: Pick<Frame, 'processId' | 'routingId'> }
  /** Null when the frame has gone or moved on meanwhile. */
  readonly senderFrame: Frame | null
}

/** Electron's own, for the composition root. Loaded here and not at the top: outside Electron the import would download it. */
export async function realIpcMain(): Promise<ApiIpcMain> {
  return (await import('electron')).ipcMain
}

/** Calls of our own screens. `isOurs` says whether a WebContents id is one of them. */
export interface Caller {
  isOurs(contentsId: number): boolean
  /** A screen has painted itself and wants the view. */
  onReady(contentsId: number): void
}

/** Who asks, what is asked, then act. Whatever is in doubt is refused, and the refusal says no more than a code (B129, B131). */
export function serveCalls(ipc: ApiIpcMain, owner: Pick<ShellOwner, 'answer'>, caller: Caller): { stop(): void } {
  ipc.handle(callChannel, async (event, name: unknown, raw: unknown): Promise<Answer> => {
    if (!isOurScreen(event, caller)) return fault('HG_NOT_ALLOWED')
    if (!isCallName(name)) return fault('HG_BODY_SHAPE')
    const input = calls[name].input.safeParse(raw)
    if (!input.success) return fault('HG_BODY_SHAPE')
    try {
      const value = calls[name].output.parse(await owner.answer(name, input.data))
      if (name === 'screen.ready') caller.onReady(event.sender.id)
      return { kind: 'answer', value }
    } catch (problem) {
      return fault(problem instanceof HedgerowError ? problem.code : 'HG_INTERNAL')
    }
  })
  return { stop: () => ipc.removeHandler(callChannel) }
}

const fault = (code: string): Answer => ({ kind: 'fault', code })

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

/** One of our own views, its top frame, and that frame still on our own origin. A frame that is gone is a refusal. */
function isOurScreen(event: ApiInvoke, caller: Caller): boolean {
  const frame = event.senderFrame
  if (frame === null || frame.parent !== null || !caller.isOurs(event.sender.id)) return false
  const own = event.sender.mainFrame
  return frame.origin === kioskOrigin && frame.processId === own.processId && frame.routingId === own.routingId
}
