import { loadavg } from 'node:os'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { type Cost, measureCosts } from './cost.ts'
import { measureSpeed, type Speed } from './speed.ts'
import { measureWorst, type Worst } from './worst.ts'

/** Verdicts: ours beside the best peers; what building, keeping and loading a list costs; and the oddest addresses. */
export const verdicts: Section = {
  name: 'verdicts',
  async run(depth, show) {
    const rounds = byDepth(depth, 3, 8, 16)
    const sizes = [100, 10_000, 100_000, ...(depth === 'full' ? [1_000_000] : [])]
    const speeds: Speed[] = []
    for (const approvals of sizes) {
      const { load, notRun, rows } = await measureSpeed(approvals, approvals >= 1_000_000 ? Math.min(6, rounds) : rounds)
      speeds.push({ approvals, load, notRun, rows })
      show({
        title: `verdicts by ${approvals.toLocaleString('en-GB')} approvals; ns each`,
        columns: ['', 'best', 'p25', 'median', 'x ours', 'x (median)', 'wrongly opened', 'wrongly refused', 'of'],
        rows: [
          ...rows.map(({ engine, best, p25, median, ratio, ratioOfMedians, wrong }) => [
            engine,
            ...[best, p25, median].map(whole),
            ratio.toFixed(2),
            ratioOfMedians.toFixed(2),
            ...(wrong === null
              ? ['-', '-', '-']
              : [wrong.allowed, wrong.refused, wrong.asked].map((count) => count.toLocaleString('en-GB'))),
          ]),
          ...notRun.map((engine) => [engine, 'not run']),
        ],
        load,
      })
    }
    const costs: Cost[] = []
    for (const approvals of sizes.filter((size) => size > 100)) costs.push(...(await measureCosts(approvals)))
    show({
      title: 'building, keeping and loading',
      columns: ['', 'approvals', 'build ms', 'built MB', 'kept MB', 'load ms', 'loaded MB'],
      rows: costs.map(({ engine, approvals, buildMs, builtMb, keptMb, loadMs, loadedMb, failed }) => [
        engine,
        approvals.toLocaleString('en-GB'),
        ...(failed === null ? [buildMs, builtMb, keptMb, loadMs, loadedMb].map(whole) : [failed]),
      ]),
      load: loadavg()[0] ?? 0,
    })
    const worst: Worst[] = measureWorst(rounds)
    show({
      title: 'the longest and oddest addresses; microseconds, median',
      columns: ['', 'ours', 'URL.parse', 'x URL.parse'],
      rows: worst.map(({ name, ours, parse, ratio }) => [
        name,
        (ours.median / 1_000).toFixed(1),
        (parse.median / 1_000).toFixed(1),
        ratio.toFixed(2),
      ]),
      load: loadavg()[0] ?? 0,
    })
    return { speeds, costs, worst }
  },
}
