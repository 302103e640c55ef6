import { useCallback, useEffect, useRef, useState } from 'react'

/** An unlocked key shuts by itself after this long without a press (anonymous-reports.md 4). */
export const lockAfter = 10 * 60_000
const lookEvery = 5_000

export interface Key {
  /** The identities of the team, the newest first, one a line: in the memory of this page and nowhere else. Null: locked. */
  readonly teamIdentity: string | null
  readonly unlock: (teamIdentity: string) => void
  readonly lock: () => void
}

/** `ended`: the session is over, so the key goes, too. */
export function useKey(ended: boolean): Key {
  const [teamIdentity, setIdentity] = useState<string | null>(null)
  const lastPress = useRef(Date.now())
  const lock = useCallback(() => setIdentity(null), [])
  const unlock = useCallback((identity: string) => {
    lastPress.current = Date.now()
    setIdentity(identity)
  }, [])

  useEffect(() => {
    if (ended) lock()
  }, [ended, lock])
  const unlocked = teamIdentity !== null
  useEffect(() => {
    if (!unlocked) return
    // By the wall clock, so that a laptop that slept for an hour wakes up locked.
    const look = () => {
      if (Date.now() - lastPress.current >= lockAfter) lock()
    }
    const press = () => {
      look()
      lastPress.current = Date.now()
    }
    const timer = setInterval(look, lookEvery)
    const presses = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const
    for (const kind of presses) window.addEventListener(kind, press, { passive: true })
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pagehide', lock)
    return () => {
      clearInterval(timer)
      for (const kind of presses) window.removeEventListener(kind, press)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', lock)
    }
  }, [unlocked, lock])
  return { teamIdentity: ended ? null : teamIdentity, unlock, lock }
}
