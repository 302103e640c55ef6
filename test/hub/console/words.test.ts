import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errorCodes } from '#core/contract/errors.ts'
import { type ClassDraft, ListEntry } from '#core/contract/list.ts'
import { refusalCodes } from '#core/contract/verdict.ts'
import { importListText } from '#core/policy/import.ts'
import { describeChanges } from '#hub/console/listing/describe-changes.ts'
import { listFileOf } from '#hub/console/listing/list-file.ts'
import { addressesIn } from '#hub/console/listing/pasted.ts'
import { wouldOpen } from '#hub/console/listing/would-open.ts'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { dayWords, halfDayWords, momentOf, momentWords, sinceWords } from '#hub/console/words/dates.ts'
import { faultWords } from '#hub/console/words/faults.ts'
import { refusalWords } from '#hub/console/words/refusals.ts'
import { tile } from './fake-hub.ts'

const now = new Date(2026, 10, 18, 10, 30).getTime()
const hour = 3_600_000

describe('words', () => {
  it('tell each fault and each refusal by what happened and what is next', () => {
    for (const code of Object.keys(errorCodes) as (keyof typeof errorCodes)[]) {
      const { what, next } = faultWords(code)
      expect(what, code).toMatch(/^[A-Z].*\.$/)
      expect(next, code).toMatch(/^[A-Z].*\.$/)
    }
    for (const code of refusalCodes) expect(refusalWords[code], code).toMatch(/\.$/)
  })

  it('hold no exclamation mark and none of the words that the look forbids', () => {
    const folder = 'hub/console'
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
    expect(files.length).toBeGreaterThan(40)
    for (const name of files) {
      const text = readFileSync(join(folder, name), 'utf8')
      const said = [...text.matchAll(/'([^'\n]*)'|>\s*([^<>{}=;()]+)\s*</g)].map(([, quoted, between]) => quoted ?? between ?? '')
      for (const line of said.filter((one) => /[a-z] [a-z]/.test(one))) {
        expect(line, name).not.toMatch(/\w!(\s|$)|100 ?%|\b(blocked|denied|forbidden)\b|are you sure|nobody can know/i)
      }
    }
  })

  it('say dates as a person would', () => {
    expect(dayWords(now, now)).toBe('18 Nov')
    expect(dayWords(new Date(2024, 8, 4).getTime(), now)).toBe('4 Sept 2024')
    expect(momentWords(now - hour, now)).toBe('Today 9:30')
    expect(momentWords(now - 24 * hour, now)).toBe('Yesterday 10:30')
    expect(sinceWords(now - 30_000, now)).toBe('just now')
    expect(sinceWords(now - 5 * 60_000, now)).toBe('5 minutes ago')
    expect(sinceWords(now - 48 * hour, now)).toBe('on 16 Nov')
    expect(momentOf('2026-11-18', '10:30')).toBe(now)
    expect(momentOf('', '10:30')).toBeNull()
  })

  it('say a half day and never nearer', () => {
    expect(halfDayWords('2026-11-18 am', now)).toBe('This morning')
    expect(halfDayWords('2026-11-17 pm', now)).toBe('Yesterday afternoon')
    expect(halfDayWords('2026-11-16 am', now)).toBe('Monday morning')
    expect(halfDayWords('2026-10-01 pm', now)).toBe('1 Oct, afternoon')
  })
})

describe('text from outside', () => {
  it('loses marks that turn it round, towers of accents and endless length', () => {
    expect(inert('a\u202Eb\u2066c\u200Fd\u0000e')).toBe('a b c d e')
    expect(inert(`z${'\u0301'.repeat(500)}`).length).toBe(4)
    expect(inert('😀'.repeat(100_000)).length).toBeLessThan(12_100)
    expect(inert('two\nlines')).toBe('two\nlines')
  })
})

describe('pasted addresses', () => {
  it('are found in lines, in a table and in a bookmark file, each once', () => {
    expect(addressesIn('https://a.example/x\n\nnot one\nwww.b.example\nhttps://a.example/x').map(({ url }) => url)).toEqual([
      'https://a.example/x',
      'https://www.b.example',
    ])
    expect(addressesIn('"Snails";"https://a.example/s";x\nBees,https://b.example/')).toMatchObject([
      { url: 'https://a.example/s', title: 'Snails' },
      { url: 'https://b.example/', title: 'Bees' },
    ])
    expect(addressesIn("<A HREF='https://a.example/?x=1&amp;y=2'>A &lt;b&gt; &#65;</A>")).toMatchObject([
      { url: 'https://a.example/?x=1&y=2', title: 'A <b> A' },
    ])
    expect(addressesIn('javascript:alert(1)\ndata:text/html,x\n<a href="file:///etc">x</a>')).toEqual([])
  })

  it('get a first title from their path or host', () => {
    expect(addressesIn('https://a.example/topics/pond-life.html')[0]?.title).toBe('Pond life')
    expect(addressesIn('https://www.a.example/z9')[0]?.title).toBe('a.example')
  })
})

describe('a list', () => {
  const tiles = [tile('A', 'https://a.example/x', { scope: 'section', also: ['https://a.example/y'], companions: ['*.c.example'] })]

  it('goes out in the documented form and comes back the same', () => {
    const { entries } = importListText(listFileOf(tiles))
    expect(entries).toEqual(
      tiles.map(({ title, url, scope, also, companions }) => ListEntry.parse({ title, url, scope, also, companions })),
    )
  })

  it('answers by the tile that allows, and by neighbours on the same site', () => {
    expect(wouldOpen(tiles, 'a.example/y/z')).toMatchObject({ kind: 'yes', tile: { title: 'A' } })
    expect(wouldOpen(tiles, 'https://a.example/')).toMatchObject({ kind: 'no', code: 'not-on-list', near: [{ title: 'A' }] })
    expect(wouldOpen([], 'https://a.example/')).toMatchObject({ kind: 'no', code: 'no-list' })
    expect(wouldOpen(tiles, 'x'.repeat(9_000))).toMatchObject({ kind: 'no', code: 'unreadable' })
  })

  it('says each change in words', () => {
    const [first] = tiles
    if (first === undefined) throw new Error('no tile')
    const lesson = { id: 'e'.repeat(32), aim: 'counting', startsAt: now, endsAt: now + hour, tileIds: [], onlyTheseTiles: false }
    const before: ClassDraft = { tiles, lessons: [lesson] }
    const after: ClassDraft = {
      tiles: [{ ...first, scope: 'site' }, tile('B', 'https://b.example/')],
      lessons: [{ ...lesson, onlyTheseTiles: true }],
    }
    expect(describeChanges(before, before)).toEqual([])
    expect(describeChanges(before, after).map(({ kind, words }) => `${kind}: ${words}`)).toEqual([
      'changed: “A”, 2 whole sites: opened 2 parts of a site before',
      'new: “B”, one page',
      expect.stringMatching(/^changed: lesson “counting”, .*: only its tiles open$/),
    ])
    expect(describeChanges(after, { tiles: [], lessons: [] }).map(({ kind }) => kind)).toEqual(['gone', 'gone', 'gone'])
  })
})
