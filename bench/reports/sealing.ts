import { Encrypter } from 'age-encryption'
import { envelopeForms } from '#core/contract/envelope-form.ts'
import type { Report } from '#core/contract/report.ts'
import { reportLimits } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { pad } from '#core/sealing/padding.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import { newMixerKey, sealSlot } from '#core/sealing/slot-seal.ts'

/** A report of KS2 as long as a child's often is. */
export const aReport = (words = 'somebody in my class keeps writing things that make me sad'): Report => ({
  v: 1,
  category: 'MEAN',
  words,
  page: 'site.example/a/page',
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-23 am',
})

export async function someRecipients(): Promise<ReportRecipients> {
  const [team, grownUps, recovery] = [await newMixerKey(), await newMixerKey(), await newMixerKey()]
  return { epoch: 1, team: team.recipient, grownUps: grownUps.recipient, recovery: recovery.recipient }
}

/** ms of each call, in turn: our seal, age alone over the same bytes for the same keys, and our outside of a slot. */
export async function timeSealing(rounds: number): Promise<{ readonly ours: number[]; readonly bare: number[]; readonly slot: number[] }> {
  const recipients = await someRecipients()
  const mixer = await newMixerKey()
  const report = aReport()
  const padded = pad(new TextEncoder().encode(JSON.stringify(report)), envelopeForms.small.paddedBytes) ?? new Uint8Array()
  const times = { ours: [] as number[], bare: [] as number[], slot: [] as number[] }
  let envelope = await sealReport(report, recipients)
  const acts = {
    ours: async () => {
      envelope = await sealReport(report, recipients)
    },
    bare: async () => {
      const encrypter = new Encrypter()
      encrypter.addRecipient(recipients.team)
      encrypter.addRecipient(recipients.recovery)
      await encrypter.encrypt(padded)
    },
    slot: async () => {
      await sealSlot({ inUse: true, letter: { id: 'a'.repeat(32), lane: 'soon', envelope } }, mixer.recipient)
    },
  }
  const names = ['ours', 'bare', 'slot'] as const
  const warmUp = Math.min(20, rounds)
  for (let round = -warmUp; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const from = performance.now()
      await acts[name]()
      if (round >= 0) times[name].push(performance.now() - from)
    }
  }
  return times
}

/** How many different lengths so many reports of all kinds, and as many dummies, have once they are sealed. */
export async function countSizes(
  count: number,
): Promise<{ readonly envelopes: number[]; readonly slots: number[]; readonly dummies: number[] }> {
  const recipients = await someRecipients()
  const mixer = await newMixerKey()
  const sizes = { envelopes: new Set<number>(), slots: new Set<number>(), dummies: new Set<number>() }
  for (let turn = 0; turn < count; turn++) {
    const signs = ['a', 'é', '🦔', '\u0001'][turn % 4] ?? 'a'
    const words = signs.repeat(Math.floor(((turn % 60) * reportLimits.words) / 60 / signs.length))
    const envelope = await sealReport({ ...aReport(words), category: turn % 5 === 0 ? 'ADULT' : 'MEAN' }, recipients)
    sizes.envelopes.add(envelope.length)
    const letter = { id: turn.toString(16).padStart(32, '0'), lane: turn % 2 === 0 ? 'soon' : 'now', envelope } as const
    sizes.slots.add((await sealSlot({ inUse: turn % 3 === 0, letter }, mixer.recipient)).length)
    sizes.dummies.add((await sealSlot({ inUse: turn % 3 === 0, letter: null }, mixer.recipient)).length)
  }
  return { envelopes: [...sizes.envelopes], slots: [...sizes.slots], dummies: [...sizes.dummies] }
}
