import type { ApiFault } from '#hub/console/api.ts'
import { faultWords } from '#hub/console/words/faults.ts'

/** What happened, what to do next, and the code for the technician. */
export function FaultNote({ fault, again }: { fault: ApiFault | null; again?: (() => void) | undefined }) {
  if (fault === null) return null
  const words = faultWords(fault.code)
  return (
    <div className="fault" role="alert">
      <p>
        <b>{words.what}</b> {words.next}
      </p>
      <p className="soft">
        Code {fault.code}
        {fault.detail !== '' && `, ${fault.detail}`}
      </p>
      {again && (
        <button type="button" className="btn plain" onClick={again}>
          Try again
        </button>
      )}
    </div>
  )
}
