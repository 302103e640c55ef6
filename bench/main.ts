/**
 * `npm run bench`: what the kiosk costs, beside the best that can be had elsewhere, and how much of it is wrong. Names choose
 * parts (`npm run bench -- text cover`): verdicts, text, fingerprints, reports, cover, page, start.
 * `-- --json`: one JSON document. `-- --full`: larger samples, a million approvals too (many minutes, several GB). `-- --quick`:
 * hardly any rounds, for trying the bench itself. `-- --write`: also puts the tables into docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Depth, printed, type Section, type Table } from './section.ts'
import { withTables } from './write-tables.ts'

/** Each is loaded only when it is measured: one part's browser is no part of another's memory. */
const parts: Readonly<Record<string, () => Promise<Section>>> = {
  verdicts: async () => (await import('./verdicts/verdicts.ts')).verdicts,
  text: async () => (await import('./text/text.ts')).text,
  fingerprints: async () => (await import('./fingerprints/fingerprints.ts')).fingerprints,
  reports: async () => (await import('./reports/reports.ts')).reports,
  cover: async () => (await import('./cover/cover.ts')).cover,
  page: async () => (await import('./page/page.ts')).page,
  start: async () => (await import('./start/start.ts')).start,
}
const known = ['--json', '--full', '--quick', '--write']

const words = process.argv.slice(2)
const strange = words.find((word) => (word.startsWith('--') ? !known.includes(word) : !Object.hasOwn(parts, word)))
if (strange !== undefined) {
  console.error(`HG_COMMAND: no ${strange}; parts are ${Object.keys(parts).join(', ')}; options are ${known.join(', ')}`)
  process.exit(2)
}
const depth: Depth = words.includes('--full') ? 'full' : words.includes('--quick') ? 'quick' : 'usual'
const isJson = words.includes('--json')
const wanted = words.filter((word) => !word.startsWith('--'))
const say = (text: string): void => {
  if (!isJson) console.log(text)
}

const machine = { processor: cpus()[0]?.model ?? '', processors: cpus().length, node: process.version, loadBefore: loadavg() }
const where = `${machine.processor}, ${machine.processors} processors, Node ${machine.node}, load ${machine.loadBefore.map((load) => load.toFixed(2)).join(' ')}`
say(where)
const found: Record<string, unknown> = {}
for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
  const section = await parts[name]?.()
  if (section === undefined) continue
  const tables: Table[] = []
  try {
    found[name] = await section.run(depth, (table) => {
      tables.push(table)
      say(`\n${printed(table)}`)
    })
  } catch (fault) {
    // No Chromium, no virtual screen: the other parts are still measured, and this one is said to be missing.
    found[name] = { notRun: fault instanceof Error ? fault.message : String(fault) }
    process.exitCode = 1
    console.error(`\n${name}: NOT RUN: ${fault instanceof Error ? fault.message : String(fault)}`)
    continue
  }
  if (!words.includes('--write')) continue
  const path = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
  writeFileSync(path, withTables(readFileSync(path, 'utf8'), name, [where, ...tables.map(printed)]))
}
if (isJson) console.log(JSON.stringify({ machine, depth, ...found }, null, 2))
process.exit()
