import { type DailyProof, mostProven, type ProofResult, type ProvenTile, proofCanaries } from '#core/contract/daily-proof.ts'
import type { ClassList, Tile } from '#core/contract/list.ts'
import type { Guard } from '#core/guard/guard.ts'
import type { PageEvent } from '#core/ports.ts'
import type { Context } from './context.ts'
import type { HiddenPage } from './hidden-page.ts'

/** Nobody has touched the kiosk for this long before a proof begins or goes on. */
const quietFor = 60_000
/** Between two pages: a site sees a visitor, not a flood. */
const pauseBetween = 2_000
const patience = 20_000

type Outcome = { readonly result: ProofResult; readonly why: string }
type Job = { readonly list: ClassList; readonly tile: Tile | null; readonly url: string }

export interface DailyProving {
  isRunning(): boolean
  /** Looks whether it is time; called on each tick of the kiosk. */
  tick(mayBegin: boolean): void
  /** Somebody is at the screen: whatever is open is covered and closed at once, and it goes on later. Resolves when nothing of it is left. */
  interrupt(): Promise<void>
  stop(): void
}

/**
 * Once a day, when nobody is there: addresses that must be refused, and the start address of each tile, through the real
 * shell and all its layers, never shown. `wipe` forgets what the pages left; `done` sends the result.
 */
export function createDailyProving(
  context: Context,
  guard: Guard,
  hidden: HiddenPage,
  needs: { done(proof: DailyProof): void; wipe(): Promise<void>; canaryOpened(url: string): void },
): DailyProving {
  const { clock } = context.ports
  let day = ''
  let isDone = false
  let jobs: Job[] = []
  let canaries: DailyProof['canaries'] = []
  let tiles: ProvenTile[] = []
  let quietSince = clock.steady()
  let pause: { end(): void } | null = null
  let isRunning = false
  let ended: Promise<void> = Promise.resolve()
  let isInterrupted = false

  function plan(): void {
    const classes = context.held.school()?.classes ?? []
    const lists = classes.flatMap((one) => context.held.list(one.id) ?? []).filter((list) => context.now() < list.expiresAt)
    const first = lists[0]
    canaries = []
    tiles = []
    jobs = first === undefined ? [] : proofCanaries.map((url) => ({ list: first, tile: null, url }))
    for (const list of lists) for (const tile of list.tiles) jobs.push({ list, tile, url: tile.url })
    jobs = jobs.slice(0, mostProven)
  }

  /** Null: somebody came. */
  const look = ({ list, url }: Job): Promise<Outcome | null> =>
    hidden.visit<Outcome>({
      list,
      url,
      patience,
      late: () => ({ result: 'no-answer', why: 'timeout' }),
      failed: () => ({ result: 'not-tested', why: 'shell-fault' }),
      onPage(event, settle) {
        const outcome = outcomeOf(event)
        if (outcome !== null) settle(outcome)
      },
    })

  async function pausing(): Promise<boolean> {
    const paused = Promise.withResolvers<boolean>()
    const timer = clock.after(pauseBetween, () => paused.resolve(true))
    pause = { end: () => paused.resolve(false) }
    const goesOn = await paused.promise
    timer.cancel()
    pause = null
    return goesOn
  }

  function keep({ list, tile, url }: Job, outcome: Outcome): void {
    if (tile !== null) tiles.push({ classId: list.classId, tileId: tile.id, title: tile.title, ...outcome })
    else {
      canaries.push({ url, ...outcome })
      if (outcome.result === 'opened') needs.canaryOpened(url)
    }
  }

  async function work(): Promise<void> {
    isRunning = true
    isInterrupted = false
    try {
      for (let job = jobs[0]; job !== undefined; job = jobs[0]) {
        const outcome = await look(job)
        if (outcome === null || isInterrupted) return
        keep(job, outcome)
        jobs.shift()
        if (jobs.length > 0 && !(await pausing())) return
      }
      isDone = true
      // One page that opened shows that there was a connection; without any, a page out of reach says nothing of the page.
      const wasOnline = tiles.some((tile) => tile.result === 'opened')
      const judged = tiles.map((tile): ProvenTile => (tile.why === 'offline' && !wasOnline ? { ...tile, result: 'not-tested' } : tile))
      // A kiosk that had no connection at all tries again before the day is over.
      if (tiles.length > 0 && judged.every((tile) => tile.result === 'not-tested')) {
        isDone = false
        plan()
        quietSince = clock.steady() + quietFor * 9
      }
      needs.done({ day, finishedAt: context.now(), canaries, tiles: judged })
    } finally {
      isRunning = false
      pause = null
      guard.serve(null)
      await needs.wipe()
    }
  }

  return {
    isRunning: () => isRunning,
    tick(mayBegin) {
      const today = new Date(context.now()).toISOString().slice(0, 10)
      if (isRunning || !mayBegin || clock.steady() - quietSince < quietFor) return
      if (today !== day) {
        day = today
        isDone = false
        plan()
      }
      if (isDone) return
      if (jobs.length === 0) plan()
      if (jobs.length > 0) ended = work()
    },
    async interrupt() {
      quietSince = clock.steady()
      if (!isRunning) return
      // Nothing of the list is open for whoever comes, from this moment on.
      isInterrupted = true
      hidden.interrupt()
      pause?.end()
      await ended
    },
    stop() {
      hidden.interrupt()
      pause?.end()
    },
  }
}

/** What an event says about the address that is being tried; null: nothing yet. */
function outcomeOf(event: PageEvent): Outcome | null {
  switch (event.kind) {
    case 'ready':
      return { result: 'opened', why: '' }
    case 'refused':
      return { result: 'refused', why: event.code }
    case 'failed':
      return { result: 'no-answer', why: event.fault }
    case 'crashed':
    case 'hung':
      return { result: 'no-answer', why: event.kind }
    case 'download':
      return { result: 'refused', why: event.kind }
    default:
      return null
  }
}
