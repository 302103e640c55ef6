import { describe, expect, it } from 'vitest'
import { madeUpPairs } from '#bench/fingerprints/fingerprints.ts'
import { madeUpText } from '#bench/text/made-up-text.ts'
import { modern, monyone, ours, plain, referenceScan, regExp } from '#bench/text/scanners.ts'
import { compareCounts } from '#bench/text/text.ts'
import { fingerprintOf, sketchDistance } from '#core/guard/drift/fingerprint.ts'

const { phrases, text, disguised } = madeUpText(400, 60_000)
const expected = referenceScan(phrases, text)

describe('the scan of text', () => {
  it('is raced over a text that has many of the phrases, always the same', () => {
    expect(madeUpText(400, 60_000)).toEqual({ phrases, text, disguised })
    expect(new Set(phrases).size).toBe(400)
    expect([...expected.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50)
  })

  it.each([ours, monyone, modern, plain])('$name finds what the slow reference finds, each as often', (maker) => {
    const scanner = maker.make(phrases)
    expect(compareCounts(scanner.scan(scanner.prepare(text)), expected)).toEqual({ wrong: 0, missed: 0 })
  })

  it('misses overlaps with one alternation, and says so', () => {
    const list = ['red fox', 'fox den', 'den']
    const scanner = regExp.make(list)
    expect(compareCounts(scanner.scan('a red fox den'), referenceScan(list, 'a red fox den'))).toEqual({ wrong: 0, missed: 1 })
  })

  it('finds every disguised phrase with ours, and hardly any with an automaton', () => {
    const numbers = new Map(phrases.map((phrase, number) => [phrase, number]))
    const finds = (maker: typeof ours): number => {
      const scanner = maker.make(phrases)
      return disguised.filter(({ phrase, written }) => scanner.scan(scanner.prepare(written)).has(numbers.get(phrase) ?? -1)).length
    }
    expect(finds(ours)).toBe(disguised.length)
    expect(finds(monyone)).toBeLessThan(disguised.length / 2)
  })

  it('counts finds too many and too few apart', () => {
    const found = new Map([
      [1, 3],
      [2, 1],
    ])
    expect(
      compareCounts(
        found,
        new Map([
          [1, 1],
          [3, 4],
        ]),
      ),
    ).toEqual({ wrong: 3, missed: 4 })
  })
})

describe('fingerprints', () => {
  it('are measured on pairs from the same page to another one, and ours estimates how far apart they are', () => {
    const pairs = madeUpPairs(8)
    expect(pairs[0]?.distance).toBe(0)
    expect(pairs.at(-1)?.distance).toBeGreaterThan(0.8)
    for (const { one, other, distance } of pairs) {
      const [a, b] = [one, other].map((page) => fingerprintOf({ text: page, around: '', linked: 0 }).minhash)
      expect(Math.abs(sketchDistance(a ?? '', b ?? '') - distance)).toBeLessThan(0.2)
    }
  })
})
