import { expect, it } from 'vitest'
import { ReferencePolicy } from '#bench/verdicts/reference.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { type ListEntry, limits } from '#core/contract/list.ts'
import { refusalCodes } from '#core/contract/verdict.ts'
import { compileCatalogue, openCatalogue } from '#core/policy/catalogue.ts'
import { importList } from '#core/policy/import.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { type Fuzz, fuzz } from './fuzz.ts'

/**
 * 200,000 requests in the ordinary run. The full million:
 * `HEDGEROW_FUZZ_REQUESTS=1000000 npx vitest run --project node test/core/policy/fuzz.test.ts`;
 * other streams: `HEDGEROW_FUZZ_SEED=2` (the seed of the first of 40 lists).
 */
const requests = Number(process.env.HEDGEROW_FUZZ_REQUESTS ?? 200_000)
const firstSeed = Number(process.env.HEDGEROW_FUZZ_SEED ?? 1)
const lists = 40

it('B036 no fuzzed request is judged otherwise than by the slow reference, by a list or its compiled form', { timeout: 600_000 }, () => {
  const seen: Record<string, number> = {}
  for (let seed = firstSeed; seed < firstSeed + lists; seed++) {
    const stream = fuzz(seed)
    const entries = importable(stream, 60)
    const approved = entries.flatMap(({ url, also }) => [url, ...also])
    const policy = compilePolicy(entries, null)
    const compiled = openCatalogue(compileCatalogue(entries, null))
    const reference = new ReferencePolicy(entries, null)
    for (let left = requests / lists; left > 0; left--) {
      const request = stream.request(approved)
      const verdict = judge(policy, request, 0)
      const expected = reference.judge(request, 0)
      const outcome = verdict.kind === 'allow' ? 'allowed' : verdict.code
      seen[outcome] = (seen[outcome] ?? 0) + 1
      const byCompiled = judge(compiled, request, 0)
      const wanted = JSON.stringify(expected)
      if (JSON.stringify(verdict) !== wanted || JSON.stringify(byCompiled) !== wanted) {
        expect.fail(JSON.stringify({ seed, request, verdict, byCompiled, expected }))
      }
    }
  }
  // The stream is worth something: it opens much, and meets every refusal that a request alone can meet.
  expect(seen.allowed).toBeGreaterThan(requests / 5)
  const notByRequest = ['list-expired', 'no-list', 'bad-request', 'stopped']
  expect(refusalCodes.filter((code) => seen[code] === undefined)).toEqual(notByRequest)
})

/** The entries of a fuzzed list that an import takes, one by one. */
function importable(stream: Fuzz, length: number): ListEntry[] {
  return stream.list(length).flatMap((entry) => {
    try {
      return importList({ entries: [entry] }, limits.classEntries).entries
    } catch (fault) {
      if (fault instanceof HedgerowError) return []
      throw fault
    }
  })
}
