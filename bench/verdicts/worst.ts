import { type Quantiles, quantiles } from '#bench/quantiles.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { fresh } from './fresh.ts'
import { madeUpList } from './made-up-list.ts'

const kilobytes64 = 65_536
const padded = (beginning: string, piece: string, length: number): string =>
  beginning + piece.repeat(Math.ceil((length - beginning.length) / piece.length))

/** Addresses that are as long or as odd as a page can make them: at 64 KB, and once more just below the 8,192 that are read at all. */
export function worstAddresses(host: string): readonly { readonly name: string; readonly url: string }[] {
  const origin = `https://${host}`
  return [
    ...([kilobytes64, 8_190] as const).flatMap((length) => [
      { name: `slashes, ${length}`, url: padded(`${origin}/`, '/', length) },
      { name: `../, ${length}`, url: padded(`${origin}/`, '../', length - 2) },
      { name: `a/, ${length}`, url: padded(`${origin}/`, 'a/', length - 1) },
      { name: `query, ${length}`, url: padded(`${origin}/?q=`, 'a&b=', length - 3) },
      { name: `one label, ${length}`, url: `https://${'a'.repeat(length - 9)}/` },
      { name: `labels, ${length}`, url: `${padded('https://', 'a.', length - 6)}b/` },
    ]),
    { name: '120 labels', url: `https://${'a.'.repeat(120)}${host}/` },
    { name: '3,000 segments', url: `${origin}/${'ab/'.repeat(3_000).slice(0, 8_100)}` },
  ]
}

export interface Worst {
  readonly name: string
  /** Nanoseconds. */
  readonly ours: Quantiles
  readonly parse: Quantiles
  readonly ratio: number
}

/** Times our verdict on each against `URL.parse` of the same text, in turn, with fresh strings: as a navigation, with sections on its host. */
export function measureWorst(rounds: number, clock: () => bigint = process.hrtime.bigint): Worst[] {
  const host = 'long.example'
  const sections = ['/', '/a/a/a/', `/${'ab/'.repeat(40)}`].map((path) => ({
    url: `https://${host}${path}x`,
    scope: 'section' as const,
    also: [],
    companions: [],
  }))
  const policy = compilePolicy([...madeUpList(500), ...sections], null)
  const timed = (action: (url: string) => unknown, url: string): number => {
    const own = Array.from({ length: 20 }, () => fresh(url))
    const startedAt = clock()
    for (const text of own) action(text)
    return Number(clock() - startedAt) / own.length
  }
  const verdict = (url: string): unknown => judge(policy, { url, use: 'navigation', top: null, method: 'GET' } satisfies PageRequest, 0)
  const parse = (url: string): unknown => URL.parse(url)
  return worstAddresses(host).map(({ name, url }) => {
    const ours: number[] = []
    const theirs: number[] = []
    for (let round = -5; round < rounds; round++) {
      const both = round % 2 === 0 ? [timed(verdict, url), timed(parse, url)] : [timed(parse, url), timed(verdict, url)].reverse()
      if (round < 0) continue
      ours.push(both[0] ?? 0)
      theirs.push(both[1] ?? 0)
    }
    const mine = quantiles(ours)
    const parsed = quantiles(theirs)
    return { name, ours: mine, parse: parsed, ratio: mine.median / parsed.median }
  })
}
