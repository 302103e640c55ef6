import { call } from '../bridge.ts'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'

/** "I have a question": a grown-up comes; then the promises are shown again. */
export function QuestionScreen() {
  const words = useWords()
  return (
    <CalmScreen mood="listening" title={words('question.title')} line={words('question.line')} aloud>
      <Press className="btn go" mark="talked" act={() => void call('shelf.show', {})}>
        {words('question.back')}
      </Press>
    </CalmScreen>
  )
}
