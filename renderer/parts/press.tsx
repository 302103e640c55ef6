import type { PointerEvent, ReactNode } from 'react'
import { useRef } from 'react'

/** A second press of the same button within this long is a trembling finger or a double click, ms. */
const settle = 400
/** Staff type digits quickly; only a bouncing key is left out. */
const settleQuick = 60
/** A press that slips off the button by no more than this still counts, CSS pixels. */
const slip = 12

interface PressProps {
  readonly act: () => void
  readonly children: ReactNode
  readonly className?: string
  /** The accessible name, where the words inside are not the whole of it. */
  readonly label?: string | undefined
  /** A steady name for tests and the demo: `tell`, `agree`, `class:<id>`. */
  readonly mark?: string
  readonly quick?: boolean
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly first?: boolean
}

/** Every button of the child's screens: one press by mouse, touch or key; never a double click, a right click or a drag. */
export function Press({ act, children, className = '', label, mark, quick = false, pressed, disabled = false, first = false }: PressProps) {
  const triedAt = useRef(Number.NEGATIVE_INFINITY)
  const wasDragged = useRef(false)
  const start = useRef<{ readonly x: number; readonly y: number } | null>(null)

  function press(): void {
    const now = performance.now()
    const isSecond = now - triedAt.current < (quick ? settleQuick : settle)
    triedAt.current = now
    if (!isSecond && !disabled) act()
  }
  function lift(event: PointerEvent<HTMLButtonElement>): void {
    const from = start.current
    start.current = null
    if (from === null || event.button !== 0) return
    const box = event.currentTarget.getBoundingClientRect()
    const isInside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom
    // Inside, the browser's own click follows; outside, a small slip is made good here, and the click that the capture brings back is not one.
    if (isInside) return
    if (Math.hypot(event.clientX - from.x, event.clientY - from.y) <= slip) press()
    else wasDragged.current = true
  }

  return (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled || undefined}
      data-mark={mark}
      data-first={first || undefined}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        wasDragged.current = false
        start.current = { x: event.clientX, y: event.clientY }
        // So that the lift is heard here when the finger slips off.
        event.currentTarget.setPointerCapture?.(event.pointerId)
      }}
      onPointerUp={lift}
      onPointerCancel={() => {
        start.current = null
      }}
      onClick={(event) => {
        // `detail` counts quick clicks on the same spot: the second one is not meant, whatever lies under it by now.
        if (event.detail > 0 && wasDragged.current) return
        if (quick || event.detail < 2) press()
      }}
    >
      {children}
    </button>
  )
}
