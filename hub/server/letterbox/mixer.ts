import { randomInt } from 'node:crypto'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Among } from '#core/contract/report.ts'
import type { SlotAnswer } from '#core/contract/slots.ts'
import { openSlot } from '#core/sealing/slot-seal.ts'
import type { Bell } from '../bell/bell.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import { amongStep, holdUntil } from './hold.ts'
import { paceSlots } from './pace.ts'
import { type Arrival, keepBatch, releaseAll, releaseHeld, type Unopened } from './reports.ts'
import { type SlotNews, slotAnswer, usualNews } from './slot-answer.ts'

/** Between what kiosks send and what the desk is shown: nobody after it can tell when, or from where, a report came. */
export interface Mixer {
  /** Takes one slot of a kiosk. What cannot be opened is kept and answered like any other. Throws HG_TOO_MANY_TRIES. */
  take(kioskId: string, body: Uint8Array): Promise<SlotAnswer>
  /** A slot too large to be taken in at all: noted, with nothing of it. */
  tooLarge(kioskId: string): void
  /** Keeps what has come since the last step, releases what is due, rings. By itself once in each step. */
  step(): Promise<void>
  /** What the answers carry beside the acknowledgements. */
  setNews(news: Partial<SlotNews>): void
  stop(): Promise<void>
}

/** Acknowledgements are repeated so often that one lost answer costs a kiosk one step. */
const ackedForSteps = 3

/**
 * Starts the mixer of a hub. What an earlier run held is released first: late for privacy, never lost for it.
 *
 * Slots are only opened when they come; reports are written once a step, in one shuffled transaction that is as busy without
 * any. So neither an answer's time nor the disk tells a real slot from a dummy. What is in memory when the hub dies was not
 * acknowledged, and comes again. A report is never joined with the kiosk that brought it: `inUse` alone goes by kiosk, so that none counts twice.
 */
export async function startMixer(hub: Hub, bell: Pick<Bell, 'ring'>, noteFault: (fault: unknown) => void): Promise<Mixer> {
  const { slotMs, soonCrowd } = hub.settings
  const pace = paceSlots(slotMs, () => performance.now())
  let news: SlotNews = usualNews
  let arrivals: Arrival[] = []
  let unopened: Unopened[] = []
  let inUse = new Set<string>()
  let among: Among = '<5'
  /** Ids that are on the disk, and how many more steps they are named in. */
  let acks = new Map<string, number>()
  /** Batches in hold: how long at most, and the greatest count of children since they came. */
  let held: { readonly ids: readonly string[]; readonly until: number; most: number }[] = []
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  if ((await releaseAll(hub)) > 0) bell.ring()

  async function keep(): Promise<void> {
    const batch = shuffled(arrivals)
    const damaged = unopened
    const count = inUse.size
    arrivals = []
    unopened = []
    inUse = new Set()
    among = amongStep(count)
    acks = new Map([...acks].flatMap(([id, steps]) => (steps > 1 ? [[id, steps - 1] as const] : [])))

    const now = hub.now()
    const { fresh, heldNow } = await keepBatch(hub, { batch, damaged, among, day: schoolDay(now) })
    for (const { id } of batch) acks.set(id, ackedForSteps)
    if (heldNow.length > 0) held.push({ ids: heldNow, until: holdUntil(now, hub.settings), most: 0 })

    for (const one of held) one.most = Math.max(one.most, count)
    const due = held.filter((one) => one.most >= soonCrowd || now >= one.until)
    let released = 0
    for (const one of shuffled(due)) released += await releaseHeld(hub, shuffled([...one.ids]), amongStep(one.most))
    held = held.filter((one) => !due.includes(one))
    if (fresh + released > 0) bell.ring()
  }

  function step(): Promise<void> {
    // After a full disk, say, nothing was acknowledged, so every kiosk sends again.
    running = running.then(keep).catch(noteFault)
    return running
  }

  /** In the middle between two steps: kiosks whose clocks are a little off fall on the right side. */
  function wait(): void {
    if (stopped) return
    const untilMiddle = slotMs - ((hub.now() + slotMs / 2) % slotMs)
    timer = setTimeout(() => void step().then(wait), Math.min(slotMs, Math.max(1, untilMiddle))).unref()
  }
  wait()

  function admit(kioskId: string): void {
    if (!pace.admits(kioskId)) throw new HedgerowError('HG_TOO_MANY_TRIES', 'slot')
  }

  return {
    async take(kioskId, body) {
      admit(kioskId)
      const opened = await openSlot(body, hub.mixerKey.identity)
      if (opened.kind === 'unreadable') unopened.push({ why: opened.why, body })
      else {
        if (opened.slot.inUse) inUse.add(kioskId)
        if (opened.slot.letter !== null) arrivals.push(opened.slot.letter)
      }
      return slotAnswer([...acks.keys()], among, { ...news, keys: hub.keyTalk.news() })
    },
    tooLarge(kioskId) {
      if (pace.admits(kioskId)) unopened.push({ why: 'size', body: new Uint8Array() })
    },
    step,
    setNews(change) {
      news = { ...news, ...change }
    },
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      await step()
    },
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    const [one, two] = [copy[last], copy[other]]
    if (one !== undefined && two !== undefined) [copy[last], copy[other]] = [two, one]
  }
  return copy
}
