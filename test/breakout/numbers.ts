import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Attempt {
  readonly number: string
  /** U: without a browser; S: in a real shell; H: by hand or in a lab. */
  readonly kind: 'U' | 'S' | 'H'
  readonly group: string
  readonly attempt: string
}

const tests = fileURLToPath(new URL('..', import.meta.url))

/** The catalogue of attempts. */
export const { attempts } = JSON.parse(readFileSync(join(tests, 'breakout-attempts.json'), 'utf8')) as {
  readonly attempts: readonly Attempt[]
}

/** The numbers at the beginning of a title: `B014, B102 …`. */
export const numbersOf = (title: string): readonly string[] => /^B\d{3}(?:[ ,]+B\d{3})*\b/.exec(title)?.[0].match(/B\d{3}/g) ?? []

const titlePattern =
  /(?:\b(?:test|it|describe)(\.skip)?(?:\.each\b(?:(?!\b(?:test|it|describe)[.(])[\s\S]){0,6000}?\))?|^\s*\[?|^\s*name:)\s*\(?\s*['"`](B\d{3}(?:[ ,]+B\d{3})*)\b/gm

/** The numbers at the beginning of test titles that are not skipped, in any file under test/, the numbers of skipped ones, and the files that hold them. */
export function numbersInTitles(): {
  readonly tested: ReadonlySet<string>
  readonly skipped: ReadonlySet<string>
  readonly files: readonly string[]
} {
  const tested = new Set<string>()
  const skipped = new Set<string>()
  const files = new Set<string>()
  for (const path of readdirSync(tests, { recursive: true, encoding: 'utf8' })) {
    if (!/\.test\.tsx?$/.test(path)) continue
    for (const [, skip, numbers = ''] of readFileSync(join(tests, path), 'utf8').matchAll(titlePattern)) {
      files.add(`test/${path}`)
      for (const number of numbers.match(/B\d{3}/g) ?? []) (skip ? skipped : tested).add(number)
    }
  }
  return { tested, skipped, files: [...files].sort() }
}
