import { describe, expect, it } from 'vitest'
import { seeded } from '#bench/seeded.ts'
import { madeUpList } from '#bench/verdicts/made-up-list.ts'
import { madeUpStream } from '#bench/verdicts/stream.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { compileCatalogue, isCatalogue, openCatalogue } from '#core/policy/catalogue.ts'
import { seal } from '#core/policy/catalogue-format.ts'
import { compilePolicy, judge, type PolicyEntry } from '#core/policy/policy.ts'
import { goTo, load } from './ask.ts'

const page = (url: string, more: Partial<PolicyEntry> = {}): PolicyEntry => ({ url, scope: 'page', also: [], companions: [], ...more })

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (fault) {
    if (fault instanceof HedgerowError) return fault.code
    throw fault
  }
  return 'none'
}

describe('a compiled catalogue', () => {
  it('judges a made-up class of 2,000 approvals as the list itself does, and names the same entries', () => {
    const entries = madeUpList(2_000)
    const list = compilePolicy(entries, null)
    const compiled = openCatalogue(compileCatalogue(entries, null))
    const requests = madeUpStream(entries, 20_000, 7)
    expect(requests.map((request) => judge(compiled, request, 0))).toEqual(requests.map((request) => judge(list, request, 0)))
    expect(requests.filter((request) => judge(list, request, 0).kind === 'allow').length).toBeGreaterThan(12_000)
  })

  it('holds several entries of one address, further addresses, ports and companions', () => {
    const entries = [
      page('https://a.test/x', { companions: ['cdn.test', '*.parts.test'] }),
      page('https://a.test/x', { companions: ['img.test'], also: ['https://b.test:8443/', 'https://b.test:8443/'] }),
    ]
    const policy = openCatalogue(compileCatalogue(entries, null))
    expect(judge(policy, { url: 'https://a.test/x', use: 'navigation', top: null, method: 'GET' }, 0)).toEqual({ kind: 'allow', entry: 0 })
    expect(goTo(policy, 'https://b.test:8443/')).toBe('allowed')
    expect(goTo(policy, 'https://c.test:8443/')).toBe('not-on-list')
    expect(goTo(policy, 'https://c.test:8444/')).toBe('port')
    expect(load(policy, 'https://a.test/x', 'https://img.test/')).toBe('allowed')
    expect(load(policy, 'https://a.test/x', 'https://x.parts.test/')).toBe('allowed')
    expect(load(policy, 'https://a.test/x', 'https://parts.test/')).toBe('not-a-companion')
    expect(load(policy, 'https://b.test:8443/', 'https://cdn.test/')).toBe('not-a-companion')
  })

  it('keeps its date', () => {
    const policy = openCatalogue(compileCatalogue([page('https://a.test/')], 1_000))
    const request = { url: 'https://a.test/', use: 'navigation', top: null, method: 'GET' } as const
    expect(judge(policy, request, 999).kind).toBe('allow')
    expect(judge(policy, request, 1_000)).toEqual({ kind: 'refuse', code: 'list-expired' })
  })

  it('may be empty, and then opens nothing', () => {
    expect(goTo(openCatalogue(compileCatalogue([], null)), 'https://a.test/')).toBe('not-on-list')
  })

  it('approves nothing by an address that an import would refuse', () => {
    const policy = openCatalogue(compileCatalogue([page('https://co.uk/', { scope: 'site' }), page('https://u:p@a.test/')], null))
    expect(goTo(policy, 'https://shop.co.uk/')).toBe('not-on-list')
    expect(goTo(policy, 'https://a.test/')).toBe('not-on-list')
  })

  it('is read from any place in a larger piece of memory', () => {
    const bytes = compileCatalogue(madeUpList(50), null)
    const larger = new Uint8Array(bytes.length + 3)
    larger.set(bytes, 3)
    expect(goTo(openCatalogue(larger.subarray(3)), madeUpList(50)[0]?.url ?? '')).toBe('allowed')
  })

  it('is told from JSON by its first bytes', () => {
    expect(isCatalogue(compileCatalogue([], null))).toBe(true)
    expect(isCatalogue(new TextEncoder().encode('{"entries":[]}'))).toBe(false)
  })
})

describe('a catalogue that is not what was written', () => {
  const bytes = compileCatalogue(madeUpList(30), 5_000)

  it('is refused when it is cut short anywhere', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(codeOf(() => openCatalogue(bytes.subarray(0, length)))).toBe('HG_CATALOGUE_DAMAGED')
    }
  })

  it('is refused when it is longer', () => {
    expect(codeOf(() => openCatalogue(new Uint8Array([...bytes, 0, 0, 0, 0])))).toBe('HG_CATALOGUE_DAMAGED')
  })

  it('is refused when any one byte is another', () => {
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
      expect(
        codeOf(() => openCatalogue(changed)),
        `byte ${at}`,
      ).toMatch(/^HG_CATALOGUE_(DAMAGED|VERSION)$/)
    }
  })

  it('is refused with a code of its own when another version wrote it', () => {
    const other = bytes.slice()
    other[4] = 2
    expect(codeOf(() => openCatalogue(other))).toBe('HG_CATALOGUE_VERSION')
  })

  it('is refused, or ends each search, whatever numbers somebody wrote who can make the checksum right', () => {
    const next = seeded(11)
    const requests = madeUpStream(madeUpList(30), 60, 3)
    const seen = { refused: 0, opened: 0 }
    for (let round = 0; round < 4_000; round++) {
      const hostile = bytes.slice()
      const words = new Uint32Array(hostile.buffer)
      for (let left = 1 + Math.floor(next() * 3); left > 0; left--) {
        const at = 4 + Math.floor(next() * (words.length - 4))
        words[at] = next() < 0.3 ? 0xffffffff : next() < 0.5 ? Math.floor(next() * 2 ** 32) : (words[at] ?? 0) + 1
      }
      seal(hostile)
      const code = codeOf(() => {
        const policy = openCatalogue(hostile)
        for (const request of requests) judge(policy, request, 0)
      })
      expect(['none', 'HG_CATALOGUE_DAMAGED']).toContain(code)
      seen[code === 'none' ? 'opened' : 'refused']++
    }
    expect(seen.refused).toBeGreaterThan(1_000)
  })

  it('is refused when its table has no empty place, where a search would not end', () => {
    const full = bytes.slice()
    const words = new Uint32Array(full.buffer)
    const slots = words[9] ?? 0
    for (let slot = 0; slot < slots; slot++) words[16 + slot] = 1
    seal(full)
    expect(codeOf(() => openCatalogue(full))).toBe('HG_CATALOGUE_DAMAGED')
  })
})
