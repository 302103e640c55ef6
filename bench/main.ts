/**
 * `npm run bench`: how fast verdicts are, beside the best that can be had elsewhere, and how many of them are wrong.
 * `-- --json`: one JSON document. `-- --full`: a million approvals too (minutes, several GB). `-- --quick`: fewer rounds, for
 * trying the bench itself.
 */
import { cpus, loadavg } from 'node:os'
import { type Cost, measureCosts } from './verdicts/cost.ts'
import { measureSpeed, type Speed } from './verdicts/speed.ts'
import { measureWorst, type Worst } from './verdicts/worst.ts'

const options = new Set(process.argv.slice(2))
for (const option of options) {
  if (['--json', '--full', '--quick'].includes(option)) continue
  console.error(`HG_COMMAND: no option ${option}; known are --json, --full, --quick`)
  process.exit(2)
}
const isJson = options.has('--json')
const rounds = options.has('--quick') ? 3 : 16
const sizes = [100, 10_000, 100_000, ...(options.has('--full') ? [1_000_000] : [])]

const say = (text: string): void => {
  if (!isJson) console.log(text)
}
const whole = (value: number | null): string =>
  value === null ? '-' : value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-GB')
const row = (cells: readonly string[]): void => say(cells.map((cell, at) => (at === 0 ? cell.padEnd(24) : cell.padStart(13))).join(''))

function showSpeed({ approvals, load, notRun, rows }: Speed): void {
  say(`\nverdicts by ${approvals.toLocaleString('en-GB')} approvals; ns each; load ${load.toFixed(2)}`)
  row(['', 'best', 'p25', 'median', 'x ours', 'x (median)', 'wrong: opened', 'refused', 'of'])
  for (const { engine, best, p25, median, ratio, ratioOfMedians, wrong } of rows) {
    const counts =
      wrong === null ? ['-', '-', '-'] : [wrong.allowed, wrong.refused, wrong.asked].map((count) => count.toLocaleString('en-GB'))
    row([engine, whole(best), whole(p25), whole(median), ratio.toFixed(2), ratioOfMedians.toFixed(2), ...counts])
  }
  for (const engine of notRun) row([engine, 'not run'])
}

function showCosts(costs: readonly Cost[]): void {
  say(`\nbuilding, keeping and loading; load ${(loadavg()[0] ?? 0).toFixed(2)}`)
  row(['', 'approvals', 'build ms', 'built MB', 'kept MB', 'load ms', 'loaded MB'])
  for (const { engine, approvals, buildMs, builtMb, keptMb, loadMs, loadedMb, failed } of costs) {
    const cells = failed === null ? [buildMs, builtMb, keptMb, loadMs, loadedMb].map(whole) : [`  ${failed}`]
    row([engine, approvals.toLocaleString('en-GB'), ...cells])
  }
}

function showWorst(worst: readonly Worst[]): void {
  say('\nthe longest and oddest addresses; microseconds, median')
  row(['', 'ours', 'URL.parse', 'x URL.parse'])
  for (const { name, ours, parse, ratio } of worst) {
    row([name, (ours.median / 1_000).toFixed(1), (parse.median / 1_000).toFixed(1), ratio.toFixed(2)])
  }
}

const machine = { processor: cpus()[0]?.model ?? '', processors: cpus().length, node: process.version, loadBefore: loadavg() }
say(
  `${machine.processor}, ${machine.processors} processors, Node ${machine.node}, load ${machine.loadBefore.map((load) => load.toFixed(2)).join(' ')}`,
)
const speeds: Speed[] = []
for (const approvals of sizes) {
  const speed = await measureSpeed(approvals, approvals >= 1_000_000 ? Math.min(6, rounds) : rounds)
  speeds.push(speed)
  showSpeed(speed)
}
const costs: Cost[] = []
for (const approvals of sizes.filter((size) => size > 100)) {
  costs.push(...(await measureCosts(approvals)))
}
showCosts(costs)
const worst = measureWorst(rounds)
showWorst(worst)
if (isJson) console.log(JSON.stringify({ machine, speeds, costs, worst }, null, 2))
