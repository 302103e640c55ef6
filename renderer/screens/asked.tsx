import { BackToShelf } from '../parts/back-to-shelf.tsx'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { useWords } from '../words.ts'

export function AskedScreen() {
  const words = useWords()
  return (
    <CalmScreen mood="go" title={words('asked.title')} line={words('asked.line')} aloud>
      <BackToShelf />
    </CalmScreen>
  )
}
