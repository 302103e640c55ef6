import type { Protocol } from 'devtools-protocol'
import type { DevtoolsPipe } from './devtools-pipe.ts'

export interface AttachedTarget {
  readonly targetId: string
  readonly session: string
}

export interface TargetHooks {
  /** Are windows that we did not open closed? They are, but in a test of what else holds. */
  readonly closesStrays: boolean
  /** The window that the browser opened by itself at its start; it becomes ours. */
  readonly first: string
  /** A frame of another process inside the page; paused until this resolves. */
  frame(session: string): Promise<void>
  /** A window that we did not open; it was closed before it could show or load anything. */
  stray(info: Protocol.Target.TargetInfo): void
  /** A stray window is still there after all that could be said to it: the browser is no longer what it must be. */
  wouldNotClose(): void
}

export interface Targets {
  /** Takes a target that is there already, or that `creating` makes, as our own; resolves once it is attached, still paused. */
  own(creating: Promise<string>): Promise<AttachedTarget>
  /** Lets a paused target run. */
  run(session: string): void
  /** Resolves once the target is gone. */
  gone(targetId: string): Promise<void>
}

/** The browser's own pieces call themselves pages now and then. */
export const browserPiece = /^chrome:\/\/[a-z-]+\.top-chrome\//

/** A window that is asked to close while it is being made may not hear it (seen on a busy machine): it is asked again. */
const closeAgainMs = 300
const closeTries = 20

const attachEverything = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/**
 * Attaches to every target before it runs its first line: tabs first, then what is in them. A window that we did not
 * open is closed while it is still paused, so it never shows (measured: also `about:blank` popups and picture-in-picture).
 */
export async function watchTargets(pipe: DevtoolsPipe, hooks: TargetHooks): Promise<Targets> {
  const inMaking = new Set<Promise<unknown>>()
  const ours = new Map<string, PromiseWithResolvers<AttachedTarget>>()
  const going = new Map<string, PromiseWithResolvers<void>>()

  function claim(targetId: string): PromiseWithResolvers<AttachedTarget> {
    const claimed = ours.get(targetId) ?? Promise.withResolvers<AttachedTarget>()
    claimed.promise.catch(() => {})
    ours.set(targetId, claimed)
    return claimed
  }
  function leaving(targetId: string): PromiseWithResolvers<void> {
    const left = going.get(targetId) ?? Promise.withResolvers<void>()
    going.set(targetId, left)
    return left
  }
  const run = (session: string): void => pipe.tell('Runtime.runIfWaitingForDebugger', {}, session)

  const strays = new Map<string, NodeJS.Timeout>()
  function closeStray(targetId: string, tries: number): void {
    pipe.tell('Target.closeTarget', { targetId })
    const next = (): void => (tries > 1 ? closeStray(targetId, tries - 1) : hooks.wouldNotClose())
    strays.set(targetId, setTimeout(next, closeAgainMs).unref())
  }

  async function takePage(info: Protocol.Target.TargetInfo, session: string): Promise<void> {
    // A target may be announced before the answer to the command that made it.
    if (!ours.has(info.targetId)) await Promise.allSettled(inMaking)
    const claimed = ours.get(info.targetId)
    if (claimed) return claimed.resolve({ targetId: info.targetId, session })
    // The browser's own pieces call themselves pages now and then (measured while it opens and closes windows).
    if (browserPiece.test(info.url)) return run(session)
    if (!hooks.closesStrays) return run(session)
    closeStray(info.targetId, closeTries)
    hooks.stray(info)
  }

  pipe.on('Target.attachedToTarget', ({ targetInfo, sessionId }) => {
    switch (targetInfo.type) {
      case 'page':
        takePage(targetInfo, sessionId).catch(() => {})
        return
      case 'iframe':
        pipe.tell('Target.setAutoAttach', attachEverything, sessionId)
        hooks.frame(sessionId).then(
          () => run(sessionId),
          () => run(sessionId),
        )
        return
      default:
        // Tabs hold pages, and workers hold workers. The browser's own pieces ('browser_ui') must be let run.
        pipe.tell('Target.setAutoAttach', attachEverything, sessionId)
        run(sessionId)
    }
  })
  pipe.on('Target.targetDestroyed', ({ targetId }) => {
    clearTimeout(strays.get(targetId))
    strays.delete(targetId)
    ours.get(targetId)?.reject(new Error('the window closed before it was ours'))
    ours.delete(targetId)
    going.get(targetId)?.resolve()
    going.delete(targetId)
  })
  claim(hooks.first)
  await pipe.send('Target.setDiscoverTargets', { discover: true, filter: [{ type: 'page' }] })
  await pipe.send('Target.setAutoAttach', { ...attachEverything, filter: [{ type: 'page', exclude: true }, {}] })

  return {
    async own(creating) {
      const claiming = creating.then(claim)
      inMaking.add(claiming)
      try {
        return await (await claiming).promise
      } finally {
        inMaking.delete(claiming)
      }
    },
    run,
    async gone(targetId) {
      const left = leaving(targetId)
      const { targetInfos } = await pipe.send('Target.getTargets')
      if (targetInfos.some((info) => info.targetId === targetId)) await left.promise
      going.delete(targetId)
    },
  }
}
