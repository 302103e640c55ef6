import { expect, test } from 'vitest'
import { gatherWorries } from '#core/cases/worries.ts'
import type { Report } from '#core/contract/report.ts'
import { type Letter, slotBytes } from '#core/contract/slots.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import type { OutboxStore } from '#core/ports.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import type { Slot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { manualClock } from '#test/core/fakes.ts'
import { answerWith, goneOver } from '#test/core/outbox/gone-over.ts'
import { aLetterbox, slotOf } from './letterbox.ts'

const everyMs = 300_000
const silly: Report = { v: 1, category: 'OTHER', words: 'ha ha', page: null, danger: false, stage: 'ks2', halfDay: '2026-11-21 am' }

/** A kiosk whose slots are given to `send` as what is in them. */
function aSender(send: (letter: Slot['letter'], at: number) => void) {
  const kept = new Map<string, Letter>()
  const store: OutboxStore = {
    put: async (id, letter) => void kept.set(id, letter),
    list: async () => [...kept.keys()].sort(() => Math.random() - 0.5),
    get: async (id) => kept.get(id) ?? null,
    remove: async (id) => void kept.delete(id),
    hasRoom: async () => true,
    ...goneOver(),
  }
  const clock = manualClock(everyMs * 1_000)
  let inside: Slot['letter'] = null
  const outbox = createOutbox({
    store,
    clock,
    seal: async ({ letter }) => {
      inside = letter
      return new Uint8Array(slotBytes)
    },
    send: async () => {
      send(inside, clock.steady())
      return answerWith(inside === null ? [] : [inside.id])
    },
  })
  outbox.begin({ now: clock.now, mixer: () => ({ key: 'k', everyMs }), isInUse: () => false, onAnswer: () => undefined })
  return { outbox, clock, kept }
}

test('A1: a thousand sends from one kiosk in an hour use twelve slots, delay nobody and are one card at the desk', async () => {
  const team = await makeTeam('one two', 1, 4)
  const { recipients } = team.request
  const { hub, take, rows } = await aLetterbox()
  const sent: NonNullable<Slot['letter']>[] = []
  let slots = 0
  const noisy = aSender((letter) => {
    slots++
    if (letter !== null) sent.push(letter)
  })
  const heard: { letter: NonNullable<Slot['letter']>; at: number }[] = []
  const other = aSender((letter, at) => {
    if (letter !== null) heard.push({ letter, at })
  })
  const worry = { ...silly, category: 'MEAN', words: 'help me please' } as const
  for (let step = 0; step < 12; step++) {
    for (let turn = 0; turn < 84 && step * 84 + turn < 1_000; turn++)
      expect(await noisy.outbox.keep(silly, recipients, 'now')).toBe('saved')
    if (step === 5) expect(await other.outbox.keep(worry, recipients, 'now')).toBe('saved')
    await Promise.all([noisy.clock.pass(everyMs), other.clock.pass(everyMs)])
  }
  expect(slots).toBeLessThanOrEqual(12)
  expect(noisy.kept.size).toBeGreaterThanOrEqual(1_000 - 12)
  // The other kiosk's went with the very next slot.
  expect(heard.map(({ at }) => at)).toEqual([6 * everyMs])

  for (const letter of [...sent, ...heard.map((one) => one.letter)]) await take(await slotOf(hub, letter))
  await hub.mixer.step()
  const read = await Promise.all((await rows()).map(({ body }) => openReport(body, team.teamIdentity)))
  const cards = gatherWorries(read, (one) => one)
  expect(cards.map(({ notes }) => notes.length).sort((one, two) => one - two)).toEqual([1, sent.length])
  // All thousand at once, as after a night with the hub away, are still one card.
  expect(
    gatherWorries(
      Array.from({ length: 1_000 }, () => silly),
      (one) => one,
    ),
  ).toHaveLength(1)
})
