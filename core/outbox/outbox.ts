import { HedgerowError } from '#core/contract/errors.ts'
import type { Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import type { ClockPort, OutboxStore } from '#core/ports.ts'
import { sealReport } from '#core/sealing/report-seal.ts'

/**
 * Children's reports on their way to the hub. Nothing here writes a log line, on purpose: on one computer the moment of
 * a report is as good as a name.
 */
export interface Outbox {
  /** `saved` only once the sealed report is on the disk. Never throws; nothing is kept when it says `not-saved`. */
  keep(report: Report, recipients: ReportRecipients | null): Promise<'saved' | 'not-saved'>
  /** Could a report be kept now? Asked whether or not a child wants to tell something. Never throws. */
  hasRoom(): Promise<boolean>
  /** The hub is in reach: send what waits, now. Also starts the sending of what an earlier run has left. */
  poke(): void
  stop(): void
}

export interface OutboxPorts {
  readonly store: OutboxStore
  /** Resolves once the hub has the envelope on its disk; must reject in the end when it does not answer. */
  readonly send: (id: string, bytes: Uint8Array) => Promise<void>
  readonly clock: ClockPort
  /** Evenly from 0 up to 1. Only tests give another. */
  readonly random?: () => number
}

/** A report is sent this long after it was kept, at most: not in the same moment as the press. */
const firstDelay = 1_000
const shortestWait = 2_000
const longestWait = 60_000

/**
 * Sends each kept report until the hub has acknowledged it, for as long as it takes; then, and only then, removes it.
 * A report whose acknowledgement was lost is sent again under the same id, which the hub keeps once.
 */
export function createOutbox({ store, send, clock, random = randomFraction }: OutboxPorts): Outbox {
  let timer: { cancel(): void } | null = null
  let running = false
  let poked = false
  let stopped = false
  let failures = 0

  const wakeIn = (ms: number) => {
    timer?.cancel()
    timer = stopped ? null : clock.after(ms, () => void run())
  }

  async function run(): Promise<void> {
    if (stopped) return
    if (running) {
      poked = true
      return
    }
    timer?.cancel()
    timer = null
    running = true
    const left = await sendAll(store, send, () => stopped)
    running = false
    if (left === 'none') failures = 0
    else failures = left === 'fewer' ? 1 : failures + 1
    if (poked) {
      poked = false
      wakeIn(0)
    } else if (left !== 'none') {
      wakeIn(Math.min(longestWait, shortestWait * 2 ** Math.min(failures - 1, 10)) * (0.5 + random()))
    }
  }

  return {
    async keep(report, recipients) {
      try {
        await store.put(newEnvelopeId(), await sealReport(report, recipients))
      } catch {
        return 'not-saved'
      }
      // While the hub is away, a new report waits with the others; it must not set the pace for all.
      if (running) poked = true
      else if (failures === 0) wakeIn(firstDelay * random())
      return 'saved'
    },
    hasRoom: () => store.hasRoom().catch(() => false),
    poke() {
      failures = 0
      if (running) poked = true
      else wakeIn(0)
    },
    stop() {
      stopped = true
      timer?.cancel()
    },
  }
}

/** One try for everything that waits. `fewer`: some went, some are left. Never throws. */
async function sendAll(store: OutboxStore, send: OutboxPorts['send'], isStopped: () => boolean): Promise<'none' | 'fewer' | 'all'> {
  let sent = 0
  let left = 0
  try {
    for (const id of await store.list()) {
      if (isStopped()) return 'all'
      const bytes = await store.get(id)
      if (bytes === null) continue
      try {
        await send(id, bytes)
        await store.remove(id)
        sent++
      } catch (error) {
        left++
        // The hub answered, and does not take this one: the others may be welcome. Otherwise it is out of reach.
        if (!(error instanceof HedgerowError)) break
      }
    }
  } catch {
    left++
  }
  if (left === 0) return 'none'
  return sent > 0 ? 'fewer' : 'all'
}

/** 128 random bits: says nothing of the kiosk, the time, the report or how many there were before. */
function newEnvelopeId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function randomFraction(): number {
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint8Array(2))
  return (high * 0x100 + low) / 0x1_0000
}
