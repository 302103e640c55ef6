import { call } from '../bridge.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'
import { StopThinkClick } from './think.tsx'

/** The child typed something of their own: STOP-THINK before the page gets it. What was typed is nowhere on this screen. */
export function PersonalScreen({ screen }: Given<'personal'>) {
  const words = useWords()
  const kind = screen.what[0] ?? 'name'
  return (
    <StopThinkClick
      prompt={{
        stop: words('personal.stop'),
        think: words(`personal.${kind}`),
        stay: words('personal.takeOut'),
        other: words('personal.keep'),
      }}
      picture="private-pocket"
      stay={() => void call('personal.take-out', {})}
      other={() => void call('personal.keep', {})}
    />
  )
}
