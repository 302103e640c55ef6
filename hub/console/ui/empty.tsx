import type { ReactNode } from 'react'
import curious from '#assets/hedgehog/curious.svg'

/** An empty list that says what to do. The hedgehog stays away from children's notes, so it is asked for. */
export function Empty({ hedgehog = false, children }: { hedgehog?: boolean; children: ReactNode }) {
  return (
    <div className="empty">
      {hedgehog && <img src={curious} alt="" />}
      <div>{children}</div>
    </div>
  )
}
