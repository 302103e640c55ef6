import { seeded } from '#bench/seeded.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'

// biome-ignore format: tables
const words = ['maths', 'reading', 'phonics', 'science', 'history', 'art', 'music', 'garden', 'animals', 'rivers', 'castles', 'number', 'story', 'poems', 'romans', 'weather', 'planets', 'sounds', 'shapes', 'games']
const endings = ['org.uk', 'co.uk', 'lancs.sch.uk', 'com', 'org', 'net', 'test']
const shared = Array.from(
  { length: 40 },
  (_, number) => `cdn${number}.${words[number % words.length] ?? ''}-parts.${number % 2 ? 'net' : 'com'}`,
)

/** A made-up list of `count` approvals, always the same for the same count: three to a host, half of them pages, a third sections, the rest sites. */
export function madeUpList(count: number): PolicyEntry[] {
  const next = seeded(count)
  const pick = (from: readonly string[]): string => from[Math.floor(next() * from.length)] ?? ''
  const entries: PolicyEntry[] = []
  for (let number = 0; entries.length < count; number++) {
    const host = `${next() < 0.5 ? 'www.' : ''}${pick(words)}-${pick(words)}${number}.${pick(endings)}`
    const companions = [...new Set(Array.from({ length: Math.floor(next() * 4) }, () => pick(shared)))]
    if (next() < 0.3) companions.push(`img.${host}`)
    for (let left = 3; left > 0 && entries.length < count; left--) {
      const kind = next()
      const scope = kind < 0.5 ? 'page' : kind < 0.85 ? 'section' : 'site'
      const path = scope === 'site' ? '/' : `/${pick(words)}/ks${1 + Math.floor(next() * 2)}/${pick(words)}-${Math.floor(next() * 1_000)}`
      const tail = scope === 'page' ? (next() < 0.15 ? '.html?unit=2&week=11' : '.html') : scope === 'section' && next() < 0.6 ? '/' : ''
      entries.push({ url: `https://${host}${path}${tail}`, scope, also: [], companions })
    }
  }
  return entries
}
