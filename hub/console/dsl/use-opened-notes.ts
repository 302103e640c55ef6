import { useEffect, useRef, useState } from 'react'
import { type Note, type Opened, openSealed, type Sealed } from '#hub/console/dsl/opened-note.ts'

export interface OpenedNotes {
  readonly notes: readonly Note[]
  /** How many are still being opened. */
  readonly toGo: number
}

/** Opens all envelopes one after another, each once; what was read is in memory only, and goes with the identity. */
export function useOpenedNotes(sealed: readonly Sealed[], teamIdentity: string): OpenedNotes {
  const opened = useRef(new Map<string, Opened>())
  const [, redraw] = useState(0)
  useEffect(() => {
    let stopped = false
    const openAll = async () => {
      for (const one of sealed) {
        if (stopped) return
        if (opened.current.has(one.id)) continue
        opened.current.set(one.id, await openSealed(one, teamIdentity))
        redraw((now) => now + 1)
      }
    }
    void openAll()
    return () => {
      stopped = true
    }
  }, [sealed, teamIdentity])
  const notes = sealed.flatMap((one) => {
    const known = opened.current.get(one.id)
    return known === undefined ? [] : [{ sealed: one, opened: known }]
  })
  return { notes, toGo: sealed.length - notes.length }
}
