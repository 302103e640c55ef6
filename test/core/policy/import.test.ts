import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HedgerowError } from '#core/contract/errors.ts'
import { importList, importListText } from '#core/policy/import.ts'
import { findJsonFault } from '#core/policy/json-fault.ts'
import expected from '#test/vectors/lists/expected.json' with { type: 'json' }

const folder = 'test/vectors/lists'
const samples = readdirSync(folder)
const faults: Readonly<Record<string, { code: string; detail: string }>> = expected

function importFile(name: string) {
  // As host/verdict.ts reads it: UTF-8 or nothing, and a byte order mark is part of the text.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(`${folder}/${name}`))
  return importListText(text)
}

/** What the host finds out before the import sees the text: host/verdict.test.ts. */
const notText = ['bad-utf-16.json']

describe('published samples', () => {
  it('every bad sample has an expectation, and every expectation a sample', () => {
    expect(samples.filter((name) => name.startsWith('bad-')).toSorted()).toEqual(Object.keys(faults).toSorted())
  })

  it.each(samples.filter((name) => name.startsWith('good-')))('%s is taken', (name) => {
    expect(importFile(name).entries).toBeInstanceOf(Array)
  })

  it.each(Object.entries(faults).filter(([name]) => !notText.includes(name)))('%s is refused: %o', (name, { code, detail }) => {
    expect(() => importFile(name)).toThrow(expect.objectContaining({ code, detail, name: 'HedgerowError' }))
  })
})

describe('what an import makes of a list', () => {
  it('http is taken as https, and the import says where', () => {
    const { entries, notes } = importFile('good-upgraded.json')
    expect(entries[0]).toMatchObject({
      url: 'https://old.example.org/page',
      also: ['https://old.example.org/more', 'https://old.example.org/new'],
    })
    expect(notes).toEqual([
      { kind: 'upgraded-to-https', entry: 1, field: 'url' },
      { kind: 'upgraded-to-https', entry: 1, field: 'also 1' },
    ])
  })

  it('addresses and companions come out as the engine writes them', () => {
    expect(importFile('good-spellings.json').entries).toMatchObject([
      { url: 'https://example.org/b', also: [], companions: [] },
      { url: 'https://xn--caf-dma.example/', companions: ['xn--bcher-kva.example', '*.cdn.example.net'] },
    ])
  })

  it('the fragment is kept, since a tile opens with it', () => {
    expect(importFile('good-three-scopes.json').entries[0]?.url).toBe('https://pages.example.org/story?part=1#start')
  })

  it('the date is handed on', () => {
    expect(importFile('good-expires.json').expiresAt).toBe(4_102_444_800_000)
    expect(importFile('good-empty.json').expiresAt).toBeNull()
  })

  it('what was imported imports again, unchanged and without a note', () => {
    for (const name of samples.filter((sample) => sample.startsWith('good-'))) {
      const { entries } = importFile(name)
      expect(importList({ entries })).toEqual({ entries, expiresAt: null, notes: [] })
    }
  })

  it('a class list holds 500 entries, and a catalogue as many as it may', () => {
    const entries = Array.from({ length: 501 }, (_, number) => ({ title: 'A tile', url: `https://example.org/${number}`, scope: 'page' }))
    expect(importList({ entries: entries.slice(1) }).entries).toHaveLength(500)
    expect(() => importList({ entries })).toThrow(expect.objectContaining({ code: 'HG_LIST_TOO_LONG', detail: '501 entries, at most 500' }))
    expect(importList({ entries }, 1_000_000).entries).toHaveLength(501)
  })

  it('no message holds the address or the title that is wrong', () => {
    const bad = { title: 'sentinel-title', url: 'https://sentinel-name:sentinel-word@sentinel-host.test/sentinel-path', scope: 'page' }
    for (const entry of [
      bad,
      { ...bad, scope: 'sentinel' },
      { ...bad, url: 'sentinel' },
      { ...bad, url: 'https://x.test/', companions: ['sentinel'] },
    ]) {
      expect(() => importList({ entries: [entry] })).toThrow(expect.objectContaining({ message: expect.not.stringContaining('sentinel') }))
    }
  })

  it('whatever arrives is taken or refused with a code', () => {
    const entry = fc.record({ title: fc.anything(), url: fc.anything(), scope: fc.anything(), also: fc.anything() }, { requiredKeys: [] })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ entries: fc.array(fc.oneof(entry, fc.anything())) })), (value) => {
        try {
          importList(value)
        } catch (fault) {
          expect(fault).toBeInstanceOf(HedgerowError)
        }
      }),
    )
  })
})

describe('where a text stops being JSON', () => {
  it.each([
    ['{"a":1,\n "b" 2}', 2, 6],
    ['[1,\n\n2,]', 3, 3],
    ['{"a":tru}', 1, 6],
    ['{"a":01}', 1, 7],
    ['"line\nbreak"', 1, 1],
    ['["\\x"]', 1, 2],
    ['[1 2]', 1, 4],
    ["{'a':1}", 1, 2],
    ['[}', 1, 2],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(findJsonFault(text)).toEqual({ line, column })
  })

  it('it finds a fault exactly where JSON.parse has one', () => {
    const json = fc.json()
    const spoilt = fc.tuple(json, fc.nat(), fc.constantFrom(...'{}[],:"\\0e-. tn'), fc.boolean()).map(([text, at, sign, replaces]) => {
      const place = at % (text.length + 1)
      return text.slice(0, place) + sign + text.slice(place + (replaces ? 1 : 0))
    })
    fc.assert(
      fc.property(fc.oneof(json, spoilt, fc.string()), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text))
      }),
      { numRuns: 5_000 },
    )
  })

  it('neither depth nor length exhausts it', () => {
    expect(findJsonFault('['.repeat(300_000))).toEqual({ line: 1, column: 300_001 })
    expect(findJsonFault(`["${'a'.repeat(3_000_000)}`)).toEqual({ line: 1, column: 2 })
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
