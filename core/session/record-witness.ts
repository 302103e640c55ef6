import { isFork, type RecordAlarm, witnessRecord } from '#core/audit/witness.ts'
import type { RecordShown } from '#core/contract/audit.ts'
import type { Context } from './context.ts'

/** This kiosk as a witness of the hub's record of staff acts. It tells staff, and keeps no child from anything. */
export interface RecordWitness {
  /** For the hello: how long the record was that it saw last. */
  seen(): { readonly size: number }
  /** The hub's answer to that. Without one, where it had given one before, the record is missing. */
  shown(record: RecordShown | undefined): Promise<void>
  /** A checkpoint that came with a slot's answer; '' when the hub has none. An older one may only be late: the next hello asks. */
  passedBy(note: string): void
}

/** Keeps the last checkpoint that fitted, on the disk with the kiosk's state. */
export function createRecordWitness(context: Context): RecordWitness {
  const kept = (): string | null => context.state().record ?? null

  function key() {
    const enrolment = context.state().enrolment?.enrolment
    return enrolment === undefined ? null : { schoolId: enrolment.schoolId, publicKey: enrolment.schoolKey }
  }
  const alarm = (why: RecordAlarm | 'missing'): void => context.fault('HG_RECORD_CHANGED', why)

  return {
    seen: () => ({ size: sizeOf(kept()) }),
    async shown(record) {
      const school = key()
      if (school === null) return
      if (record === undefined) {
        if (kept() !== null) alarm('missing')
        return
      }
      const found = witnessRecord(kept(), record, school)
      if (found.kind === 'alarm') return alarm(found.why)
      context.clearFaults(/^HG_RECORD_CHANGED$/)
      if (found.kind === 'grown') await context.save({ record: found.note })
    },
    passedBy(note) {
      const [school, before] = [key(), kept()]
      if (note !== '' && note !== before && school !== null && before !== null && isFork(before, note, school)) alarm('changed')
    },
  }
}

/** The second line of a note; 0 without one. */
function sizeOf(note: string | null): number {
  const size = Number(note?.split('\n')[1] ?? 0)
  return Number.isSafeInteger(size) && size >= 0 ? size : 0
}
