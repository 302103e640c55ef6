import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiFault, faultOf } from '#hub/console/api.ts'

export interface Doing {
  /** What is under way now, in words; null when nothing is. */
  readonly busy: string | null
  readonly fault: ApiFault | null
  /** Runs one action; a second press while it runs does nothing. Answers whether it worked. */
  readonly run: (words: string, action: () => Promise<void>) => Promise<boolean>
  readonly forgetFault: () => void
}

/** One action at a time, with its progress and its fault. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<ApiFault | null>(null)
  const running = useRef(false)
  const shown = useRef(true)
  useEffect(() => {
    shown.current = true
    return () => {
      shown.current = false
    }
  }, [])

  const run = useCallback(async (words: string, action: () => Promise<void>) => {
    if (running.current) return false
    running.current = true
    setBusy(words)
    setFault(null)
    try {
      await action()
      return true
    } catch (thrown) {
      if (shown.current) setFault(faultOf(thrown))
      return false
    } finally {
      running.current = false
      if (shown.current) setBusy(null)
    }
  }, [])
  return { busy, fault, run, forgetFault: useCallback(() => setFault(null), []) }
}
