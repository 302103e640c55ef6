import type { ReactNode } from 'react'

/** circle = done, triangle = soon, square = today, diamond = to know; always with a word. */
export type Mark = 'ok' | 'wait' | 'now' | 'info'

export function Chip({ mark, children }: { mark: Mark; children: ReactNode }) {
  return <span className={`chip ${mark}`}>{children}</span>
}
