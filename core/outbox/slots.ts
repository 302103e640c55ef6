import { type EnvelopeForm, formOf } from '#core/contract/envelope-form.ts'
import type { Lane } from '#core/contract/report.ts'
import type { SlotAnswer } from '#core/contract/slots.ts'
import type { ClockPort, OutboxStore } from '#core/ports.ts'
import { type Slot, sealSlot } from '#core/sealing/slot-seal.ts'
import type { GoingOver } from './going-over.ts'

/** Resolves with the hub's answer; must reject in the end when none comes. */
export type SendSlot = (bytes: Uint8Array) => Promise<SlotAnswer>

/** What the slots need to know of the kiosk, asked anew at each step. */
export interface SlotSource {
  /** Wall clock, set right by the hub's when the two differ. */
  now(): number
  /** The key to seal to and the length of the grid; null until the school has said so. */
  mixer(): { readonly key: string; readonly everyMs: number } | null
  isInUse(): boolean
  /** False: what is in this lane waits here, and dummies leave in its place. */
  mayLeave?(lane: Lane): boolean
  onAnswer(answer: SlotAnswer): void
}

export interface Slots {
  begin(source: SlotSource): void
  stop(): void
}

/** A slot that lies ready for its step. */
interface Ready {
  readonly bytes: Uint8Array
  readonly id: string | null
  readonly form: EnvelopeForm
}

/** While the school has named no mixer, it is asked again this often. */
const askAgainAfter = 1_000
/** A slot is sealed this long before it leaves; half a step where steps are short. */
const longestLead = 20_000

/**
 * Sends one slot at each full step of the clock's grid. It is sealed well before, real or dummy by the same calls, so that
 * at the step only bytes leave that lie ready: sealing at the step would tell by its time that there was a report
 * (anonymous reports, section 0). A report is removed when an answer names it, and only then; until then it is wrapped anew each time.
 */
export function createSlots({
  store,
  send,
  clock,
  goingOver,
  seal = sealSlot,
}: {
  readonly store: OutboxStore
  readonly send: SendSlot
  readonly clock: ClockPort
  readonly goingOver: GoingOver
  readonly seal?: typeof sealSlot
}): Slots {
  let timers: { cancel(): void }[] = []
  let stopped = false
  /** Reached the hub in the last slot: the next answer may name it, so another goes first. */
  let underWay: string | null = null
  let lastLeftAt = Number.NEGATIVE_INFINITY

  async function prepare(source: SlotSource, key: string): Promise<Ready> {
    const form = await goingOver.slotAs()
    const letter = await nextLetter(source, form)
    const inUse = source.isInUse()
    return { bytes: await seal({ inUse, letter }, key, form), id: letter?.id ?? null, form }
  }

  /** By chance among those that wait. A store that fails sends a dummy: the others must not be missed. */
  async function nextLetter(source: SlotSource, slot: EnvelopeForm): Promise<Slot['letter']> {
    try {
      for (const id of (await store.list()).filter((one) => one !== underWay)) {
        const letter = await store.get(id)
        const form = letter === null ? null : formOf(letter.envelope)
        if (letter === null || form === null || !goingOver.mayTravel(form, slot)) continue
        if (source.mayLeave?.(letter.lane) !== false) return { id, ...letter }
      }
    } catch {
      // As if there were none.
    }
    return null
  }

  async function leave(ready: Ready, source: SlotSource): Promise<void> {
    try {
      const answer = await send(ready.bytes)
      underWay = ready.id
      await goingOver.answered(answer, ready.form)
      await removeThose(answer.acks)
      source.onAnswer(answer)
    } catch {
      // Out of reach, or the disk would not let it go: it waits for the next step like all others.
      underWay = null
    }
  }

  async function removeThose(acks: readonly string[]): Promise<void> {
    const waiting = new Set(await store.list())
    for (const id of acks) if (waiting.has(id)) await store.remove(id)
  }

  function next(source: SlotSource): void {
    if (stopped) return
    const mixer = source.mixer()
    if (mixer === null) {
      timers = [clock.after(askAgainAfter, () => next(source))]
      return
    }
    const { key, everyMs } = mixer
    const wait = untilNextStep(source.now(), everyMs, clock.steady() - lastLeftAt)
    let ready: Ready | null = null
    timers = [
      clock.after(Math.max(0, wait - Math.min(longestLead, everyMs / 2)), () => {
        void prepare(source, key).then(
          (made) => {
            ready = made
          },
          () => undefined,
        )
      }),
      clock.after(wait, () => {
        lastLeftAt = clock.steady()
        if (ready !== null) void leave(ready, source)
        next(source)
      }),
    ]
  }

  return {
    begin(source) {
      next(source)
    },
    stop() {
      stopped = true
      for (const timer of timers) timer.cancel()
    },
  }
}

/**
 * How long until the next full step of the grid, ms. Never more than a step and a half after the last slot nor less than half
 * a step, however the wall clock jumps: the wait itself runs on the steady clock.
 */
export function untilNextStep(wall: number, everyMs: number, sinceLast: number): number {
  const wait = everyMs - (((wall % everyMs) + everyMs) % everyMs)
  return wait + sinceLast < everyMs / 2 ? wait + everyMs : wait
}
