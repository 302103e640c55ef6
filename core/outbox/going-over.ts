import type { EnvelopeForm } from '#core/contract/envelope-form.ts'
import { type SlotAnswer, takesSmallSlots } from '#core/contract/slots.ts'
import type { OutboxStore } from '#core/ports.ts'

/**
 * So many slots still leave large once the hub has said that it takes small ones: more than the ring has places, so that what
 * waited there from before has left by then, and the size of no slot says that something did. Six hours at five minutes.
 */
export const largeSlotsAtFirst = 72

/** Decides how large reports are sealed and slots sent, while a school goes over from large to small ones (docs/decisions/0015-slot-size.md). */
export interface GoingOver {
  /** How a report is sealed now. */
  sealAs(): EnvelopeForm
  /** How the next slot leaves. It depends on a report only when a large one still waits after all large slots have left. */
  slotAs(): Promise<EnvelopeForm>
  /** May a sealed report of this form travel in a slot of that form to this hub? */
  mayTravel(envelope: EnvelopeForm, slot: EnvelopeForm): boolean
  /** The hub has answered a slot of this form. */
  answered(answer: SlotAnswer, slot: EnvelopeForm): Promise<void>
}

export function createGoingOver(store: Pick<OutboxStore, 'hasLarge' | 'largeSlotsLeft' | 'setLargeSlotsLeft'>): GoingOver {
  return {
    sealAs: () => (store.largeSlotsLeft() === null ? 'large' : 'small'),
    async slotAs() {
      return store.largeSlotsLeft() === 0 && !(await store.hasLarge()) ? 'small' : 'large'
    },
    // A hub that takes only large slots opens only large reports: a small one, of before the hub was taken back, waits.
    mayTravel: (envelope, slot) => (envelope === 'large' ? slot === 'large' : store.largeSlotsLeft() !== null),
    async answered(answer, slot) {
      const left = store.largeSlotsLeft()
      if (!takesSmallSlots(answer)) {
        if (left !== null) await store.setLargeSlotsLeft(null)
      } else if (left === null) await store.setLargeSlotsLeft(largeSlotsAtFirst)
      else if (left > 0 && slot === 'large') await store.setLargeSlotsLeft(left - 1)
    },
  }
}
