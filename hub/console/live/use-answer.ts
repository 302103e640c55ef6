import { useCallback, useEffect, useRef, useState } from 'react'
import { type ApiFault, faultOf } from '#hub/console/api.ts'
import type { LiveKind } from '#hub/console/live/live-events.ts'
import { useLive } from '#hub/console/live/use-live.ts'

export type Answer<T> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failed'; readonly fault: ApiFault }

export interface Asked<T> {
  readonly answer: Answer<T>
  /** Asks again; what is shown stays until the new answer is there. */
  readonly reload: () => void
  /** Puts in the answer of a change. */
  readonly put: (value: T) => void
}

/**
 * Asks the hub, again whenever `key` changes and on each live event of `kinds`. A failed reload leaves the last good
 * answer in view: stale words help more than none, and the rail says that the hub is out of reach.
 */
export function useAnswer<T>(ask: () => Promise<T>, key: string, kinds: readonly LiveKind[]): Asked<T> {
  const [held, setHeld] = useState<{ key: string; answer: Answer<T> }>({ key, answer: { kind: 'waiting' } })
  const latest = useRef(ask)
  latest.current = ask
  // The newest question wins: an answer that was overtaken is dropped.
  const turn = useRef(0)

  const load = useCallback(() => {
    const mine = ++turn.current
    latest.current().then(
      (value) => {
        if (turn.current === mine) setHeld({ key, answer: { kind: 'there', value } })
      },
      (thrown: unknown) => {
        if (turn.current !== mine) return
        setHeld((before) =>
          before.key === key && before.answer.kind === 'there' ? before : { key, answer: { kind: 'failed', fault: faultOf(thrown) } },
        )
      },
    )
  }, [key])
  useEffect(() => {
    load()
    return () => {
      turn.current++
    }
  }, [load])
  useLive(kinds, load)

  const put = useCallback(
    (value: T) => {
      turn.current++
      setHeld({ key, answer: { kind: 'there', value } })
    },
    [key],
  )
  return { answer: held.key === key ? held.answer : { kind: 'waiting' }, reload: load, put }
}
