import type { SlotAnswer } from '#core/contract/slots.ts'
import { smallSlotsWord } from '#core/contract/slots.ts'
import type { OutboxStore } from '#core/ports.ts'

/** The part of a store in memory that remembers how far a kiosk has gone over to small slots: all the way, unless said otherwise. */
export function goneOver(left: number | null = 0): Pick<OutboxStore, 'hasLarge' | 'largeSlotsLeft' | 'setLargeSlotsLeft'> {
  return {
    hasLarge: async () => false,
    largeSlotsLeft: () => left,
    setLargeSlotsLeft: async (now) => {
      left = now
    },
  }
}

/** The answer of a hub that takes small slots; `pad` '' is one of before. */
export const answerWith = (acks: string[], pad: string = smallSlotsWord): SlotAnswer => ({
  v: 1,
  acks,
  among: '<5',
  keys: '',
  board: '',
  checkpoint: '',
  pad,
})
