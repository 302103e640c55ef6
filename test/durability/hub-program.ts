import { startHub } from '#hub/server/start.ts'

/** A step of the grid in this test: a school's is five minutes. */
export const slotMs = 50
/** Longer than a hub often lives here, so that it is killed while the mixer holds reports. */
const soonHoldMs = 400

/** The hub as a process of its own that can be killed, with short steps. */
async function main(folder: string): Promise<void> {
  const hub = await startHub({ folder, settings: { slotMs, soonHoldMs } })
  process.stdout.write(`${JSON.stringify({ ready: true, url: hub.url })}\n`)
}

if (process.argv[1] === import.meta.filename) await main(process.argv[2] ?? '')
