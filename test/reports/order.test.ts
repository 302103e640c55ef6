import { randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import type { Lane } from '#core/contract/report.ts'
import { aLetterbox, slotOf } from './letterbox.ts'
import { kendallTau } from './statistics.ts'

const isFull = process.env.HEDGEROW_REPORT_CHECKS === 'full'
const count = isFull ? 800 : 250
/**
 * The design's 0.1 for 800. For fewer, five of chance's own standard deviations (Kendall 1938): six comparisons in a run alarm
 * falsely once in 290,000 runs. Rows in the order of their coming have a tau of 1.
 */
const most = isFull ? 0.1 : 5 * Math.sqrt((2 * (2 * count + 5)) / (9 * count * (count - 1)))

test.each(['now', 'soon'] as const satisfies Lane[])(
  'P6: neither rows nor bytes on the disk keep the order in which reports came (%s)',
  async (lane) => {
    const { hub, take, rows } = await aLetterbox()
    const arrived: { id: string; mark: Buffer }[] = []
    for (let turn = 0; turn < count; turn++) {
      const envelope = new Uint8Array(randomBytes(envelopeBytes))
      const id = randomBytes(16).toString('hex')
      arrived.push({ id, mark: Buffer.from(envelope.subarray(6_000, 6_016)) })
      await take(await slotOf(hub, { id, lane, envelope }))
    }
    await hub.mixer.step()
    const stored = (await rows()).map(({ id }) => id)
    expect(stored).toHaveLength(count)
    expect(Math.abs(kendallTau(arrived.map(({ id }) => stored.indexOf(id))))).toBeLessThan(most)
    // SQLite gives pages out in the order of writing, whatever the rows' order is.
    let found = 0
    for (const path of globSync('*', { cwd: hub.folder }).map((name) => join(hub.folder, name))) {
      const bytes = readBytes(path)
      const places = arrived.map(({ mark }) => bytes.indexOf(mark)).filter((place) => place >= 0)
      if (places.length < count / 2) continue
      found++
      expect(Math.abs(kendallTau(places)), path).toBeLessThan(most)
    }
    expect(found).toBeGreaterThan(0)
  },
)

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
