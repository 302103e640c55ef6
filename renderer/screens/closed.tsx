import { BackToShelf } from '../parts/back-to-shelf.tsx'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** A page was closed: what happened, that it is fine, and what is next. A reason without words has the plain ones. */
export function ClosedScreen({ screen }: Given<'closed'>) {
  const words = useWords()
  const key = `closed.${screen.reason}`
  const line = /^[a-z-]+$/.test(screen.reason) && words.has(key) ? words(key) : words('closed.unsure')
  return (
    <CalmScreen mood="curled" title={words('closed.title')} line={line} aloud>
      <BackToShelf />
    </CalmScreen>
  )
}
