import { useCallback, useEffect, useState } from 'react'
import { type ReadRecord, readRecordPage } from '#core/audit/read-record.ts'
import type { RecordAlarm } from '#core/audit/witness.ts'
import type { RecordLine, RecordPage } from '#core/contract/audit.ts'
import { type ApiFault, api, faultOf } from '#hub/console/api.ts'
import { keepNote, keptNote, sizeOfNote } from './kept-note.ts'

export interface ShownLines {
  /** Newest first. */
  readonly lines: readonly RecordLine[]
  /** The newest page: its counts are checked against the notes. */
  readonly first: RecordPage
  readonly alarm: RecordAlarm | null
  readonly broken: ReadonlySet<number>
}

export interface AskedRecord {
  /** Null: the hub is being asked. */
  readonly shown: ShownLines | null
  readonly fault: ApiFault | null
  /** Asks for older lines; does nothing when there are none. */
  readonly more: () => void
}

/** Asks for the record and checks every line of it here. Each first page is itself recorded, so it is asked for once. */
export function useRecord(): AskedRecord {
  const [shown, setShown] = useState<ShownLines | null>(null)
  const [fault, setFault] = useState<ApiFault | null>(null)
  useEffect(() => {
    let stopped = false
    ask(null).then(
      ({ page, read }) => {
        if (read.witnessed.kind === 'grown') keepNote(read.witnessed.note)
        if (!stopped) setShown({ lines: page.lines, first: page, alarm: alarmOf(read), broken: new Set(read.broken) })
      },
      (thrown: unknown) => {
        if (!stopped) setFault(faultOf(thrown))
      },
    )
    return () => {
      stopped = true
    }
  }, [])
  const more = useCallback(() => {
    const oldest = shown?.lines.at(-1)
    if (shown === null || oldest === undefined || oldest.index === 0) return
    ask(oldest.index).then(
      ({ page, read }) =>
        setShown({
          ...shown,
          lines: [...shown.lines, ...page.lines],
          alarm: shown.alarm ?? alarmOf(read),
          broken: new Set([...shown.broken, ...read.broken]),
        }),
      (thrown: unknown) => setFault(faultOf(thrown)),
    )
  }, [shown])
  return { shown, fault, more }
}

async function ask(before: number | null): Promise<{ page: RecordPage; read: ReadRecord }> {
  const kept = keptNote()
  const page = await api.record(before, sizeOfNote(kept))
  return { page, read: readRecordPage(page, kept, before) }
}

const alarmOf = ({ witnessed }: ReadRecord): RecordAlarm | null => (witnessed.kind === 'alarm' ? witnessed.why : null)
