import { describe, expect, it } from 'vitest'
import { presentRoot, writeCount } from '#core/audit/present.ts'
import { brokenCounts, readRecordPage } from '#core/audit/read-record.ts'
import { isFork, witnessRecord } from '#core/audit/witness.ts'
import { newSigningKey } from '#core/sealing/signed-document.ts'
import { type Line, noteOf, pageOf, schoolId, shownOf, signingKey, someLines } from './a-record.ts'

const key = { schoolId, publicKey: signingKey.publicKey }
const lines = someLines(11)
const seen = noteOf(lines)
const edited = lines.map((line, index): Line => (index === 4 ? { ...line, act: { ...line.act, who: 'Nobody' } } : line))
const more = (from: readonly Line[]) => [...from, ...someLines(3, 'Mr Bell')]

/** What somebody with their hands on the hub could make of the record, signed with the hub's own key. */
const tampered: readonly [string, readonly Line[], string][] = [
  ['edit', more(edited), 'changed'],
  ['edit, and nothing new', edited, 'changed'],
  ['delete', more(lines.toSpliced(4, 1)), 'changed'],
  ['reorder', more([...lines.slice(0, 3), lines[4], lines[3], ...lines.slice(5)].filter((line) => line !== undefined)), 'changed'],
  ['truncate', lines.slice(0, 9), 'shorter'],
  ['fork', [...lines.slice(0, 8), ...someLines(9, 'Somebody else')], 'changed'],
]

describe('A7: what was done to the record is noticed', () => {
  it('by nobody while it only grows', () => {
    expect(witnessRecord(null, shownOf(lines, 0), key)).toEqual({ kind: 'grown', note: seen })
    expect(witnessRecord(seen, shownOf(lines, 11), key)).toEqual({ kind: 'same' })
    expect(witnessRecord(seen, shownOf(more(lines), 11), key)).toEqual({ kind: 'grown', note: noteOf(more(lines)) })
    expect(readRecordPage(pageOf(more(lines), 11), seen, null)).toMatchObject({ witnessed: { kind: 'grown' }, broken: [] })
  })

  it.each(tampered)('%s: by a kiosk that keeps the last checkpoint', (_how, now, why) => {
    expect(witnessRecord(seen, shownOf(now, 11), key)).toEqual({ kind: 'alarm', why })
  })

  it.each(tampered)('%s: by the browser of the DSL', (_how, now, why) => {
    expect(readRecordPage(pageOf(now, 11), seen, null).witnessed).toEqual({ kind: 'alarm', why })
  })

  it('a line that was edited under its old leaf is named, and so is one that is left out or erased out of turn', () => {
    const page = pageOf(lines)
    const change = (index: number, to: (line: (typeof page.lines)[number]) => (typeof page.lines)[number]) =>
      page.lines.map((line) => (line.index === index ? to(line) : line))
    const broken = (shown: typeof page.lines) => readRecordPage({ ...page, lines: shown }, null, null).broken
    expect(broken(change(4, (line) => ({ ...line, act: line.act === null ? null : { ...line.act, about: 'x' } })))).toEqual([4])
    expect(broken(page.lines.filter((line) => line.index !== 4))).toEqual([1, 2, 3, 4])
    expect(broken(change(4, (line) => ({ ...line, act: null })))).toEqual([4])
    // The first ones are a year old: their leaves stand.
    expect(broken(page.lines.map((line) => (line.index < 5 ? { ...line, act: null } : line)))).toEqual([])
  })

  it('two checkpoints of one length are a fork, whoever shows the second', () => {
    expect(isFork(seen, noteOf(edited), key)).toBe(true)
    expect(isFork(seen, seen, key)).toBe(false)
    expect(isFork(seen, noteOf(more(lines)), key)).toBe(false)
  })

  it('another key, another school and a damaged note are no checkpoint', () => {
    const unsigned = { kind: 'alarm', why: 'unsigned' }
    expect(witnessRecord(seen, { note: noteOf(lines, newSigningKey()), proof: [] }, key)).toEqual(unsigned)
    expect(witnessRecord(seen, shownOf(lines, 11), { ...key, schoolId: 'd'.repeat(32) })).toEqual(unsigned)
    expect(witnessRecord(seen, { note: seen.replace('\n11\n', '\n12\n'), proof: [] }, key)).toEqual(unsigned)
    expect(witnessRecord(seen, { note: '', proof: [] }, key)).toEqual(unsigned)
  })
})

describe('the daily count of notes', () => {
  const notes = ['1', '2', '3'].map((digit) => ({ id: digit.repeat(32), day: '2026-11-20' }))
  const counted = {
    ...someLines(1)[0],
    act: {
      at: 1,
      staffId: null,
      who: 'hub',
      act: 'counted-notes',
      about: writeCount({ day: '2026-11-21', count: 3, root: presentRoot(notes.map(({ id }) => id)) }),
    },
    salt: new Uint8Array(32),
  }
  const deleted = (id: string) => ({ ...counted, act: { ...counted.act, act: 'deleted-note', about: `${id} 2026-11-20` } })

  it('comes out while all are there, also when later ones came', () => {
    expect(brokenCounts(pageOf([counted]), [...notes, { id: '9'.repeat(32), day: '2026-11-21' }])).toEqual([])
  })

  it('does not come out when one has vanished, was exchanged or was put among them', () => {
    const broken = (there: number) => [{ day: '2026-11-21', counted: 3, there }]
    expect(brokenCounts(pageOf([counted]), notes.slice(1))).toEqual(broken(2))
    expect(brokenCounts(pageOf([counted]), [...notes.slice(1), { id: '9'.repeat(32), day: '2026-11-20' }])).toEqual(broken(3))
    expect(brokenCounts(pageOf([counted]), [...notes, { id: '9'.repeat(32), day: '2026-11-19' }])).toEqual(broken(4))
  })

  it('comes out when retention deleted one since, and recorded it', () => {
    expect(brokenCounts(pageOf([counted, deleted('1'.repeat(32))]), notes.slice(1))).toEqual([])
    expect(brokenCounts(pageOf([deleted('1'.repeat(32)), counted]), notes.slice(1))).toHaveLength(1)
  })
})
