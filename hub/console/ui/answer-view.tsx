import type { ReactNode } from 'react'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'

/** Shows that the hub is being asked, what went wrong, or what it answered. */
export function AnswerView<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => ReactNode }) {
  const { answer, reload } = asked
  if (answer.kind === 'waiting')
    return (
      <p className="waiting" role="status">
        Asking the hub…
      </p>
    )
  if (answer.kind === 'failed') return <FaultNote fault={answer.fault} again={reload} />
  return <>{children(answer.value)}</>
}
