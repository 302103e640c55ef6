import { createContext, useContext, useEffect, useRef, useState } from 'react'
import type { LiveEvents, LiveKind } from '#hub/console/live/live-events.ts'

export const LiveContext = createContext<LiveEvents | null>(null)

/** Runs `listener` on each event of these kinds, while the component is shown. */
export function useLive(kinds: readonly LiveKind[], listener: () => void): void {
  const live = useContext(LiveContext)
  const latest = useRef(listener)
  latest.current = listener
  const key = kinds.join(' ')
  useEffect(() => live?.hear(key.split(' ') as LiveKind[], () => latest.current()), [live, key])
}

/** Is the live connection to the hub open? */
export function useReach(): boolean {
  const live = useContext(LiveContext)
  const [inReach, setInReach] = useState(true)
  useEffect(() => live?.onReach(setInReach), [live])
  return inReach
}
