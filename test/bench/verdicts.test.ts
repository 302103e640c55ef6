import { describe, expect, it } from 'vitest'
import { quantiles } from '#bench/quantiles.ts'
import type { Engine } from '#bench/verdicts/engine.ts'
import { ghostery } from '#bench/verdicts/engines/ghostery.ts'
import { invertedRules } from '#bench/verdicts/engines/inverted-rules.ts'
import { ours, oursCompiled } from '#bench/verdicts/engines/ours.ts'
import { ubo } from '#bench/verdicts/engines/ubo.ts'
import { urlPattern } from '#bench/verdicts/engines/url-pattern.ts'
import { fresh, freshRequests } from '#bench/verdicts/fresh.ts'
import { madeUpList } from '#bench/verdicts/made-up-list.ts'
import { race } from '#bench/verdicts/race.ts'
import { ReferencePolicy } from '#bench/verdicts/reference.ts'
import { madeUpStream } from '#bench/verdicts/stream.ts'
import { worstAddresses } from '#bench/verdicts/worst.ts'
import { countWrong } from '#bench/verdicts/wrong.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import { importList } from '#core/policy/import.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'

const entries = madeUpList(60)
const requests = madeUpStream(entries, 2_000, 5)
const reference = new ReferencePolicy(entries, null)
const expected = requests.map((request) => reference.judge(request, 0).kind)

/** An engine that answers what it is told, and writes down when it runs. */
function told(name: string, answer: (request: PageRequest) => boolean, ran: string[] = []): Engine<PageRequest> {
  return {
    name,
    prepare: (all) => all,
    run: (all) => {
      ran.push(`${name} ${all.length}`)
      return all.filter(answer).length
    },
    allows: answer,
  }
}

describe('wrong verdicts', () => {
  it('of engines that open everything, or nothing, are all counted', () => {
    const rightly = expected.filter((kind) => kind === 'allow').length
    const all = countWrong(
      told('open', () => true),
      requests,
      expected,
    )
    expect(all).toEqual({ asked: 2_000, allowed: 2_000 - rightly, refused: 0 })
    expect(
      countWrong(
        told('closed', () => false),
        requests,
        expected,
      ),
    ).toEqual({ asked: 2_000, allowed: 0, refused: rightly })
  })

  it('of our engine are none, and of one that is broken in a single place as many as that place has', async () => {
    const engine = await ours.build(entries)
    expect(countWrong(engine, requests, expected)).toEqual({ asked: 2_000, allowed: 0, refused: 0 })
    const right = (request: PageRequest): boolean => reference.judge(request, 0).kind === 'allow'
    const http = requests.filter(({ url }) => url.startsWith('http:')).length
    expect(http).toBeGreaterThan(0)
    const broken = told('takes http for https', (request) => request.url.startsWith('http:') || right(request))
    expect(countWrong(broken, requests, expected)).toEqual({ asked: 2_000, allowed: http, refused: 0 })
  })

  it.each([oursCompiled, ghostery, ubo, urlPattern])('$name understands the list: it is wrong in few, and ours in none', async (maker) => {
    const engine = await maker.build(entries)
    const wrong = countWrong(engine, requests, expected)
    if (wrong === null) expect.fail('it gives no verdicts')
    expect(wrong.allowed + wrong.refused).toBeLessThan(maker === oursCompiled ? 1 : 60)
  })

  it.each([oursCompiled, ghostery, ubo])('$name judges the same when it was kept and loaded', async ({ build, kept }) => {
    if (kept === null) expect.fail('it is not kept')
    const before = countWrong(await build(entries), requests, expected)
    const bytes = await kept.serialise(entries)
    expect(countWrong(await kept.load(bytes), requests, expected)).toEqual(before)
  })
})

describe('the race', () => {
  it('gives every engine every piece, in the other order every other round, and leaves the warm-up out', () => {
    const ran: string[] = []
    let now = 0n
    const clock = (): bigint => {
      now += 1_000n
      return now
    }
    const times = race(
      [told('a', () => true, ran), told('b', () => true, ran)],
      requests.slice(0, 10),
      { rounds: 2, warmUp: 1, pieces: 2 },
      clock,
    )
    expect(ran).toEqual(['a 5', 'b 5', 'a 5', 'b 5', 'b 5', 'a 5', 'b 5', 'a 5', 'a 5', 'b 5', 'a 5', 'b 5'])
    // Two pieces of 1,000 ns each, for ten requests.
    expect(times).toEqual([
      { best: 200, p25: 200, median: 200 },
      { best: 200, p25: 200, median: 200 },
    ])
  })

  it('makes every string anew, alike in every sign, and one for all parts of a page', () => {
    for (const text of ['https://a.test/', 'é', '\u{1f438}\ud800']) expect(fresh(text)).toBe(text)
    const anew = freshRequests(requests)
    expect(anew).toEqual(requests)
    expect(anew.every((request, at) => request !== requests[at])).toBe(true)
  })

  it('has the quantiles of nearest rank, and none of nothing', () => {
    expect(quantiles([5, 1, 4, 2, 3])).toEqual({ best: 1, p25: 2, median: 3 })
    expect(quantiles([7])).toEqual({ best: 7, p25: 7, median: 7 })
    expect(() => quantiles([])).toThrow(RangeError)
  })
})

describe('what is raced over', () => {
  it('is a list that an import takes, the same each time', () => {
    const list = madeUpList(1_000)
    expect(list).toEqual(madeUpList(1_000))
    const titled = list.map((entry) => ({ title: 'a page', ...entry }))
    expect(importList({ entries: titled }, 1_000).entries).toHaveLength(1_000)
    expect(new Set(list.map(({ scope }) => scope))).toEqual(new Set(['page', 'section', 'site']))
  })

  it('is a stream of which three quarters open, and most refusals have their turn', () => {
    const engine = requests.map((request) => reference.judge(request, 0))
    expect(engine.filter(({ kind }) => kind === 'allow').length).toBeGreaterThan(1_500)
    const codes = new Set(engine.flatMap((verdict) => (verdict.kind === 'refuse' ? [verdict.code] : [])))
    for (const code of ['not-on-list', 'not-a-companion', 'not-https', 'port', 'hidden-login', 'trailing-dot', 'address-host']) {
      expect(codes).toContain(code)
    }
  })

  it('gives the peers one rule for each address, host and companion, not for each pair', () => {
    const rules = invertedRules([
      { url: 'https://a.test/x', scope: 'page', also: [], companions: ['cdn.test'] },
      { url: 'https://a.test/y', scope: 'section', also: [], companions: ['cdn.test'] },
      { url: 'https://b.test/', scope: 'site', also: [], companions: ['cdn.test'] },
    ])
    expect(rules).toEqual([
      '|https://a.test/x|$document',
      '|https://a.test/y^$document',
      '||b.test^$document',
      '||a.test^$script,1p',
      '||b.test^$script,1p',
      '||cdn.test^$script,domain=a.test|b.test',
    ])
  })

  it('holds worst addresses of 64 KB and of just what is read', () => {
    const worst = worstAddresses('long.example')
    expect(worst.filter(({ url }) => url.length > 65_000).length).toBe(6)
    expect(worst.filter(({ url }) => url.length > 8_000 && url.length <= 8_192).length).toBe(7)
    const policy = compilePolicy([{ url: 'https://long.example/', scope: 'section', also: [], companions: [] }], null)
    for (const { url } of worst.filter(({ url }) => url.length > 8_192)) {
      expect(judge(policy, { url, use: 'navigation', top: null, method: 'GET' }, 0)).toEqual({ kind: 'refuse', code: 'unreadable' })
    }
  })
})
