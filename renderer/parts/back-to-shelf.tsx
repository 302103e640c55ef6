import { call } from '../bridge.ts'
import { useWords } from '../words.ts'
import { Sign } from './picture.tsx'
import { Press } from './press.tsx'

export function BackToShelf() {
  const words = useWords()
  return (
    <Press className="btn go" mark="to-shelf" act={() => void call('shelf.show', {})}>
      <Sign name="shelf" />
      {words('backToShelf')}
    </Press>
  )
}
