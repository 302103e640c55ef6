import { CalmScreen } from '../parts/calm-screen.tsx'
import { useWords } from '../words.ts'

export function StartingScreen() {
  const words = useWords()
  return <CalmScreen mood="curious" title={words('starting')} />
}
