import { useRef } from 'react'
import { call } from '../bridge.ts'
import { useWords } from '../words.ts'
import { Sign } from './picture.tsx'
import { Press } from './press.tsx'

/** Five presses within this long open the staff pad, ms. One press, or a child's few, does nothing at all. */
const within = 5_000
const presses = 5

/** The staff's way in: a quiet leaf in the hedge on the sign-in screens. By keyboard: five times Enter. */
export function StaffLeaf() {
  const words = useWords()
  const pressedAt = useRef<readonly number[]>([])
  function press(): void {
    const now = performance.now()
    pressedAt.current = [...pressedAt.current.filter((at) => now - at < within), now]
    if (pressedAt.current.length < presses) return
    pressedAt.current = []
    void call('staff.open', {})
  }
  return (
    <Press className="staff-leaf" mark="staff" label={words('staff.leaf')} quick act={press}>
      <Sign name="leaf" />
    </Press>
  )
}
