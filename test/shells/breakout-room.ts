import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import type { PageEvent } from '#core/ports.ts'
import { type Canary, startCanary } from '#test/sites/canary.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { labApprovals, labSites } from '#test/sites/lab.ts'
import { approvedColour, forbiddenColour, hosts, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { barColour, type ChromiumOptions, pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

/** Long enough for what is not stopped to arrive on loopback. */
export const graceMs = 400

/** One Chromium and one canary for all attempts of a file. */
export interface BreakoutRoom {
  readonly kiosk: RunningChromium
  readonly canary: Canary
  readonly sites: RunningSites
  /** The browser's windows: ours are two, and the page is the third. */
  windows(): Promise<number>
  /** Nothing but the open page and our bar is on the screen. */
  pageIsWhole(): boolean
  barIsWhole(): boolean
  /** A press on our bar arrives, whatever the page does. */
  barAnswers(): Promise<void>
  refused(more?: Partial<Extract<PageEvent, { kind: 'refused' }>>): Promise<PageEvent>
}

/** Starts the room before the tests of a file and judges every attempt after it was made. */
export function breakoutRoom(options: ChromiumOptions = {}, sitesAs: (sites: RunningSites) => RunningSites = (same) => same): BreakoutRoom {
  let kiosk: RunningChromium | null = null
  let canary: Canary | null = null
  let sites: RunningSites | null = null
  const there = <T>(what: T | null): T => {
    if (what === null) throw new Error('the room is not open')
    return what
  }
  const room: BreakoutRoom = {
    get kiosk() {
      return there(kiosk)
    },
    get canary() {
      return there(canary)
    },
    get sites() {
      return there(sites)
    },
    async windows() {
      const found = await room.kiosk.shell.run?.pipe.send('Target.getTargets')
      return found?.targetInfos.filter((target) => target.type === 'page' && !/top-chrome/.test(target.url)).length ?? 0
    },
    pageIsWhole() {
      const { width, height } = room.kiosk.look()
      const page = room.kiosk.look().share(approvedColour, { x: 0, y: barHeight, width, height: height - barHeight })
      return page > 0.97 && room.barIsWhole()
    },
    barIsWhole() {
      const screen = room.kiosk.look()
      return screen.share(barColour, { x: 0, y: 0, width: screen.width, height: barHeight }) > 0.98
    },
    async barAnswers() {
      const presses = (): number => room.kiosk.calls.filter((call) => call.name === 'tell.press').length
      const before = presses()
      await room.kiosk.hands.press(640, 50)
      await room.kiosk.eventually('the press on the bar is heard', () => presses() > before)
    },
    refused: (more = {}) =>
      room.kiosk.until(
        (event) => event.kind === 'refused' && Object.entries(more).every(([key, value]) => Reflect.get(event, key) === value),
      ),
  }
  beforeAll(async () => {
    canary = await startCanary()
    sites = sitesAs(await startNeighbourhood(labSites))
    kiosk = await startChromium(listJudge(labApprovals), { ...options, sites })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await sites?.stop()
    await canary?.stop()
  })
  afterEach(async () => {
    await pause(graceMs)
    // Cleared up before it is judged: what one attempt reached is not held against the next.
    const reached = [...room.sites.connections]
    const heard = [...room.canary.heard]
    const shown = room.kiosk.look().share(forbiddenColour)
    const open = await room.windows()
    await room.kiosk.afresh()
    room.canary.forgetHeard()
    expect(reached).not.toContain(hosts.forbidden)
    expect(heard).toEqual([])
    expect(shown).toBe(0)
    expect(open).toBeLessThanOrEqual(3)
  })
  return room
}
