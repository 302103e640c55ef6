import { expect, it } from 'vitest'
import type { ReportRecipients, School } from '#core/contract/school.ts'
import { takeSchool } from '#core/guard/take-documents.ts'
import { newSigningKey, signDocument } from '#core/sealing/signed-document.ts'
import { world } from '#test/core/kiosk-world.ts'

const key = newSigningKey()
const base = world().school()
const recipient = (letter: string) => `age1${letter.repeat(58)}`
const keys = (epoch: number, change: Partial<ReportRecipients> = {}): ReportRecipients => ({
  epoch,
  team: recipient('q'),
  grownUps: null,
  recovery: recipient('p'),
  ...change,
})
const school = (version: number, recipients: unknown): object => ({ ...base, version, recipients })

function offer(offered: object, held: School | null = { ...base, version: 5, recipients: keys(3) }, signer = key) {
  const taken = takeSchool({
    schoolKey: key.publicKey,
    schoolId: base.schoolId,
    current: held === null ? null : { document: signDocument(held, key.privateKey), value: held },
    offered: signDocument(offered, signer.privateKey),
    now: base.issuedAt,
  })
  return taken.kind === 'kept' ? taken.code : taken.value.recipients
}

it('P11 a key configuration with a wrong signature is refused', () => {
  expect(offer(school(6, keys(4)), undefined, newSigningKey())).toBe('HG_DOCUMENT_SIGNATURE')
})

it('P11 one with an older epoch, or other keys under the same epoch, is refused though the document is newer', () => {
  expect(offer(school(6, keys(2)))).toBe('HG_DOCUMENT_ROLLBACK')
  expect(offer(school(6, keys(3, { team: recipient('z') })))).toBe('HG_DOCUMENT_ROLLBACK')
  expect(offer(school(6, keys(3, { grownUps: recipient('z') })))).toBe('HG_DOCUMENT_ROLLBACK')
  expect(offer(school(6, keys(3)))).toEqual(keys(3))
  expect(offer(school(6, keys(4, { team: recipient('z') })))).toEqual(keys(4, { team: recipient('z') }))
})

it('P11 one with an extra recipient is refused, wherever it is put', () => {
  for (const extra of [
    { ...keys(4), extra: recipient('z') },
    { ...keys(4), team: [recipient('q'), recipient('z')] },
    { ...keys(4), team: `${recipient('q')} ${recipient('z')}` },
  ])
    expect(offer(school(6, extra))).toBe('HG_DOCUMENT_SHAPE')
})

it('P11 keys may be taken away, and then nothing is sealed', () => {
  expect(offer(school(6, null))).toBeNull()
})
