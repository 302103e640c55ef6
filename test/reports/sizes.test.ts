import { expect, test } from 'vitest'
import { envelopeForms } from '#core/contract/envelope-form.ts'
import { lanes, type Report, reportCategories, reportLimits } from '#core/contract/report.ts'
import { slotForms } from '#core/contract/slots.ts'
import { stages } from '#core/contract/stage.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import { newMixerKey, sealSlot } from '#core/sealing/slot-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'

const count = 1_000
/** Of the larger form, in which a kiosk goes over from an older version. */
const countLarge = 100
const any = <T>(of: readonly T[]): T => of[Math.floor(Math.random() * of.length)] as T

/** Letters of one to four bytes each, and such as JSON writes in six. */
function anyReport(): Report {
  const sign = any(['a', 'é', '好', '🦔', '\u0001', '"'])
  return {
    v: 1,
    category: any(reportCategories),
    words: sign.repeat(Math.floor((Math.random() * reportLimits.words) / sign.length)),
    page: Math.random() < 0.5 ? null : `site.example/${'p'.repeat(Math.floor(Math.random() * 1_900))}`,
    danger: Math.random() < 0.5,
    stage: any([null, ...stages]),
    halfDay: '2026-11-21 am',
  }
}

test.each([
  ['small', count],
  ['large', countLarge],
] as const)('P2: %s reports of any kind and dummies, %i of each, are all of one size', async (form, count) => {
  const { request } = await makeTeam('one two', 1, 4)
  const recipients = { ...request.recipients, grownUps: Math.random() < 0.5 ? null : (await newMixerKey()).recipient }
  const mixer = await newMixerKey()
  const envelopes = new Set<number>()
  const real = new Set<number>()
  const dummies = new Set<number>()
  for (let turn = 0; turn < count; turn++) {
    const envelope = await sealReport(anyReport(), recipients, form)
    envelopes.add(envelope.length)
    const letter = { id: turn.toString(16).padStart(32, '0'), lane: any(lanes), envelope }
    real.add((await sealSlot({ inUse: Math.random() < 0.5, letter }, mixer.recipient, form)).length)
    dummies.add((await sealSlot({ inUse: Math.random() < 0.5, letter: null }, mixer.recipient, form)).length)
  }
  expect([[...envelopes], [...real], [...dummies]]).toEqual([
    [envelopeForms[form].envelopeBytes],
    [slotForms[form].bytes],
    [slotForms[form].bytes],
  ])
})
