import { type ReactNode, useEffect, useRef } from 'react'
import { profileOf } from '../profiles.ts'
import { canSay, hush, say } from '../speech.ts'
import { useRenderer } from '../store.ts'

interface HeadingProps {
  readonly children: ReactNode
  /** What is read aloud by itself, once, where the stage does that. Left out: this screen stays silent. */
  readonly aloud?: readonly string[]
  readonly className?: string
  /** For a screen whose pictures say it: the heading is there for the keyboard and for a screen reader. */
  readonly hidden?: boolean
}

/** The screen's heading. The keyboard's place moves here when the screen or its step changes, so that it is never lost. Give it a `key` per step. */
export function Heading({ children, aloud = [], className = '', hidden = false }: HeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  const stage = useRenderer((state) => state.view?.stage ?? 'eyfs')
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each screen or step, which has its own key.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    if (profileOf(stage).readsAloud && aloud.length > 0 && canSay(aloud)) say(aloud)
    return hush
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'unseen' : className}>
      {children}
    </h1>
  )
}
