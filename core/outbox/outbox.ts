import type { Lane, Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import type { ClockPort, OutboxStore } from '#core/ports.ts'
import { sealReport } from '#core/sealing/report-seal.ts'
import type { sealSlot } from '#core/sealing/slot-seal.ts'
import { createGoingOver } from './going-over.ts'
import { createSlots, type SendSlot, type SlotSource } from './slots.ts'

/**
 * Children's reports on their way to the hub. Nothing here writes a log line, on purpose: on one computer the moment of
 * a report is as good as a name.
 */
export interface Outbox {
  /** `saved` only once the sealed report is on the disk. Never throws; nothing is kept when it says `not-saved`. */
  keep(report: Report, recipients: ReportRecipients | null, lane: Lane): Promise<'saved' | 'not-saved'>
  /** Could a report be kept now? Asked whether or not a child wants to tell something. Never throws. */
  hasRoom(): Promise<boolean>
  /** From now on one slot leaves at each step of the grid, report or not. */
  begin(source: SlotSource): void
  stop(): void
}

export interface OutboxPorts {
  readonly store: OutboxStore
  readonly send: SendSlot
  readonly clock: ClockPort
  /** Only tests give another, to know when it is done. */
  readonly seal?: typeof sealSlot
}

/** Keeping a report and sending slots know of each other only by the store: a report never starts, hastens or delays a request. */
export function createOutbox(ports: OutboxPorts): Outbox {
  const { store } = ports
  const goingOver = createGoingOver(store)
  const slots = createSlots({ ...ports, goingOver })
  return {
    async keep(report, recipients, lane) {
      try {
        await store.put(newEnvelopeId(), { lane, envelope: await sealReport(report, recipients, goingOver.sealAs()) })
        return 'saved'
      } catch {
        return 'not-saved'
      }
    },
    hasRoom: () => store.hasRoom().catch(() => false),
    begin: slots.begin,
    stop: slots.stop,
  }
}

/** 128 random bits: says nothing of the kiosk, the time, the report or how many there were before. */
function newEnvelopeId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
