import { expect, it } from 'vitest'
import { AddEntry } from '#core/contract/cases.ts'
import { fromBase64, toBase64 } from '#core/sealing/base64.ts'
import { openEntry, openSummary, sealEntry, sealSummary } from '#core/sealing/case-seal.ts'
import { inspectEnvelope } from '#core/sealing/inspect-envelope.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { entry } from '../cases/story-world.ts'

const team = await makeTeam('acorn badge cabin daisy eagle fern garden', 1, 2)
const { recipients } = team.request
const summary = { v: 1, title: 'Jo, playground', step: 'discuss', dueAt: null } as const

it('opens for the team and for the recovery kit, and for nobody else', async () => {
  const written = entry({ facts: 'Jo said “no”.', reportIds: ['a'.repeat(32)] })
  const body = await sealEntry(written, recipients)
  expect(await openEntry(body, team.teamIdentity)).toEqual(written)
  expect(await openEntry(body, team.recoveryIdentity)).toEqual(written)
  const other = await makeTeam('acorn badge cabin daisy eagle fern garden', 1, 2)
  await expect(openEntry(body, other.teamIdentity)).rejects.toThrow(expect.objectContaining({ code: 'HG_REPORT_UNREADABLE' }))
  expect(await openSummary(await sealSummary(summary, recipients), team.teamIdentity)).toEqual(summary)
})

it('has one size whatever was written, which the hub takes', async () => {
  const sealed = await Promise.all(
    ['', 'x'.repeat(4_000)].map((facts) => sealEntry(entry({ facts, opinion: facts, reason: facts }), recipients)),
  )
  expect(new Set(sealed.map((body) => body.length)).size).toBe(1)
  const sent = {
    revision: 1,
    move: 'none',
    dueDay: null,
    lane: 'soon',
    entry: { id: 'a'.repeat(32), body: sealed[0] },
    summary: await sealSummary(summary, recipients),
  }
  expect(AddEntry.safeParse(sent).success).toBe(true)
  expect(JSON.stringify(sent).length).toBeLessThan(64 * 1_024)
})

it('refuses what is too long, and what was changed by one bit', async () => {
  const long = '𝄞'.repeat(2_000)
  await expect(
    sealEntry(entry({ facts: long, opinion: long, decision: long, reason: long, contact: long.slice(0, 300) }), recipients),
  ).rejects.toThrow(expect.objectContaining({ code: 'HG_CASE_TOO_LONG' }))
  const bytes = fromBase64(await sealEntry(entry({}), recipients))
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
  await expect(openEntry(toBase64(bytes), team.teamIdentity)).rejects.toThrow(expect.objectContaining({ code: 'HG_REPORT_UNREADABLE' }))
})

it('A5: says why an envelope does not open', async () => {
  const whole = { v: 1, category: 'OTHER', words: '', page: null, danger: false, stage: null, halfDay: '2026-11-20 am' } as const
  const good = await sealReport(whole, recipients)
  expect(await inspectEnvelope(good.subarray(1), team.teamIdentity)).toBe('wrong-size')
  expect(await inspectEnvelope(new Uint8Array(good.length), team.teamIdentity)).toBe('not-for-these-keys')
  expect(await inspectEnvelope(await sealReport(whole, { ...recipients, team: recipients.recovery }), team.teamIdentity)).toBe(
    'not-for-these-keys',
  )
  expect(await inspectEnvelope(await sealPlain(JSON.stringify({ ...whole, v: 2 })), team.teamIdentity)).toBe('other-version')
  expect(await inspectEnvelope(await sealPlain('{"v":1,"category":"NEW"}'), team.teamIdentity)).toBe('malformed')
  expect(await inspectEnvelope(await sealPlain('no JSON'), team.teamIdentity)).toBe('malformed')
})

/** A sealed body of any kind, as a kiosk of another version might make it. */
async function sealPlain(text: string): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption')
  const { pad } = await import('#core/sealing/padding.ts')
  const encrypter = new Encrypter()
  encrypter.addRecipient(recipients.team)
  encrypter.addRecipient(recipients.recovery)
  return encrypter.encrypt(pad(new TextEncoder().encode(text), 16_384) ?? new Uint8Array())
}
