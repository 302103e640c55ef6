import { loadavg } from 'node:os'
import { atPart } from '#bench/quantiles.ts'
import { byDepth, type Section, whole } from '#bench/section.ts'
import { measureCoverTraffic } from './cover-traffic.ts'
import { countSizes, timeSealing } from './sealing.ts'

/** The grid of a school, and how long its computers are on. */
const stepMs = 5 * 60_000
const schoolDayMs = 6.5 * 60 * 60_000
const stepsOfDay = schoolDayMs / stepMs

/** What a report costs: sealing beside age alone, one size for all, and the slots that every kiosk sends, to a real hub over TLS. */
export const reports: Section = {
  name: 'reports',
  async run(depth, show) {
    const times = await timeSealing(byDepth(depth, 20, 300, 2_000))
    const bare = atPart(times.bare, 0.5)
    show({
      title: 'sealing, ms',
      columns: ['', 'best', 'median', 'p95', 'x age alone', 'of'],
      rows: (
        [
          ['a report, as the kiosk does', times.ours],
          ['age-encryption alone: the same bytes and keys', times.bare],
          ['the outside of a slot', times.slot],
        ] as const
      ).map(([name, all]) => [
        name,
        ...[0, 0.5, 0.95].map((part) => atPart(all, part).toFixed(2)),
        (atPart(all, 0.5) / bare).toFixed(2),
        String(all.length),
      ]),
      load: loadavg()[0] ?? 0,
    })

    const count = byDepth(depth, 50, 1_000, 1_000)
    const sizes = await countSizes(count)
    show({
      title: 'sizes once sealed, bytes',
      columns: ['', 'different sizes', 'smallest', 'largest', 'of'],
      rows: (
        [
          ['reports', sizes.envelopes],
          ['slots with a report', sizes.slots],
          ['slots without', sizes.dummies],
        ] as const
      ).map(([name, all]) => [name, String(all.length), whole(Math.min(...all)), whole(Math.max(...all)), whole(count)]),
      load: loadavg()[0] ?? 0,
    })

    const kiosks = byDepth(depth, 6, 60, 60)
    const cover = await measureCoverTraffic(kiosks, byDepth(depth, 3, 20, 60), byDepth(depth, 500, 1_500, 1_500))
    const perSlot = cover.bytesUp + cover.bytesDown
    const perDay = (perSlot * kiosks * stepsOfDay) / 1e6
    show({
      title: `cover traffic of ${kiosks} kiosks, ${cover.steps} steps measured; a school day of ${stepsOfDay} steps reckoned from them`,
      columns: ['', 'bytes up', 'bytes down', 'MB a day', 'hub ms a step', '% of a core'],
      rows: [
        [
          'one slot of each kiosk at each step',
          whole(cover.bytesUp),
          whole(cover.bytesDown),
          perDay.toFixed(1),
          whole(cover.hubMsPerStep),
          ((cover.hubMsPerStep / stepMs) * 100).toFixed(3),
        ],
        ['the same hub with nobody sending', '-', '-', '-', whole(cover.idleMsPerStep), ((cover.idleMsPerStep / stepMs) * 100).toFixed(3)],
      ],
      load: loadavg()[0] ?? 0,
    })
    return { sealing: times, sizes, cover, perDay }
  },
}
