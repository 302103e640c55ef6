import { readdirSync } from 'node:fs'
import type { Protocol } from 'devtools-protocol'
import type { CanaryName } from '#core/contract/self-check.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { BrowserRun, Guest } from './browser-run.ts'
import { openEars } from './self-check-listeners.ts'
import {
  asksControl,
  attempts,
  callState,
  controlUrl,
  frameUrl,
  guarded,
  hosts,
  opensWindow,
  origin,
  refusedUrl,
  saved,
  site,
  socketCount,
  world,
} from './self-check-page.ts'
import { watchAttempts } from './self-check-watch.ts'
import { browserPiece } from './targets.ts'

/** `leaked`: it was seen to. `late`: it did not come to pass in time, which says nothing. `cannot`: this machine has no way to try it. */
export type Found = 'held' | 'leaked' | 'late' | 'cannot'

/**
 * How long the attempts may take, and then the window, ms: longer than the browser has to close a stray window before it is
 * ended (targets.ts), so that a window which is only slow to close is never taken for one that stays.
 */
const patienceMs = 10_000
/** Silence is listened to for this long, or for as long as the control took to arrive, ms. */
const graceMs = 400

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
/** Also where a question is never answered: a page may stand still. */
const within = <T>(work: Promise<T>): Promise<T | null> => Promise.race([work, pause(patienceMs).then(() => null)])
async function eventually(isSo: () => boolean | Promise<boolean | null>): Promise<boolean> {
  const end = performance.now() + patienceMs
  while ((await isSo()) !== true) {
    if (performance.now() > end) return false
    await pause(20)
  }
  return true
}
/** How a request ends that got past the verdicts: the network was asked. */
const wentOut = /^answered$|TUNNEL|PROXY|NAME_NOT_RESOLVED|CONNECTION|SSL|CERT/

/** One round. Rejects when the page could not be had. */
export async function tryCanaries(run: BrowserRun, keyIsTaken: () => Promise<Found>): Promise<Record<CanaryName, Found>> {
  const ears = await openEars()
  const { ports, heard } = ears
  const asked = new Set<string>()
  const resolved = new Set<string>()
  let isReady = false
  const guest: Guest = {
    site,
    judge({ url }: PageRequest): Verdict {
      asked.add(url)
      const isAllowed = url === `${origin}/` || url === controlUrl || url === frameUrl(ports)
      return isAllowed ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-on-list' }
    },
    onPage(event) {
      if (event.kind === 'ready') isReady = true
    },
    // Whatever is let through by mistake arrives where it is heard.
    async resolve(name) {
      resolved.add(name)
      const ear = (['control', 'socket', 'ahead'] as const).find((one) => name === hosts[one]) ?? 'ahead'
      return { address: '127.0.0.1', port: ports[ear] }
    },
  }
  try {
    return await run.asGuest(guest, `${origin}/`, async (page) => {
      const { pipe } = run
      const { session, targetId } = page
      const watched = watchAttempts(pipe)
      try {
        if (!(await eventually(() => isReady))) throw new Error('the page of the self-check did not load')
        const key = keyIsTaken().catch((): Found => 'late')
        const { executionContextId: contextId } = await pipe.send(
          'Page.createIsolatedWorld',
          { frameId: targetId, worldName: world },
          session,
        )
        const inWorld = { contextId, returnByValue: true, userGesture: true }
        const answer = async (params: Protocol.Runtime.EvaluateRequest): Promise<unknown> =>
          (await within(pipe.send('Runtime.evaluate', params, session)))?.result.value
        const startedAt = performance.now()
        const hasArrived = (): boolean => resolved.has(hosts.control) && heard.has('control')
        await answer({ expression: asksControl, ...inWorld })
        await eventually(hasArrived)
        const arrivedAfter = performance.now() - startedAt
        await answer({ expression: attempts(ports), ...inWorld })
        const isGuarded = await answer({ expression: guarded, returnByValue: true })
        const call = (): Promise<unknown> => answer({ expression: callState, ...inWorld })
        const isOneWindow = async (): Promise<boolean> =>
          (await pipe.send('Target.getTargets')).targetInfos.every(
            (one) =>
              one.browserContextId !== run.contextId || one.type !== 'page' || browserPiece.test(one.url) || one.targetId === targetId,
          )
        await Promise.all([
          eventually(() => watched.endOf(refusedUrl) !== null),
          eventually(() => watched.hasRules(frameUrl(ports)) !== null || heard.has('frame')),
          eventually(() => watched.socketsOver() >= socketCount || heard.has('socket') || resolved.has(hosts.socket)),
          eventually(() => ['canceled', 'completed'].includes(watched.download())),
          eventually(async () => heard.has('stun') || ['over', 'none'].includes(String(await call()))),
        ])
        const lastCall = await call()
        await pause(Math.max(graceMs, arrivedAfter))
        pipe.tell('Runtime.evaluate', { expression: opensWindow, contextId, userGesture: true }, session)
        await eventually(() => watched.triedWindow())
        const isAlone = await eventually(isOneWindow)

        const found = (leaks: boolean, holds: boolean): Found => (leaks ? 'leaked' : holds ? 'held' : 'late')
        const refusal = watched.endOf(refusedUrl)
        const hasRules = watched.hasRules(frameUrl(ports))
        return {
          'way-out': found(heard.has('frame'), hasArrived()),
          verdicts: found(resolved.has(hosts.refused) || wentOut.test(refusal ?? ''), asked.has(refusedUrl) && refusal !== null),
          'web-socket': found(heard.has('socket') || resolved.has(hosts.socket), watched.socketsOver() >= socketCount),
          stun: lastCall === 'none' ? 'cannot' : found(heard.has('stun'), lastCall === 'over'),
          prefetch: found(heard.has('ahead') || resolved.has(hosts.ahead), hasArrived() && refusal !== null),
          'pop-up': found(!isAlone, watched.triedWindow()),
          download: found(watched.download() === 'completed' || isOnDisk(run.folder), watched.download() === 'canceled'),
          keyboard: await key,
          headers: found(hasRules === false, hasRules === true),
          'page-guard': found(isGuarded === false, isGuarded === true),
        }
      } finally {
        watched.stop()
      }
    })
  } finally {
    ears.close()
  }
}

/** Is the file anywhere that the browser writes? What it takes away while we look was not it. */
function isOnDisk(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((path) => path.toString().includes(saved))
  } catch {
    return false
  }
}
