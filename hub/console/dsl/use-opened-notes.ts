import { useCallback, useEffect, useRef, useState } from 'react'
import { envelopesAtOnce, type ReportHead } from '#core/contract/safety-desk.ts'
import { type ApiFault, api, faultOf } from '#hub/console/api.ts'
import { type Note, type Opened, openForTeam } from '#hub/console/dsl/opened-note.ts'

export interface OpenedNotes {
  readonly notes: readonly Note[]
  /** How many are still being opened. */
  readonly toGo: number
  /** Why it does not go on; null while it does. */
  readonly fault: ApiFault | null
  readonly again: () => void
}

/**
 * Asks for envelopes some at a time and opens each once, the newest first; what was read is in memory only, and goes with the
 * identity. The page is drawn anew after each batch, so that a thousand notes neither wait for each other nor for the last.
 */
export function useOpenedNotes(heads: readonly ReportHead[], teamIdentity: string): OpenedNotes {
  const opened = useRef(new Map<string, Opened>())
  const [, redraw] = useState(0)
  const [fault, setFault] = useState<ApiFault | null>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is how a person asks for another try
  useEffect(() => {
    let stopped = false
    const openAll = async () => {
      const missing = heads.filter((one) => !opened.current.has(one.id)).map((one) => one.id)
      for (let from = 0; from < missing.length && !stopped; from += envelopesAtOnce) {
        const { envelopes } = await api.envelopes(missing.slice(from, from + envelopesAtOnce))
        for (const { id, envelope } of envelopes) {
          if (stopped) return
          if (!opened.current.has(id)) opened.current.set(id, await openForTeam(envelope, teamIdentity))
        }
        if (stopped) return
        redraw((now) => now + 1)
        // A press must come through in between.
        await new Promise((resolve) => setTimeout(resolve))
      }
    }
    setFault(null)
    openAll().catch((thrown: unknown) => {
      if (!stopped) setFault(faultOf(thrown))
    })
    return () => {
      stopped = true
    }
  }, [heads, teamIdentity, turn])
  const notes = heads.flatMap((one) => {
    const known = opened.current.get(one.id)
    return known === undefined ? [] : [{ sealed: one, opened: known }]
  })
  return { notes, toGo: heads.length - notes.length, fault, again: useCallback(() => setTurn((now) => now + 1), []) }
}
