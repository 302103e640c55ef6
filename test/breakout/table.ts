import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { attempts, numbersInTitles, numbersOf } from './numbers.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** As in the catalogue of attempts. */
export const groupNames: Readonly<Record<string, string>> = {
  C1: 'Navigation',
  C2: 'URL parsing confusion',
  C3: 'Frames',
  C4: 'Popups and windows',
  C5: 'Downloads and files',
  C6: 'Protocol handlers',
  C7: 'Keyboard',
  C8: 'Dialogs and staff exit',
  C9: 'Devices and permissions',
  C10: 'Storage and session',
  C11: 'Network side channels',
  C12: 'OS shell',
  C13: 'Crash, hang, resource exhaustion',
  C14: 'Configuration tampering',
  C15: 'IPC abuse',
  C16: 'Time and clock',
  C17: 'Input devices, child safety',
}

const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() })),
    }),
  ),
})

/** How each number came out, by the tests that carry it. */
export interface Outcomes {
  readonly passed: ReadonlySet<string>
  readonly failed: ReadonlySet<string>
  /** Why it was left out, where no test of the number ran. */
  readonly skipped: ReadonlyMap<string, string>
}

/** Reads what vitest's JSON reporter wrote. A file that could not be run fails the numbers in `numbersOfFile`. */
export function outcomesOf(report: unknown, numbersOfFile: (path: string) => readonly string[]): Outcomes {
  const [passed, failed, skipped] = [new Set<string>(), new Set<string>(), new Map<string, string>()]
  for (const file of Report.parse(report).testResults) {
    // A file that broke before its tests has none, or only tests that never ran.
    if (file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed'))
      for (const number of numbersOfFile(file.name)) failed.add(number)
    for (const { ancestorTitles, title, status } of file.assertionResults) {
      for (const number of [...ancestorTitles, title].flatMap(numbersOf)) {
        if (status === 'passed') passed.add(number)
        else if (status === 'failed') failed.add(number)
        else skipped.set(number, /\(skipped:? ?(.*)\)\s*$/.exec(title)?.[1] ?? 'no reason given')
      }
    }
  }
  for (const number of failed) passed.delete(number)
  for (const number of [...passed, ...failed]) skipped.delete(number)
  return { passed, failed, skipped }
}

/** `B001–B003, B007` */
export function ranges(numbers: readonly string[]): string {
  const parts: string[] = []
  const value = (number: string): number => Number(number.slice(1))
  for (let first = 0; first < numbers.length; ) {
    let last = first
    while (last + 1 < numbers.length && value(numbers[last + 1] ?? '') === value(numbers[last] ?? '') + 1) last += 1
    parts.push(first === last ? (numbers[first] ?? '') : `${numbers[first]}–${numbers[last]}`)
    first = last + 1
  }
  return parts.join(', ')
}

/** The table, group by group, and the counts to close with. */
export function tableOf({ passed, failed, skipped }: Outcomes): {
  readonly lines: readonly string[]
  readonly passed: number
  readonly failed: number
} {
  const lines = [`${'group'.padEnd(38)}passed  failed  skipped  by hand  covered`]
  const notes: string[] = []
  const missing: string[] = []
  for (const group of new Set(attempts.map((one) => one.group))) {
    const ofGroup = attempts.filter((one) => one.group === group)
    const those = (has: (number: string) => boolean): string[] => ofGroup.map((one) => one.number).filter(has)
    const hands = ofGroup.filter((one) => one.kind === 'H' && !passed.has(one.number) && !failed.has(one.number)).map((one) => one.number)
    const name = `${group.padEnd(4)}${groupNames[group] ?? ''}`
    const count = (numbers: readonly string[], width: number): string => String(numbers.length).padStart(width)
    const [good, bad, left] = [those((one) => passed.has(one)), those((one) => failed.has(one)), those((one) => skipped.has(one))]
    lines.push(
      `${name.padEnd(38)}${count(good, 6)}${count(bad, 8)}${count(left, 9)}${count(hands, 9)}  ${ranges([...good, ...bad].sort()) || 'none'}`,
    )
    const about = (number: string): string => `${number} ${ofGroup.find((one) => one.number === number)?.attempt ?? ''}`
    for (const number of bad) notes.push(`failed   ${about(number)}`)
    for (const number of left) notes.push(`skipped  ${about(number)}: ${skipped.get(number)}`)
    if (hands.length > 0) notes.push(`by hand  ${ranges(hands)}: recipes in docs/platforms.md`)
    for (const { number, kind } of ofGroup)
      if (kind !== 'H' && !passed.has(number) && !failed.has(number) && !skipped.has(number)) missing.push(about(number))
  }
  lines.push(
    '',
    ...notes,
    '',
    missing.length === 0 ? 'no number is missing' : `no test yet: ${missing.length}`,
    ...missing.map((one) => `missing  ${one}`),
    '',
  )
  return { lines, passed: passed.size, failed: failed.size }
}

/** Runs every test that carries a number and says how each came out. Resolves with the counts; a number fails when one of its tests does. */
export async function runAttempts(say: (line: string) => void): Promise<{ readonly passed: number; readonly failed: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-breakout-'))
  const report = join(folder, 'report.json')
  const { files } = numbersInTitles()
  say(`${files.length} files of tests, in this machine's own Chromium where the attempt needs one …`)
  try {
    const program = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=json', `--outputFile=${report}`, ...files]
    const child = spawn(process.execPath, program, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_ENV: 'test', HEDGEROW_TESTS: 'all' },
    })
    await new Promise<void>((done, failed) => {
      child.once('exit', () => done())
      child.once('error', failed)
    })
    const numbersOfFile = (path: string): readonly string[] => readFileSync(path, 'utf8').match(/\bB\d{3}\b/g) ?? []
    const table = tableOf(outcomesOf(JSON.parse(readFileSync(report, 'utf8')), numbersOfFile))
    for (const line of table.lines) say(line)
    return table
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
