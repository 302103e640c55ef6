import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { envelopeBytes, envelopeForms } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { type Report, reportCategories, reportLimits } from '#core/contract/report.ts'
import { pageAddress } from '#core/guard/page-address.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'

const told: Report = {
  v: 1,
  category: 'MEAN',
  words: 'xylophone-sentinel said a mean thing',
  page: 'https://example.org/pencil-sentinel',
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-21 am',
}
const anyReport: fc.Arbitrary<Report> = fc.record({
  v: fc.constant(1 as const),
  category: fc.constantFrom(...reportCategories),
  words: fc.string({ unit: 'binary', maxLength: reportLimits.words }).filter((words) => words.length <= reportLimits.words),
  page: fc.option(fc.webUrl().filter((url) => url.length <= 2_000)),
  danger: fc.boolean(),
  stage: fc.constantFrom('eyfs', 'ks1', 'ks2', null),
  halfDay: fc.constantFrom('2026-11-21 am', '2027-01-05 pm'),
})
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no error',
    (error: unknown) => (error instanceof HedgerowError ? error.code : String(error)),
  )

let team: MadeTeam
beforeAll(async () => {
  team = await makeTeam('one two three', 1, 4)
})

describe('a sealed report', () => {
  it('opens with the team key and with the recovery key, and says what was told', async () => {
    const sealed = await sealReport(told, team.request.recipients)
    expect(await openReport(sealed, team.teamIdentity)).toEqual(told)
    expect(await openReport(sealed, team.recoveryIdentity)).toEqual(told)
  })

  it('holds none of the words, and no two are alike', async () => {
    const [first, second] = await Promise.all([sealReport(told, team.request.recipients), sealReport(told, team.request.recipients)])
    for (const word of ['sentinel', 'xylophone', 'MEAN', 'ks2', '2026', 'example.org']) {
      expect(Buffer.from(first).includes(word)).toBe(false)
    }
    expect(Buffer.from(first).equals(Buffer.from(second))).toBe(false)
  })

  it('has one length, whatever was told, over 500 random reports that all open again', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const sealed = await sealReport(report, team.request.recipients)
        expect(sealed.length).toBe(envelopeBytes)
        // What is told of a grown-up is not for the team's key.
        const identity = report.category === 'ADULT' ? team.recoveryIdentity : team.teamIdentity
        expect(await openReport(sealed, identity)).toEqual(report)
      }),
      { numRuns: 500 },
    )
  })

  /** Each of what a child can bring about as long as it can be: a letter that JSON writes in six, the longest address that is kept. */
  const longest: Report = {
    ...told,
    category: 'SELFHURT',
    stage: 'eyfs',
    mailbox: { recipient: `age1${'q'.repeat(58)}`, tag: 'f'.repeat(32) },
    words: '\u0000'.repeat(reportLimits.words),
    page: pageAddress(`https://${'a'.repeat(60)}.example/${'"\\\u0000\u{1f994}'.repeat(500)}`),
  }

  it('keeps that length for the longest report there can be, with room for fields to come', async () => {
    expect(longest.page).toHaveLength(2_000)
    expect((await sealReport(longest, team.request.recipients)).length).toBe(envelopeBytes)
    const room = envelopeForms.small.paddedBytes - 4 - new TextEncoder().encode(JSON.stringify(longest)).length
    expect(room).toBeGreaterThan(2_000)
  })

  it('keeps it for 300 letters of hedgehogs, too', async () => {
    const sealed = await sealReport({ ...longest, words: '\u{1f994}'.repeat(reportLimits.words / 2) }, team.request.recipients)
    expect(sealed.length).toBe(envelopeBytes)
  })

  it('of the larger form is opened as well, and so is a small one that lies at the head of a larger one’s bytes', async () => {
    const large = await sealReport(told, team.request.recipients, 'large')
    expect(large.length).toBe(envelopeForms.large.envelopeBytes)
    expect(await openReport(large, team.teamIdentity)).toEqual(told)
    const filled = randomBytes(envelopeForms.large.envelopeBytes)
    filled.set(await sealReport(told, team.request.recipients))
    expect(await openReport(new Uint8Array(filled), team.teamIdentity)).toEqual(told)
  })

  it('is opened by the age command line with the recovery key', async (test) => {
    if (spawnSync('age', ['--version']).error) {
      console.log('skipped: no `age` command on this machine')
      test.skip()
    }
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-age-'))
    try {
      writeFileSync(join(folder, 'kit.txt'), `${team.recoveryIdentity}\n`)
      writeFileSync(join(folder, 'report.age'), await sealReport(told, team.request.recipients))
      const opened = spawnSync('age', ['-d', '-i', join(folder, 'kit.txt'), join(folder, 'report.age')])
      expect(opened.stderr.toString()).toBe('')
      expect(opened.stdout.length).toBe(envelopeForms.small.paddedBytes)
      const length = opened.stdout.readUInt32BE(0)
      expect(JSON.parse(opened.stdout.subarray(4, 4 + length).toString())).toEqual(told)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('sealing refuses', () => {
  it('without recipients, and with one that is not an age key', async () => {
    const { recipients } = team.request
    expect(await codeOf(sealReport(told, null))).toBe('HG_REPORT_NO_RECIPIENT')
    expect(await codeOf(sealReport(told, { ...recipients, team: `age1${'q'.repeat(58)}` }))).toBe('HG_REPORT_NO_RECIPIENT')
    expect(await codeOf(sealReport(told, { ...recipients, recovery: '' }))).toBe('HG_REPORT_NO_RECIPIENT')
  })

  it('a report that is too long, or that has a field there is no place for, without repeating a word of it', async () => {
    const refused = [
      { report: { ...told, words: 'sentinel'.repeat(60) }, code: 'HG_REPORT_TOO_LONG' },
      // No kiosk makes such an address; two thousand letters that JSON writes in six do not fit.
      { report: { ...told, page: `sentinel${'\u0000'.repeat(1_992)}` }, code: 'HG_REPORT_TOO_LONG' },
      { report: { ...told, name: 'sentinel' } as Report, code: 'HG_BODY_SHAPE' },
      { report: { ...told, category: 'sentinel' } as unknown as Report, code: 'HG_BODY_SHAPE' },
    ]
    for (const { report, code } of refused) {
      const error: unknown = await sealReport(report, team.request.recipients).catch((fault: unknown) => fault)
      expect(error).toMatchObject({ code })
      expect(error).not.toHaveProperty('cause')
      expect(String(error)).not.toContain('sentinel')
    }
  })
})

describe('opening refuses', () => {
  it('the wrong key, and what is not a key', async () => {
    const sealed = await sealReport(told, team.request.recipients)
    const other = await makeTeam('one two three', 1, 4)
    expect(await codeOf(openReport(sealed, other.teamIdentity))).toBe('HG_REPORT_UNREADABLE')
    expect(await codeOf(openReport(sealed, 'not a key'))).toBe('HG_REPORT_UNREADABLE')
  })

  it('a report with a byte changed, cut off or added anywhere', async () => {
    const sealed = await sealReport(told, team.request.recipients)
    for (const at of [0, 40, 120, 200, 297, 400, sealed.length - 1]) {
      const flipped = sealed.slice()
      flipped[at] = (flipped[at] ?? 0) ^ 1
      expect(await codeOf(openReport(flipped, team.teamIdentity))).toBe('HG_REPORT_UNREADABLE')
    }
    expect(await codeOf(openReport(sealed.slice(0, -1), team.teamIdentity))).toBe('HG_REPORT_UNREADABLE')
    expect(await codeOf(openReport(new Uint8Array([...sealed, 0]), team.teamIdentity))).toBe('HG_REPORT_UNREADABLE')
    expect(await codeOf(openReport(new Uint8Array(0), team.teamIdentity))).toBe('HG_REPORT_UNREADABLE')
  })
})
