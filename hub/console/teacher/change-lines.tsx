import type { Change } from '#hub/console/listing/describe-changes.ts'
import { Chip, type Mark } from '#hub/console/ui/chip.tsx'

const marks: Readonly<Record<Change['kind'], { mark: Mark; words: string }>> = {
  new: { mark: 'ok', words: 'New' },
  changed: { mark: 'info', words: 'Changed' },
  gone: { mark: 'wait', words: 'Taken off' },
}

export function ChangeLines({ changes, none }: { changes: readonly Change[]; none: string }) {
  if (changes.length === 0) return <p className="soft">{none}</p>
  return (
    <ul className="change-lines">
      {changes.map((change) => (
        <li key={`${change.kind} ${change.words}`}>
          <Chip mark={marks[change.kind].mark}>{marks[change.kind].words}</Chip> <span>{change.words}</span>
        </li>
      ))}
    </ul>
  )
}
