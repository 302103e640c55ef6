import { randomBytes } from 'node:crypto'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Among } from '#core/contract/report.ts'
import { acksInAnswer, type SlotAnswer, slotAnswerBytes, smallSlotsWord } from '#core/contract/slots.ts'

/** What other parts of the hub let every answer carry: the same for all kiosks. */
export type SlotNews = Pick<SlotAnswer, 'keys' | 'board' | 'checkpoint'>
export const usualNews: SlotNews = { keys: '', board: '', checkpoint: '' }

/** An answer of exactly `slotAnswerBytes`: ids that are on the disk, as many as fit and by chance, and random ones in the other places. */
export function slotAnswer(acked: readonly string[], among: Among, news: SlotNews): SlotAnswer {
  const dummies = Array.from({ length: acksInAnswer }, () => randomBytes(16).toString('hex'))
  const places = [...acked, ...dummies.slice(Math.min(acked.length, acksInAnswer))]
  const chosen = places
    .map((id) => ({ id, at: randomBytes(6).readUIntBE(0, 6) }))
    .sort((one, other) => one.at - other.at)
    .slice(0, acksInAnswer)
  const bare: SlotAnswer = { v: 1, acks: chosen.map(({ id }) => id), among, ...news, pad: smallSlotsWord }
  const missing = slotAnswerBytes - Buffer.byteLength(JSON.stringify(bare))
  if (missing < 0) throw new HedgerowError('HG_INTERNAL', 'slot answer')
  return { ...bare, pad: smallSlotsWord + ' '.repeat(missing) }
}
