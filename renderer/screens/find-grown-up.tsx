import { BackToShelf } from '../parts/back-to-shelf.tsx'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { useWords } from '../words.ts'

/** After "I'm not sure": the page is gone. Silent by itself, so that nobody is given away. */
export function FindGrownUpScreen() {
  const words = useWords()
  return (
    <CalmScreen mood="curled" title={words('findGrownUp.title')} line={words('findGrownUp.line')}>
      <BackToShelf />
    </CalmScreen>
  )
}
